package org.bpfskel.processor.model;

import org.bpfskel.internal.object.SectionKind;

/** The names that {@code bpftool gen skeleton} makes of objects and sections. */
public final class BpftoolNames {
  private BpftoolNames() {}

  /** What libbpf keeps of the name of a map, which is the kernel's limit. */
  private static final int MAP_NAME_LENGTH = 15;

  /**
   * {@code .addr_space.1} to {@code arena}, {@code .rodata.str1.1} to {@code rodata_str1_1}. libbpf
   * goes by the whole names of custom {@code .data} and {@code .rodata} sections, but by the
   * kernel's shorter ones of {@code .bss} sections.
   */
  static String dataSection(SectionKind kind, String section) {
    if (kind == SectionKind.ARENA) {
      return "arena";
    }
    String name =
        kind == SectionKind.BSS && section.length() > MAP_NAME_LENGTH
            ? section.substring(0, MAP_NAME_LENGTH)
            : section;
    return sanitized(name.substring(1));
  }

  /** {@code tcp_cc.bpf.o} and {@code tcp_cc.btf} to {@code tcp_cc}. */
  public static String object(String file) {
    String object = without(file, file.endsWith(".o") ? ".o" : ".btf");
    return sanitized(object.equals(file) ? file : without(object, ".bpf"));
  }

  private static String without(String name, String ending) {
    return name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : name;
  }

  /** The name with {@code _} in place of all but ASCII letters and digits. */
  private static String sanitized(String name) {
    StringBuilder sanitized = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i = name.offsetByCodePoints(i, 1)) {
      char c = name.charAt(i);
      sanitized.append(c < 128 && Character.isLetterOrDigit(c) ? c : '_');
    }
    return sanitized.toString();
  }
}
