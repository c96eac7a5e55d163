package org.bpfskel.internal.attach;

import java.util.ArrayList;
import java.util.List;
import org.bpfskel.AttachType;
import org.bpfskel.BpfException;
import org.bpfskel.internal.foreign.NativeBuffer;
import org.bpfskel.internal.handle.LibbpfCall;
import org.bpfskel.internal.libbpf.LibbpfAttach;
import org.bpfskel.internal.libbpf.ProgOpts.ProgQueryOpts;
import org.bpfskel.internal.os.Errno;

/**
 * Asks which programs are attached somewhere: {@code bpf_prog_query_opts}.
 *
 * @param on the place, for messages
 * @param invalid what EINVAL means there
 * @param arrays which of the answer's arrays the kernel has for such a place
 */
public record ProgramQuery(String on, String invalid, Arrays arrays) {
  private static final int BPF_F_QUERY_EFFECTIVE = 1;

  /** More programs than the kernel attaches to anything. */
  private static final int MOST = 1 << 16;

  /** Of the programs' numbers there is always one. */
  public enum Arrays {
    PROGRAMS,
    /** And the flags that each program was attached with. */
    FLAGS,
    /** And the numbers and flags of links. */
    LINKS
  }

  /**
   * What is attached.
   *
   * @param revision counts changes; 0 where the kernel does not tell
   * @param flags of the place
   */
  public record AttachedHere(long revision, int flags, List<AttachedOne> entries) {}

  /** One program, with 0 for what the kernel does not tell. */
  public record AttachedOne(int programId, int linkId, int programFlags, int linkFlags) {}

  /**
   * Refuses types of other places, for which the kernel takes the descriptor for something else.
   *
   * @throws IllegalArgumentException if it is one
   */
  public ProgramQuery require(boolean isOfHere, AttachType type) {
    if (!isOfHere) {
      throw new IllegalArgumentException(on + " has no programs of " + type);
    }
    return this;
  }

  /** What is attached there. */
  public AttachedHere of(int target, AttachType type) {
    return ask(target, type, 0, arrays);
  }

  /** What runs there, attached there or further up. */
  public AttachedHere effective(int target, AttachType type) {
    return ask(target, type, BPF_F_QUERY_EFFECTIVE, Arrays.PROGRAMS);
  }

  private AttachedHere ask(int target, AttachType type, int flags, Arrays told) {
    int room;
    try (ProgQueryOpts count = new ProgQueryOpts(flags)) {
      call(target, type, count);
      room = count.count();
    }
    while (true) {
      try {
        return ask(target, type, flags, told, room);
      } catch (BpfException e) {
        if (e.errno() != Errno.ENOSPC || room >= MOST) {
          throw e;
        }
        room = 2 * room + 1; // more were attached meanwhile
      }
    }
  }

  private AttachedHere ask(int target, AttachType type, int flags, Arrays told, int room) {
    NativeBuffer ids = array(room);
    NativeBuffer programFlags = array(room);
    NativeBuffer linkIds = array(room);
    NativeBuffer linkFlags = array(room);
    try (ProgQueryOpts opts = new ProgQueryOpts(flags, room, ids)) {
      if (told != Arrays.PROGRAMS) {
        opts.setProgAttachFlags(programFlags);
      }
      if (told == Arrays.LINKS) {
        opts.setLinks(linkIds, linkFlags);
      }
      call(target, type, opts);
      List<AttachedOne> entries = new ArrayList<>();
      for (int i = 0; i < Math.min(opts.count(), room); i++) {
        entries.add(
            new AttachedOne(at(ids, i), at(linkIds, i), at(programFlags, i), at(linkFlags, i)));
      }
      return new AttachedHere(opts.revision(), opts.attachFlags(), List.copyOf(entries));
    } finally {
      programFlags.close();
      linkIds.close();
      linkFlags.close();
    }
  }

  private void call(int target, AttachType type, ProgQueryOpts opts) {
    LibbpfCall.of("bpf_prog_query_opts", on)
        .explain("EINVAL", invalid)
        .explain("EOPNOTSUPP", invalid)
        .explain("ENODEV", "this network namespace has no such interface")
        .explain("EBADF", on + " is no file of this kind")
        .check(() -> LibbpfAttach.bpf_prog_query_opts(target, type.number(), opts));
  }

  private static NativeBuffer array(int room) {
    return NativeBuffer.zeroed(Math.max(1, room) * (long) Integer.BYTES);
  }

  private static int at(NativeBuffer array, int index) {
    return array.bytes().getInt(index * Integer.BYTES);
  }
}
