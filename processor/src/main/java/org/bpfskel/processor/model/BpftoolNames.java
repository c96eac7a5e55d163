package org.bpfskel.processor.model;

/** The names that {@code bpftool gen skeleton} makes of files and sections. */
final class BpftoolNames {
  private BpftoolNames() {}

  /** {@code bpf/testmod.bpf.o} to {@code testmod_bpf}. */
  static String object(String resourceName) {
    String file = resourceName.substring(resourceName.lastIndexOf('/') + 1);
    return sanitize(file.endsWith(".o") ? file.substring(0, file.length() - 2) : file);
  }

  /** {@code .rodata.str1.1} to {@code rodata_str1_1}. */
  static String dataSection(String section) {
    return sanitize(section.substring(1));
  }

  private static String sanitize(String name) {
    return name.replaceAll("[^0-9A-Za-z_]", "_");
  }
}
