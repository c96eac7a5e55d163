package org.bpfskel.attach;

import java.nio.file.Path;
import java.util.Set;
import org.bpfskel.AttachType;
import org.bpfskel.ProgramType;
import org.bpfskel.internal.attach.AttachCall;
import org.bpfskel.internal.attach.Descriptors;
import org.bpfskel.internal.attach.ProgramFit;
import org.bpfskel.internal.attach.ProgramQuery;
import org.bpfskel.internal.libbpf.LibbpfAttach;
import org.jspecify.annotations.Nullable;

/**
 * A network namespace, for {@code SEC("flow_dissector")} and {@code SEC("sk_lookup")}: {@code
 * bpf_program__attach_netns}.
 */
public final class Netns extends AttachTarget {
  private static final Set<AttachType> TYPES =
      Set.of(AttachType.FLOW_DISSECTOR, AttachType.SK_LOOKUP);

  private static final ProgramFit FIT =
      new ProgramFit(
          "flow_dissector or sk_lookup",
          Set.of(ProgramType.FLOW_DISSECTOR, ProgramType.SK_LOOKUP),
          TYPES::contains);

  /** Of the thread, for each may have its own. */
  private static final Path CURRENT = Path.of("/proc/thread-self/ns/net");

  private final KernelFile file;

  private Netns(KernelFile file) {
    this.file = file;
  }

  /** {@return the namespace of the thread that attaches} */
  public static Netns current() {
    return at(CURRENT);
  }

  /**
   * {@return the namespace of that file}
   *
   * @param file {@code /run/netns/NAME} or {@code /proc/PID/ns/net}; opened when a program is
   *     attached, and closed again
   */
  public static Netns at(Path file) {
    return new Netns(KernelFile.at(file));
  }

  /**
   * {@return the namespace whose file somebody has open}
   *
   * @param descriptor of that file, which stays the caller's to close, and open until the program
   *     is attached
   * @throws IllegalArgumentException if the descriptor is negative
   */
  public static Netns descriptor(int descriptor) {
    return new Netns(KernelFile.descriptor(descriptor));
  }

  /** {@return the namespace's file} */
  public KernelFile file() {
    return file;
  }

  /**
   * {@return the programs that the namespace has of one kind: {@code bpf_prog_query_opts}}
   *
   * @param type {@link AttachType#FLOW_DISSECTOR} or {@link AttachType#SK_LOOKUP}
   * @throws org.bpfskel.BpfException if the file is no network namespace, or the kernel refuses
   * @throws IllegalArgumentException if the type is another
   */
  public AttachedPrograms query(AttachType type) {
    try (Descriptors descriptors = new Descriptors()) {
      return AttachedPrograms.of(
          new ProgramQuery(
                  file.toString(), "it is no network namespace", ProgramQuery.Arrays.PROGRAMS)
              .require(TYPES.contains(type), type)
              .of(file.open(descriptors), type));
    }
  }

  @Override
  AttachCall call() {
    String noNamespace = file + " is no network namespace";
    return AttachCall.of(
            "bpf_program__attach_netns",
            FIT,
            descriptors -> {
              int netns = file.open(descriptors);
              return program -> LibbpfAttach.bpf_program__attach_netns(program, netns);
            })
        .explain("EINVAL", noNamespace)
        .explain("EBADF", noNamespace)
        .explain("EEXIST", "the namespace, or the first one, has a flow dissector")
        .explain("E2BIG", "the namespace has as many programs as the kernel allows");
  }

  @Override
  @Nullable Object[] values() {
    return new Object[] {"file", file};
  }
}
