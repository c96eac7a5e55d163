package org.bpfskel.btf;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Writes the types of BTF as a C header for BPF programs, {@code vmlinux.h} for one, as {@code
 * bpftool btf dump file FILE format c} does. Every struct has the size and the offsets that it has
 * in BTF, and accesses to its members are relocated by libbpf ({@code preserve_access_index})
 * unless {@code BPF_NO_PRESERVE_ACCESS_INDEX} is defined.
 *
 * <p>Of several types of one name the first keeps it, the others are {@code NAME___2} and so on.
 * Functions that programs may call ("kfuncs") are declared, unless {@code BPF_NO_KFUNC_PROTOTYPES}
 * is defined; other functions and variables are left out.
 *
 * <p>Each call is a dump of its own: nothing stays that C makes and frees with {@code
 * btf_dump__new} and {@code btf_dump__free}.
 */
public final class CHeader {
  private static final String BEGIN =
      """
      #ifndef __VMLINUX_H__
      #define __VMLINUX_H__

      #ifndef BPF_NO_PRESERVE_ACCESS_INDEX
      #pragma clang attribute push (__attribute__((preserve_access_index)), apply_to = record)
      #endif

      """;

  private static final String BEGIN_FUNCTIONS =
      """
      #ifndef BPF_NO_KFUNC_PROTOTYPES
      #ifndef __ksym
      #define __ksym __attribute__((section(".ksyms")))
      #endif
      #ifndef __weak
      #define __weak __attribute__((weak))
      #endif
      """;

  private static final String END =
      """
      #ifndef BPF_NO_PRESERVE_ACCESS_INDEX
      #pragma clang attribute pop
      #endif

      #endif
      """;

  /** Chooses types. */
  @FunctionalInterface
  public interface Choice {
    /**
     * {@return the ids that are wanted} Those of functions are heeded if programs may call these.
     *
     * @param btf of a kernel, or of one of its modules with the kernel's types before its own
     * @throws BtfException if a type is malformed
     */
    Collection<Integer> of(Btf btf) throws BtfException;
  }

  private final Btf btf;
  private final int firstId;
  private final HeaderNames names;
  private final HeaderTypes types;
  private final StringBuilder header;

  private CHeader(Btf btf) throws BtfException {
    this.btf = btf;
    this.firstId = 1;
    this.names = new HeaderNames(btf);
    this.header = new StringBuilder(BEGIN);
    this.types = new HeaderTypes(btf, names, header);
  }

  /** Goes on with a module. */
  private CHeader(Btf module, CHeader kernel) throws BtfException {
    this.btf = module;
    this.firstId = kernel.btf.typeCount();
    this.names = new HeaderNames(module, kernel.names);
    this.header = kernel.header;
    this.types = new HeaderTypes(module, names, kernel.types);
  }

  /**
   * {@return all types}
   *
   * <p>Each type comes after what it depends on, as {@code btf_dump__dump_type} writes it.
   *
   * @param btf types of an object or a kernel
   * @throws BtfException if a type is malformed, or no C could have it
   */
  public static String of(Btf btf) throws BtfException {
    return withModules(btf, List.of());
  }

  /**
   * {@return only these types, and what they need: types that stand behind pointers alone are only
   * declared}
   *
   * @param btf types of an object or a kernel
   * @param types ids
   * @throws BtfException if there is no such type, a type is malformed, or no C could have it
   */
  public static String of(Btf btf, Collection<Integer> types) throws BtfException {
    return withModules(btf, List.of(), ids -> types);
  }

  /**
   * {@return all types of a kernel and of modules}
   *
   * @param kernel types of {@code vmlinux}
   * @param modules read on top of the kernel's BTF, {@link Btf#parse(byte[], Btf)}
   * @throws BtfException if a type is malformed, or no C could have it
   */
  public static String withModules(Btf kernel, List<Btf> modules) throws BtfException {
    CHeader header = new CHeader(kernel);
    header.writeAll();
    for (Btf module : modules) {
      new CHeader(module, header).writeAll();
    }
    return header.header + END;
  }

  /**
   * Some types of a kernel and of modules, and what they need.
   *
   * @param kernel types of {@code vmlinux}
   * @param modules read on top of the kernel's BTF, {@link Btf#parse(byte[], Btf)}
   * @param choice which types, by their ids in {@code vmlinux} and each module
   * @return the header
   * @throws BtfException if there is no such type, a type is malformed, or no C could have it
   */
  public static String withModules(Btf kernel, List<Btf> modules, Choice choice)
      throws BtfException {
    CHeader header = new CHeader(kernel);
    header.write(choice.of(kernel));
    for (Btf module : modules) {
      new CHeader(module, header).write(choice.of(module));
    }
    return header.header + END;
  }

  private void writeAll() throws BtfException {
    BitSet inside = anonymousInside();
    for (int id = firstId; id < btf.typeCount(); id++) {
      if (!inside.get(id)) {
        types.write(id);
      }
    }
    writeFunctions(KernelFunctions.of(btf, firstId));
  }

  private void write(Collection<Integer> chosen) throws BtfException {
    for (int id : chosen) {
      if (btf.kind(id) != BtfKind.FUNC) {
        types.write(id);
      }
    }
    List<Integer> functions = new ArrayList<>(KernelFunctions.of(btf, firstId));
    functions.retainAll(Set.copyOf(chosen));
    writeFunctions(functions);
  }

  private void writeFunctions(List<Integer> functions) throws BtfException {
    if (functions.isEmpty()) {
      return;
    }
    StringBuilder prototypes = new StringBuilder();
    for (int id : functions) {
      if (names.claimFunction(btf.name(id))) {
        String prototype = types.function(id);
        prototypes.append("extern ").append(prototype).append(" __weak __ksym;\n");
      }
    }
    header.append(BEGIN_FUNCTIONS).append(prototypes).append("#endif\n\n");
  }

  /** Types that are written where they are used: all but enumerations that nothing uses. */
  private BitSet anonymousInside() throws BtfException {
    BitSet inside = new BitSet();
    for (int id = firstId; id < btf.typeCount(); id++) {
      BtfKind kind = btf.kind(id);
      if (kind.isComposite()) {
        BtfType.Composite struct = (BtfType.Composite) btf.type(id);
        struct.members().forEach(member -> inside.set(member.type()));
        inside.set(id, struct.name().isEmpty());
      } else if (kind == BtfKind.FUNC_PROTO) {
        ((BtfType.FuncProto) btf.type(id)).params().forEach(param -> inside.set(param.type()));
      } else if (kind == BtfKind.ARRAY) {
        inside.set(((BtfType.Array) btf.type(id)).element());
      } else if (kind.typeMask != 0 && kind.declarator != BtfKind.Declarator.UNWRITTEN) {
        inside.set(btf.sizeOrType(id));
      }
    }
    for (int id = firstId; id < btf.typeCount(); id++) {
      BtfKind kind = btf.kind(id);
      boolean named = !btf.name(id).isEmpty();
      boolean written = named ? isWritten(kind) : kind.isEnumeration() && !inside.get(id);
      inside.set(id, !written);
    }
    return inside;
  }

  private static boolean isWritten(BtfKind kind) {
    return kind.isComposite() || kind.isEnumeration() || kind == BtfKind.TYPEDEF;
  }
}
