package org.bpfskel;

import org.bpfskel.internal.Errno;
import org.bpfskel.internal.Libbpf;
import org.bpfskel.internal.NativeMemory;
import org.jspecify.annotations.Nullable;

/**
 * A program of a BPF object: libbpf's {@code struct bpf_program}. The same program is the same Java
 * object for as long as its {@link BpfObject} lives. Safe for use by several threads.
 */
public class BpfProgram {
  private final BpfObject object;
  private final long address;
  private final String name;
  private final String section;
  private volatile boolean autoloadChosen;

  BpfProgram(BpfObject object, long address) {
    this.object = object;
    this.address = address;
    this.name = NativeMemory.string(Libbpf.bpf_program__name(address));
    this.section = NativeMemory.string(Libbpf.bpf_program__section_name(address));
  }

  /** The program at an address that libbpf gave out, as the class that its type asks for. */
  static BpfProgram at(BpfObject object, long address) {
    return Libbpf.bpf_program__type(address) == StructOpsProgram.TYPE
        ? new StructOpsProgram(object, address)
        : new BpfProgram(object, address);
  }

  /** Name of the C function. */
  public final String name() {
    return name;
  }

  /** The ELF section that holds the program, which names its type: {@code SEC("...")} in C. */
  public final String section() {
    return section;
  }

  /** The object that this program belongs to. */
  public final BpfObject object() {
    return object;
  }

  /**
   * Whether load takes this program to the kernel: {@code bpf_program__autoload}.
   *
   * @throws IllegalStateException after close
   */
  public final boolean autoload() {
    return object
        .lifetime()
        .shared(
            "autoload of program " + name,
            Lifetime.UNTIL_CLOSE,
            () -> Libbpf.bpf_program__autoload(address) != 0);
  }

  /**
   * Chooses whether load takes this program to the kernel: {@code bpf_program__set_autoload}.
   * Without a choice a struct_ops program is loaded if a struct_ops variable refers to it, any
   * other unless its section begins with {@code ?}.
   *
   * @throws IllegalStateException after load or close
   */
  public final void setAutoload(boolean autoload) {
    object
        .lifetime()
        .exclusive(
            "setAutoload of program " + name,
            Lifetime.BEFORE_LOAD,
            () -> {
              autoloadChosen = true;
              return applyAutoload(autoload);
            });
  }

  /** Sets autoload where the user did not choose; within the object's load. */
  final void defaultAutoload(boolean autoload) {
    if (!autoloadChosen) {
      applyAutoload(autoload);
    }
  }

  private int applyAutoload(boolean autoload) {
    return LibbpfCall.of("bpf_program__set_autoload", name)
        .check(() -> Libbpf.bpf_program__set_autoload(address, (byte) (autoload ? 1 : 0)));
  }

  /**
   * Attaches the program to what its section names: {@code bpf_program__attach}.
   *
   * @return the link, owned by the object
   * @throws BpfException if the section does not say enough or the kernel refuses
   * @throws IllegalStateException before load or after close
   */
  public final BpfLink attach() {
    return object.attach(
        name,
        null,
        () ->
            LibbpfCall.of("bpf_program__attach", name)
                .pointer(() -> Libbpf.bpf_program__attach(address)));
  }

  /**
   * Attaches the program if libbpf can do so by its section alone, as a C skeleton's attach does.
   *
   * @return the link, or null if the program was not loaded, does not attach by itself ({@code
   *     bpf_program__set_autoattach}), or its section does not name a place
   * @throws BpfException if the kernel refuses
   * @throws IllegalStateException before load or after close
   */
  public final @Nullable BpfLink autoattach() {
    if (this instanceof StructOpsProgram || !attachesByItself()) {
      return null;
    }
    try {
      return attach();
    } catch (BpfException e) {
      // libbpf's answer to a section without a place; a refusal by the kernel comes with a line.
      if (e.errnoName().equals(Errno.symbol(Errno.EOPNOTSUPP)) && e.libbpfLog().isEmpty()) {
        return null;
      }
      throw e;
    }
  }

  private boolean attachesByItself() {
    return object
        .lifetime()
        .shared(
            "attach of program " + name,
            Lifetime.AFTER_LOAD,
            () ->
                Libbpf.bpf_program__autoload(address) != 0
                    && Libbpf.bpf_program__autoattach(address) != 0);
  }

  final long address() {
    return address;
  }

  /** The program's C name and section, for messages. */
  @Override
  public String toString() {
    return "program " + name + " (SEC(\"" + section + "\"))";
  }
}
