package org.bpfskel;

import java.util.Map;
import org.bpfskel.generated.GeneratedSkeleton;
import org.bpfskel.kernel.Preflight;

/**
 * What every generated skeleton can do; the generated class adds the names. The same steps as a C
 * skeleton's: open, edit, load, attach, detach, close.
 *
 * <p>One that is unreachable with all its handles, and that nobody has closed, is closed with a
 * warning: {@code Skel.openAndLoad().attach()} detaches at some time, unlike in C. Keep it.
 *
 * <p>Handles of maps, programs and links are safe for use by several threads; the steps themselves
 * run one at a time.
 */
public sealed interface Skeleton extends AutoCloseable permits GeneratedSkeleton {
  /** {@return the open object behind this skeleton, for operations by name} */
  BpfObject object();

  /**
   * {@return what stands in the way of {@link #load} and {@link #attach}: {@link
   * BpfObject#preflight}, and values of shadow fields that load would refuse} Changes nothing.
   *
   * @throws IllegalStateException after load or close
   */
  Preflight preflight();

  /**
   * Writes changed shadow fields to libbpf's image of their variables, then takes maps and programs
   * to the kernel: {@code bpf_object__load}. If a field's value is impossible nothing is written,
   * and load may be called again once it is mended; a load that the kernel refused is final.
   *
   * @throws VerifierException if the kernel's verifier refuses a program
   * @throws BpfException if shadow fields have impossible values, all of them listed, or the kernel
   *     refuses
   * @throws IllegalStateException after load or close
   */
  void load();

  /**
   * Attaches every loaded program whose section says where, then every struct_ops variable, and
   * sets the fields of {@code links}. What has a link already keeps it. If one fails, those before
   * it stay attached, as in C: {@code bpf_object__attach_skeleton}. Programs whose section does not
   * say where, as {@code SEC("xdp")}, are left alone, and no exception tells of them: {@link
   * #unattached} does.
   *
   * @throws BpfException if the kernel refuses one
   * @throws IllegalStateException before load or after close
   */
  void attach();

  /**
   * {@return the programs and struct_ops variables that nothing of this object attaches now, by
   * their names in C, in libbpf's order, each with the reason: load left it out, its section does
   * not say where, or its link was closed} Empty once all are attached. Callbacks of struct_ops go
   * with their variable. A program may do its work without being attached, as one in a program
   * array or one of {@code SEC("syscall")} does. Cannot be modified.
   *
   * @throws IllegalStateException after close
   */
  Map<String, String> unattached();

  /**
   * Closes every link in {@code links} and sets its field to null: {@code
   * bpf_object__detach_skeleton}.
   *
   * @throws BpfException if the kernel refuses to detach one
   * @throws IllegalStateException after close
   */
  void detach();

  /**
   * Detaches, and frees the object with its maps and programs. Closing again has no effect; every
   * other call afterwards throws {@link IllegalStateException}.
   *
   * <p>As {@code bpf_object__destroy_skeleton} does.
   */
  @Override
  void close();
}
