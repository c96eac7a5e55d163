package org.bpfskel;

import java.util.List;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.generated.GeneratedShadow;

/**
 * A struct_ops variable as plain Java fields: read from libbpf's image of it when the skeleton is
 * opened, written back just before it is loaded, dead memory afterwards.
 */
public sealed interface StructOpsShadow permits GeneratedShadow {
  /**
   * Whether the running kernel's struct has a member, by its name in C: the struct of the same name
   * in vmlinux or in a loaded module.
   *
   * @param member its name in C
   * @return false also if the kernel has no such struct, or no BTF that can be read
   * @throws IllegalStateException after close
   */
  boolean existsInKernel(String member);

  /**
   * Leaves out, at load, what the running kernel's struct lacks: these members become zero, and
   * their fields are not looked at. So one program serves kernels of many versions. Without it load
   * fails if one of them is set. Bytes that one of them shares with a member that the kernel has,
   * in a union, stay: a warning is logged if they are not zero.
   *
   * @return the C names of all members that the kernel lacks; none if it lacks the whole struct
   * @throws IllegalStateException after close
   */
  List<String> dropMissing();

  /** {@return every member of the struct as the class has them, those without a field included} */
  StructLayout structLayout();

  /**
   * The struct's name in C and every field as it is now, also after close: {@code
   * tcp_congestion_ops{init=program init (SEC("struct_ops")), flags=1, name=bpf_cubic}}.
   */
  @Override
  String toString();
}
