package org.bpfskel.internal.elf;

/**
 * An entry of {@code .symtab} ({@code Elf64_Sym}).
 *
 * @param value for a relocatable file the offset in the section, in bytes
 * @param size of the object or function in bytes
 * @param section index of the section that holds it, {@link #UNDEFINED}, or {@link #NO_SECTION}
 */
public record Symbol(
    String name, long value, long size, int section, int bind, int type, int visibility) {

  /** {@code SHN_UNDEF}: defined elsewhere. */
  public static final int UNDEFINED = 0;

  /** {@code SHN_ABS}, {@code SHN_COMMON} and other numbers that name no section. */
  public static final int NO_SECTION = -1;

  private static final int LOCAL = 0;
  private static final int GLOBAL = 1;
  private static final int WEAK = 2;
  private static final int NOTYPE = 0;
  private static final int OBJECT = 1;
  private static final int FUNC = 2;
  private static final int SECTION = 3;
  private static final int INTERNAL = 1;
  private static final int HIDDEN = 2;

  /** {@code static} in C. */
  public boolean isLocal() {
    return bind == LOCAL;
  }

  /** {@code __weak} in C. */
  public boolean isWeak() {
    return bind == WEAK;
  }

  public boolean isGlobalOrWeak() {
    return bind == GLOBAL || bind == WEAK;
  }

  public boolean isFunction() {
    return type == FUNC;
  }

  /** A variable. */
  public boolean isObject() {
    return type == OBJECT;
  }

  /** A section as a whole; has no name of its own. */
  public boolean isSection() {
    return type == SECTION;
  }

  /** Declared {@code extern} and used: the loader has to find it. */
  public boolean isExtern() {
    return section == UNDEFINED && isGlobalOrWeak() && type == NOTYPE;
  }

  /** {@code STV_HIDDEN} or {@code STV_INTERNAL}: to libbpf the same as static. */
  public boolean isHidden() {
    return visibility == HIDDEN || visibility == INTERNAL;
  }
}
