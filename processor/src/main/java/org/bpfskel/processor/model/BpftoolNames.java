package org.bpfskel.processor.model;

/** The names that {@code bpftool gen skeleton} makes of sections. */
final class BpftoolNames {
  private BpftoolNames() {}

  /** {@code .rodata.str1.1} to {@code rodata_str1_1}. */
  static String dataSection(String section) {
    return section.substring(1).replaceAll("[^0-9A-Za-z_]", "_");
  }
}
