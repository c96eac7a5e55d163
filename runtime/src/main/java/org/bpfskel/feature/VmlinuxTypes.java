package org.bpfskel.feature;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.bpfskel.BpfException;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;
import org.bpfskel.internal.handle.TypeReading;
import org.bpfskel.internal.structops.KernelBtf;
import org.bpfskel.internal.structops.KernelTypes;
import org.jspecify.annotations.Nullable;

/**
 * The types of the running kernel and of the modules that are loaded when this is read, as programs
 * find them by CO-RE: {@code /sys/kernel/btf}. Every process may read them. A snapshot, which says
 * the same as long as it is kept; each question takes some milliseconds. Safe for use by several
 * threads.
 */
public final class VmlinuxTypes {
  private final TypesByName types;

  private VmlinuxTypes(TypesByName types) {
    this.types = types;
  }

  /**
   * {@return the types that the running kernel describes now}
   *
   * @throws BpfException if it does not describe its types, or they cannot be read
   */
  public static VmlinuxTypes read() {
    List<Btf> parts = TypeReading.of(VmlinuxTypes::parts);
    if (parts.isEmpty()) {
      String problem = KernelTypes.problem();
      throw new BpfException(
          "read",
          "/sys/kernel/btf",
          BpfException.Kind.NOT_SUPPORTED,
          problem == null ? "modules came or went meanwhile: read it again" : problem);
    }
    return of(parts);
  }

  /** None if the files cannot be read. */
  private static List<Btf> parts() throws BtfException {
    try {
      return KernelBtf.all();
    } catch (IOException e) {
      return List.of();
    }
  }

  /**
   * {@return the types of a kernel that need not be running}
   *
   * @param parts the BTF of vmlinux, then that of modules, which is split BTF on top of it
   */
  public static VmlinuxTypes of(List<Btf> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a kernel has the BTF of vmlinux at least");
    }
    return new VmlinuxTypes(new TypesByName(parts));
  }

  /**
   * {@return whether there is a struct, union, enum or typedef of that name}
   *
   * @param name in C, without {@code struct} and its like
   */
  public boolean hasType(String name) {
    return types.first(name, TypesByName.kinds(kind -> kind.isComposite() || kind.isEnumeration()))
            != null
        || types.first(name, BtfKind.TYPEDEF) != null;
  }

  /**
   * {@return whether a struct has a member}
   *
   * @param struct name in C of a struct or union, or of a typedef of one
   * @param path the member's name; with dots, one of a struct within: {@code se.vruntime}. Members
   *     of structs and unions without a name count as the outer one's
   * @throws IllegalArgumentException if a dot stands behind a member that is a pointer: ask for the
   *     struct that it points to
   */
  public boolean hasField(String struct, String path) {
    return field(struct, path).isPresent();
  }

  /**
   * {@return where a member of a struct is; empty if there is none, or no such struct}
   *
   * @param struct as of {@link #hasField}
   * @param path as of {@link #hasField}
   * @throws IllegalArgumentException as {@link #hasField}
   */
  public Optional<FieldPlace> field(String struct, String path) {
    return Optional.ofNullable(FieldWalk.find(types, struct, path));
  }

  /**
   * {@return whether an enum has a value of that name, whichever enum it is}
   *
   * @param name of the value in C, {@code BPF_MAP_TYPE_ARENA}
   */
  public boolean hasEnumValue(String name) {
    return enumValue(name).isPresent();
  }

  /**
   * {@return whether an enum has a value of that name}
   *
   * @param enumName in C, without {@code enum}, or the name of a typedef of one
   * @param name of the value in C
   */
  public boolean hasEnumValue(String enumName, String name) {
    return enumValue(enumName, name).isPresent();
  }

  /**
   * {@return the number of an enum's value, whichever enum it is; empty if none has it} Of several
   * enums the one that is described first.
   *
   * @param name of the value in C
   */
  public OptionalLong enumValue(String name) {
    return types.enumValue(name);
  }

  /**
   * {@return the number of an enum's value; empty if it does not have it, or there is no such enum}
   *
   * @param enumName in C, without {@code enum}, or the name of a typedef of one
   * @param name of the value in C
   */
  public OptionalLong enumValue(String enumName, String name) {
    for (BtfType.Value value : types.valuesOf(enumName)) {
      if (value.name().equals(name)) {
        return OptionalLong.of(value.value());
      }
    }
    return OptionalLong.empty();
  }

  /** Without the value that only says how many there are. */
  boolean hasNumber(String enumName, int number) {
    return types.valuesOf(enumName).stream()
        .anyMatch(value -> value.value() == number && !value.name().startsWith("__"));
  }

  /**
   * {@return whether there is a function of that name, to which tracing programs may be attached
   * unless the kernel forbids it}
   *
   * @param name in C
   */
  public boolean hasFunction(String name) {
    return types.first(name, BtfKind.FUNC) != null;
  }

  /**
   * {@return whether programs of some type may call a function of that name} Those are tagged
   * {@code bpf_kfunc} in newer kernels. Of a kernel without such tags, all functions count.
   *
   * @param name in C, {@code bpf_task_acquire}
   * @see Features#hasKfunc
   */
  public boolean hasKfunc(String name) {
    return types.kfunc(name) != null;
  }

  int kfuncInVmlinux(String name) {
    TypesByName.TypeFound found = types.kfunc(name);
    return found != null && types.isVmlinux(found.btf()) ? found.id() : 0;
  }

  /**
   * {@return whether there is a tracepoint that programs of {@code SEC("tp_btf")} and {@code
   * SEC("raw_tp")} can be attached to: the typedef {@code btf_trace_…}}
   *
   * @param name of the tracepoint without its group, {@code sched_switch}
   */
  public boolean hasTracepoint(String name) {
    return types.first("btf_trace_" + name, BtfKind.TYPEDEF) != null;
  }

  /**
   * {@return whether programs can implement a struct: there is a {@code bpf_struct_ops_…} of it}
   *
   * @param name of the struct in C, {@code sched_ext_ops}
   */
  public boolean hasStructOps(String name) {
    return types.first("bpf_struct_ops_" + name, BtfKind.STRUCT) != null
        && types.first(name, BtfKind.STRUCT) != null;
  }

  /**
   * {@return whether programs can implement a struct, and it has a member of that name} The kernel
   * may still refuse programs for that member.
   *
   * @param name of the struct in C, {@code sched_ext_ops}
   * @param member as the path of {@link #hasField}
   * @throws IllegalArgumentException as {@link #hasField}
   */
  public boolean hasStructOpsMember(String name, String member) {
    return hasStructOps(name) && hasField(name, member);
  }

  /** Of a type of vmlinux; 0 if that has none. */
  int idInVmlinux(String name, BtfKind kind) {
    TypesByName.@Nullable TypeFound found = types.first(name, kind);
    return found != null && types.isVmlinux(found.btf()) ? found.id() : 0;
  }

  List<BtfType.Member> members(int idInVmlinux) {
    return types.members(idInVmlinux);
  }

  boolean isCallback(BtfType.Member member) {
    return types.isCallback(member);
  }
}
