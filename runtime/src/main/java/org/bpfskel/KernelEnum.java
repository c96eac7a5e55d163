package org.bpfskel;

import org.jspecify.annotations.Nullable;

/**
 * A value of one of the kernel's enums: a number, and its name where this library knows it. A
 * number without a name is as good as one with: kernels are newer than libraries. Two are equal if
 * they are of the same enum and have the same number.
 */
public abstract sealed class KernelEnum permits MapType, ProgramType, AttachType, LinkType {
  private final String prefix;
  private final int number;
  private final String name;

  KernelEnum(String prefix, int number, String name) {
    this.prefix = prefix;
    this.number = number;
    this.name = name;
  }

  /** {@return the kernel's number} */
  public final int number() {
    return number;
  }

  /**
   * {@return the kernel's name without the enum's own, {@code XDP}; the number where that is not
   * known}
   */
  public final String name() {
    return name;
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof KernelEnum value
        && value.getClass() == getClass()
        && value.number == number;
  }

  @Override
  public final int hashCode() {
    return number;
  }

  /** The whole name: {@code BPF_PROG_TYPE_XDP}, or {@code BPF_PROG_TYPE_4711}. */
  @Override
  public final String toString() {
    return prefix + name;
  }
}
