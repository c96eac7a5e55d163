package org.bpfskel.feature;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.bpfskel.AttachType;
import org.bpfskel.BpfException;
import org.bpfskel.MapType;
import org.bpfskel.ProgramType;
import org.bpfskel.internal.handle.Binding;
import org.bpfskel.internal.handle.LibbpfCall;
import org.bpfskel.internal.libbpf.LibbpfMaps;
import org.bpfskel.internal.libbpf.LibbpfPrograms;
import org.bpfskel.internal.os.Errno;

/**
 * What the running kernel lets this process use, asked by trying it: the smallest thing of its kind
 * is made, and closed again. {@code true} and {@code false} are the kernel's own answers; where it
 * gives none, as for want of privilege, there is a {@link BpfException} instead, and never a {@code
 * false}. Types, members, and symbols need no privilege: {@link VmlinuxTypes}, {@link
 * KernelSymbols}.
 *
 * <p>Safe for use by several threads. Answers are kept, for a running kernel does not change them;
 * only those on functions of the kernel, which come with modules, are asked for anew.
 */
public final class Features {
  private static final Map<Object, Boolean> KNOWN = new ConcurrentHashMap<>();

  private Features() {}

  /** What an answer is kept under; no question has more parts. */
  private record Question(Object about, Object what, Object how) {}

  /**
   * {@return whether the running kernel can make a map of this kind: {@code
   * libbpf_probe_bpf_map_type}}
   *
   * @param type one of the constants, or of another number
   * @throws BpfException if libbpf is missing, or cannot tell: for want of privilege or memory, or
   *     because it does not know the kind either
   */
  public static boolean isSupported(MapType type) {
    String function = "libbpf_probe_bpf_map_type";
    Binding.require(function, type.toString());
    return known(
        type,
        "",
        "",
        () -> tried(function, type, () -> LibbpfMaps.libbpf_probe_bpf_map_type(type.number(), 0)));
  }

  /**
   * {@return whether the running kernel can load programs of this type: {@code
   * libbpf_probe_bpf_prog_type}}
   *
   * @param type one of the constants, or of another number
   * @throws BpfException if libbpf is missing, or cannot tell: for want of privilege or memory, or
   *     because it does not know the type either
   */
  public static boolean isSupported(ProgramType type) {
    String function = "libbpf_probe_bpf_prog_type";
    Binding.require(function, type.toString());
    return known(
        type,
        "",
        "",
        () ->
            tried(
                function, type, () -> LibbpfPrograms.libbpf_probe_bpf_prog_type(type.number(), 0)));
  }

  /**
   * {@return whether the running kernel knows this way of attaching} For cgroups, sockets, network
   * namespaces, tcx and netkit it is asked what is attached to nothing, {@code
   * bpf_prog_query_opts}: it looks at the type first, and refuses one that it was built without.
   * For the other types its {@code enum bpf_attach_type} is read, which also names what it was
   * built without: ask for the {@link ProgramType} too.
   *
   * @param type one of the constants, or of another number
   * @throws BpfException if libbpf is missing, or the kernel cannot tell: for want of privilege, or
   *     because it does not describe its types
   */
  public static boolean isSupported(AttachType type) {
    Binding.require("bpf_prog_query_opts", type.toString());
    return known(type, "", "", () -> AttachProbe.isSupported(type));
  }

  /**
   * {@return whether the running kernel takes such code: a socket filter with it is loaded} Where
   * processes without privileges may load socket filters, they may not have all of this.
   *
   * @param feature what is asked for
   * @throws BpfException if libbpf is missing, or the kernel cannot tell: for want of privilege or
   *     memory
   */
  public static boolean isSupported(CodeFeature feature) {
    Binding.require(ProbeLoad.FUNCTION, feature.toString());
    return known(feature, "", "", () -> ProbeLoad.takes(feature));
  }

  /**
   * {@return whether the running kernel makes a map of this kind with these flags: {@code
   * bpf_map_create}, without and with them} Some flags go with descriptors or types, and are
   * refused without: {@code BPF_F_TOKEN_FD}, {@code BPF_F_VTYPE_BTF_OBJ_FD}.
   *
   * @param type of which the kernel makes maps: the flags depend on it
   * @param flags {@code BPF_F_*} of {@code linux/bpf.h}
   * @throws BpfException if libbpf is missing, or the kernel cannot tell: for want of privilege or
   *     memory, or because it does not make a map of this kind without the flags either
   */
  public static boolean hasMapFlags(MapType type, int flags) {
    return isSupported(type) && known(type, flags, "flags", () -> new MapProbe(type).takes(flags));
  }

  /**
   * {@return whether programs of this type may call a helper} A program that calls it is loaded,
   * and the verifier's words are read. This is not {@code libbpf_probe_bpf_helper}, which takes a
   * refusal for want of privilege for a yes, and has no answer for tracing and LSM programs. That
   * of libbpf 1.4 does not know the words of newer verifiers either, and takes these for a yes.
   *
   * @param type of the program; for {@link ProgramType#STRUCT_OPS} see {@link #hasStructOpsHelper}
   * @param helper its name in C, {@code bpf_ktime_get_ns}
   * @throws IllegalArgumentException if no kernel has a helper of that name: since Linux 6.2 no
   *     more are added; or if the type alone does not tell, as of {@link ProgramType#EXT}
   * @throws BpfException if libbpf is missing, or the kernel cannot tell: for want of privilege or
   *     memory
   */
  public static boolean hasHelper(ProgramType type, String helper) {
    CallProbe probe = CallProbe.helper(helper);
    ProbeTarget.checkAlone(type);
    return isSupported(type) && known(type, helper, "", () -> probe.mayBeCalledBy(type));
  }

  /**
   * {@return whether the callbacks of a struct_ops type may call a helper} As {@link #hasHelper}.
   *
   * @param structOps name of the struct in C, {@code tcp_congestion_ops}
   * @param helper its name in C, {@code bpf_ktime_get_ns}
   * @throws IllegalArgumentException if no kernel has a helper of that name
   * @throws BpfException if libbpf is missing, or the kernel cannot tell: for want of privilege or
   *     memory, or because a module has the type, or none of the kernel has
   */
  public static boolean hasStructOpsHelper(String structOps, String helper) {
    CallProbe probe = CallProbe.helper(helper);
    Binding.require(ProbeLoad.FUNCTION, structOps);
    return known(
        ProgramType.STRUCT_OPS, helper, structOps, () -> probe.mayBeCalledByCallbacks(structOps));
  }

  /**
   * {@return whether programs of this type may call a function of the kernel, a kfunc} A program
   * that calls it is loaded, and the verifier's words are read. {@link VmlinuxTypes#hasKfunc} says
   * without privilege whether there is one of that name at all.
   *
   * @param type of the program; for {@link ProgramType#STRUCT_OPS} see {@link #hasStructOpsKfunc}
   * @param kfunc its name in C, {@code bpf_task_acquire}
   * @throws IllegalArgumentException if the type alone does not tell, as of {@link ProgramType#EXT}
   * @throws BpfException if libbpf is missing, or the kernel cannot tell: for want of privilege or
   *     memory, because it does not describe its types, or because a module has the function
   */
  public static boolean hasKfunc(ProgramType type, String kfunc) {
    ProbeTarget.checkAlone(type);
    if (!isSupported(type)) {
      return false;
    }
    CallProbe probe = CallProbe.kfunc(kfunc);
    return probe != null && probe.mayBeCalledBy(type);
  }

  /**
   * {@return whether the callbacks of a struct_ops type may call a function of the kernel} As
   * {@link #hasKfunc}.
   *
   * @param structOps name of the struct in C, {@code sched_ext_ops}
   * @param kfunc its name in C, {@code scx_bpf_dsq_insert}
   * @throws BpfException if libbpf is missing, or the kernel cannot tell: for want of privilege or
   *     memory, or because a module has the type or the function, or none of the kernel has the
   *     type
   */
  public static boolean hasStructOpsKfunc(String structOps, String kfunc) {
    Binding.require(ProbeLoad.FUNCTION, structOps);
    CallProbe probe = CallProbe.kfunc(kfunc);
    return probe != null && probe.mayBeCalledByCallbacks(structOps);
  }

  private static boolean known(Object about, Object what, Object how, BooleanSupplier asked) {
    Question question = new Question(about, what, how);
    Boolean known = KNOWN.get(question);
    if (known == null) {
      known = asked.getAsBoolean();
      KNOWN.put(question, known);
    }
    return known;
  }

  /** A call of libbpf's. */
  private interface Probe {
    int call();
  }

  /** libbpf says no for each error; what the kernel answered is left in errno. */
  private static boolean tried(String function, Object what, Probe probe) {
    LibbpfCall call = LibbpfCall.of(function, what.toString());
    int[] errno = new int[1];
    int answer =
        call.check(
            () -> {
              int result = probe.call();
              errno[0] = Errno.last();
              return result;
            });
    if (answer == 0) {
      UntoldError.check(call, errno[0]);
    }
    return answer > 0;
  }
}
