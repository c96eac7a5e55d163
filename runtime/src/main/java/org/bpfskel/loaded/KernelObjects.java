package org.bpfskel.loaded;

import java.util.List;
import org.bpfskel.BpfException;
import org.bpfskel.LinkInfo;
import org.bpfskel.MapInfo;
import org.bpfskel.ProgramInfo;
import org.bpfskel.access.InfoDoor;
import org.bpfskel.btf.Btf;
import org.bpfskel.internal.handle.KernelKind;
import org.bpfskel.internal.handle.KernelTypesById;
import org.bpfskel.internal.handle.KernelWalk;
import org.bpfskel.internal.handle.TypeReading;

/**
 * All maps, programs, links and types that the kernel has at the moment, whoever made them: what
 * {@code bpftool} lists.
 *
 * <pre>{@code
 * KernelObjects.maps().forEach(info -> System.out.println(info.id() + " " + info.name()));
 * }</pre>
 *
 * <p>Each list is a new one, in the order of ids. What comes or goes meanwhile may be in it or not;
 * nothing fails for that. It takes {@code CAP_SYS_ADMIN}: without it each method throws a {@link
 * BpfException} of kind {@code PERMISSION}. Safe for use by several threads.
 */
public final class KernelObjects {
  private static final String VMLINUX = "vmlinux";

  private KernelObjects() {}

  /**
   * {@return what the kernel says of each map: {@code bpf_map_get_next_id}, {@code
   * bpf_map_get_info_by_fd}}
   *
   * @throws BpfException if this process may not, or the kernel refuses
   */
  public static List<MapInfo> maps() {
    return KernelWalk.all(KernelKind.MAP, (id, name, fd) -> InfoDoor.MAP.read(name, fd));
  }

  /**
   * {@return what the kernel says of each program: {@code bpf_prog_get_next_id}, {@code
   * bpf_prog_get_info_by_fd}}
   *
   * @throws BpfException if this process may not, or the kernel refuses
   */
  public static List<ProgramInfo> programs() {
    return KernelWalk.all(KernelKind.PROGRAM, (id, name, fd) -> InfoDoor.PROGRAM.read(name, fd));
  }

  /**
   * {@return what the kernel says of each link: {@code bpf_link_get_next_id}, {@code
   * bpf_link_get_info_by_fd}} Since Linux 5.8.
   *
   * @throws BpfException if this process may not, or the kernel refuses
   */
  public static List<LinkInfo> links() {
    return KernelWalk.all(KernelKind.LINK, (id, name, fd) -> InfoDoor.LINK.read(name, fd));
  }

  /**
   * {@return what the kernel says of each set of types: its own, those of modules, of programs and
   * maps: {@code bpf_btf_get_next_id}, {@code bpf_btf_get_info_by_fd}}
   *
   * @throws BpfException if this process may not, or the kernel refuses
   */
  public static List<BtfInfo> btfs() {
    return KernelWalk.all(
        KernelKind.BTF,
        (id, name, fd) ->
            KernelTypesById.info(
                id,
                fd,
                info -> new BtfInfo(info.id(), info.name(), info.kernelBtf(), info.btfSize())));
  }

  /**
   * The types of a map, a program, a module or the kernel: {@code btf__load_from_kernel_by_id}.
   *
   * <p>The kernel's own types ({@code btf__load_vmlinux_btf}) and those of modules ({@code
   * btf__load_module_btf}) are among {@link #btfs}, by their name. The descriptor of {@code
   * bpf_btf_get_fd_by_id} is closed again.
   *
   * @param id as {@link MapInfo#btfId} and {@link ProgramInfo#btfId}, or of {@link #btfs}
   * @return the types, which stay when those of the kernel are gone
   * @throws BpfException if there are none of that id, this process may not, or they are unreadable
   */
  public static Btf btf(int id) {
    byte[] types = KernelTypesById.bytes(id);
    return TypeReading.of(
        KernelKind.BTF.name(id),
        () -> {
          for (BtfInfo info : btfs()) {
            boolean isOfModule = info.id() == id && info.ofKernel() && !info.name().equals(VMLINUX);
            if (isOfModule) {
              return Btf.parse(types, vmlinux());
            }
          }
          return Btf.parse(types);
        });
  }

  private static Btf vmlinux() {
    for (BtfInfo info : btfs()) {
      if (info.ofKernel() && info.name().equals(VMLINUX)) {
        return btf(info.id());
      }
    }
    throw new BpfException(
        "btf__load_from_kernel_by_id",
        VMLINUX,
        BpfException.Kind.NOT_FOUND,
        "the running kernel has no types of its own");
  }
}
