package org.bpfskel.btf;

/**
 * The ending of a C type's name that libbpf does not compare with the kernel's: {@code ___v2} of
 * {@code tcp_congestion_ops___v2}.
 */
public final class Flavour {
  private static final String SEPARATOR = "___";

  private Flavour() {}

  /**
   * {@return the name without its flavour, as libbpf cuts it: at the last {@code ___} between other
   * text}
   *
   * @param name of a type or a function, such as {@code task_struct___old}
   */
  public static String without(String name) {
    for (int at = name.lastIndexOf(SEPARATOR); at > 0; at = name.lastIndexOf(SEPARATOR, at - 1)) {
      int next = at + SEPARATOR.length();
      if (name.charAt(at - 1) != '_' && next < name.length() && name.charAt(next) != '_') {
        return name.substring(0, at);
      }
    }
    return name;
  }
}
