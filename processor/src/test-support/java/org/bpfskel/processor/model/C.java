package org.bpfskel.processor.model;

/** C that the sources in these tests share. */
public final class C {
  public static final String SEC =
      """
      #define SEC(name) __attribute__((section(name), used))
      #define __uint(name, val) int (*name)[val]
      #define __type(name, val) typeof(val) *name
      #define __kconfig __attribute__((section(".kconfig")))
      #define __hidden __attribute__((visibility("hidden")))
      """;

  /** A map definition with the given name. */
  public static String map(String name) {
    return """
        struct {
          __uint(type, 2);
          __uint(max_entries, 1);
          __type(key, int);
          __type(value, int);
        } %s SEC(".maps");
        """
        .formatted(name);
  }

  private C() {}
}
