package org.bpfskel.compile;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The machine whose kernel loads the objects: byte order, registers, headers. */
public enum TargetArchitecture {
  X86("x86_64-linux-gnu", "amd64"),
  ARM64("aarch64-linux-gnu", "aarch64"),
  RISCV("riscv64-linux-gnu", "riscv64"),
  LOONGARCH("loongarch64-linux-gnu", "loongarch64"),
  POWERPC("powerpc64le-linux-gnu", "ppc64le"),
  S390("s390x-linux-gnu", "s390x");

  private final String multiarch;
  private final String inJava;

  TargetArchitecture(String multiarch, String inJava) {
    this.multiarch = multiarch;
    this.inJava = inJava;
  }

  /**
   * The one of that name.
   *
   * @param name as {@code bpf_tracing.h} has it behind {@code __TARGET_ARCH_}; or as Java calls
   *     this machine
   * @throws ClangException if there is none
   */
  public static TargetArchitecture of(String name) throws ClangException {
    Set<String> known = new TreeSet<>();
    for (TargetArchitecture architecture : values()) {
      if (architecture.macroName().equals(name) || architecture.inJava.equals(name)) {
        return architecture;
      }
      known.add(architecture.macroName());
    }
    throw new ClangException(
        "no architecture is called %s: set bpfskel.architecture to one of %s"
            .formatted(name, String.join(", ", known)));
  }

  /** Its name behind {@code __TARGET_ARCH_}. */
  public String macroName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The target of clang: objects are in the kernel's byte order. */
  public String bpfTarget() {
    return this == S390 ? "bpfeb" : "bpfel";
  }

  /** Where Debian and its like have {@code asm/types.h}. */
  public String headers() {
    return "/usr/include/" + multiarch;
  }
}
