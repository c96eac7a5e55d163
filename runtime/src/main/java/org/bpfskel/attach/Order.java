package org.bpfskel.attach;

import org.bpfskel.internal.attach.AttachCall;
import org.bpfskel.internal.libbpf.AttachOpts;
import org.bpfskel.internal.libbpf.LinkCreateOpts;

/**
 * A place among the programs that are attached to one hook, for those that keep several in order
 * (the kernel's {@code bpf_mprog}).
 *
 * @param flags {@code BPF_F_BEFORE}, {@code BPF_F_AFTER}, {@code BPF_F_ID}, {@code BPF_F_LINK}
 * @param relativeId id of the program or link that the flags speak of, 0 for none
 * @param expectedRevision the hook's revision at which alone to attach, 0 for any
 */
public record Order(int flags, int relativeId, long expectedRevision) {
  private static final int F_BEFORE = 1 << 3;
  private static final int F_AFTER = 1 << 4;
  private static final int F_ID = 1 << 5;
  private static final int F_LINK = 1 << 13;

  /** Behind all others, as the kernel does by itself. */
  public static final Order LAST = new Order(0, 0, 0);

  /** Before all others. */
  public static final Order FIRST = new Order(F_BEFORE, 0, 0);

  /**
   * {@return the place right before a link}
   *
   * @param id of the link: {@code LinkInfo.id}
   */
  public static Order beforeLink(int id) {
    return new Order(F_BEFORE | F_ID | F_LINK, id, 0);
  }

  /**
   * {@return the place right behind a link}
   *
   * @param id of the link: {@code LinkInfo.id}
   */
  public static Order afterLink(int id) {
    return new Order(F_AFTER | F_ID | F_LINK, id, 0);
  }

  /**
   * {@return the place right before a program}
   *
   * @param id that the kernel gave the program: {@code ProgramInfo.id}
   */
  public static Order beforeProgram(int id) {
    return new Order(F_BEFORE | F_ID, id, 0);
  }

  /**
   * {@return the place right behind a program}
   *
   * @param id that the kernel gave the program: {@code ProgramInfo.id}
   */
  public static Order afterProgram(int id) {
    return new Order(F_AFTER | F_ID, id, 0);
  }

  /**
   * {@return the same place, but only if the hook's programs have not changed since that revision}
   *
   * @param revision the number that the kernel counts up with each change of the hook's programs; 0
   *     for any
   */
  public Order atRevision(long revision) {
    return new Order(flags, relativeId, revision);
  }

  /** As a link's own function takes it. */
  LinkCreateOpts linkOpts() {
    return new LinkCreateOpts(flags, relativeId, expectedRevision);
  }

  /** As libbpf's functions for one kind of target take it. */
  AttachOpts.MprogOpts opts() {
    return new AttachOpts.MprogOpts(flags, relativeId, expectedRevision);
  }

  /** Says what the kernel answers to an order that is not to be had. */
  static AttachCall explain(AttachCall call) {
    return call.explain("ENOENT", "the program or link that the order names is not attached there")
        .explain("ESTALE", "the hook's programs have changed since the expected revision");
  }
}
