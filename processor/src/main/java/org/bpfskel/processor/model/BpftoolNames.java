package org.bpfskel.processor.model;

/** The names that {@code bpftool gen skeleton} makes of sections. */
final class BpftoolNames {
  private BpftoolNames() {}

  /** What libbpf keeps of the name of a map, which is the kernel's limit. */
  private static final int MAP_NAME_LENGTH = 15;

  /**
   * {@code .addr_space.1} to {@code arena}, {@code .rodata.str1.1} to {@code rodata_str1_1}. libbpf
   * goes by the whole names of custom {@code .data} and {@code .rodata} sections, but by the
   * kernel's shorter ones of {@code .bss} sections.
   */
  static String dataSection(String section) {
    if (section.equals(DataSection.ARENA)) {
      return "arena";
    }
    String name =
        section.startsWith(".bss.") && section.length() > MAP_NAME_LENGTH
            ? section.substring(0, MAP_NAME_LENGTH)
            : section;
    return name.substring(1).replaceAll("[^0-9A-Za-z_]", "_");
  }
}
