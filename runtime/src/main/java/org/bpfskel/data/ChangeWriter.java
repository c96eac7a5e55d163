package org.bpfskel.data;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.bpfskel.access.Changes;
import org.bpfskel.access.Changes.Callbacks;
import org.bpfskel.btf.MemberDetail;
import org.bpfskel.btf.StructLayout;
import org.jspecify.annotations.Nullable;

/**
 * Writes what of a struct differs from what it was read from, and has each change allowed: of
 * members that share their bytes only one can have a new value.
 */
non-sealed class ChangeWriter extends MemberWriter {
  private final Changes changes;

  /** What holds the changes to a member: for all of them the same, unless one is left out. */
  private final IntFunction<Changes> ofMember;

  private final Supplier<String> path;

  /** A writer of the struct of that layout at {@code base}, which messages call {@code path}. */
  ChangeWriter(Changes changes, StructLayout layout, int base, Supplier<String> path) {
    this(changes, member -> changes, layout, base, path);
  }

  /** As the other, where not all members have their changes held by the same. */
  ChangeWriter(
      Changes changes,
      IntFunction<Changes> ofMember,
      StructLayout layout,
      int base,
      Supplier<String> path) {
    super(layout, base, new StructReader(changes.before(), layout, base));
    this.changes = changes;
    this.ofMember = ofMember;
    this.path = path;
  }

  @Override
  final ByteBuffer after() {
    return changes.after();
  }

  @Override
  final boolean mayChange(int member, long before, long value) {
    boolean unsigned =
        member(member).detail() instanceof MemberDetail.Bits field && !field.signed();
    return unsigned
        ? claims(member, Long.toUnsignedString(before), Long.toUnsignedString(value))
        : claims(member, before, value);
  }

  @Override
  final boolean mayChange(int member, String before, String value) {
    return claims(member, quoted(before), quoted(value));
  }

  @Override
  public final void pointer(int member, long value) {
    if (ofMember.apply(member).takesPointers()) {
      super.pointer(member, value);
    } else if (value != before().pointer(member)) {
      refuse(member, "is a pointer of C, which must stay 0");
    }
  }

  @Override
  public final void program(int member, @Nullable Object value) {
    Callbacks callbacks = ofMember.apply(member).callbacks();
    if (callbacks == null) {
      super.program(member, value);
      return;
    }
    Object old = callbacks.program(position(member));
    if (value == old) {
      return;
    }
    String problem = value == null ? null : callbacks.problem(value);
    if (problem != null) {
      refuse(member, problem);
    } else if (claims(member, old, value)) {
      callbacks.point(position(member), value);
    }
  }

  private StructReader before() {
    return Objects.requireNonNull(old());
  }

  @Override
  protected final StructWriter nested(int member) {
    MemberDetail.Nested nested = (MemberDetail.Nested) member(member).detail();
    return new ChangeWriter(
        ofMember.apply(member), nested.layout(), position(member), () -> path(member));
  }

  @Override
  final StructWriter element(
      int member, CArray array, int place, int offset, StructLayout element) {
    return new ChangeWriter(
        ofMember.apply(member),
        element,
        position(member) + offset,
        () -> path(member) + array.subscript(place));
  }

  @Override
  protected final void refuse(String reason) {
    changes.refuse(path, reason);
  }

  @Override
  protected final void refuse(int member, String reason) {
    ofMember.apply(member).refuse(() -> path(member), reason);
  }

  /** Whether a member may change, or else why not has been noted. */
  private boolean claims(int member, @Nullable Object before, @Nullable Object value) {
    return ofMember
        .apply(member)
        .claims(
            firstBit(member),
            member(member).bits(),
            () -> path(member),
            () -> before + " -> " + value);
  }

  private long firstBit(int member) {
    return (long) base() * Byte.SIZE + member(member).firstBit();
  }

  /** The member's name in C, from the variable on. */
  private String path(int member) {
    String name = member(member).name();
    return name.isEmpty() ? path.get() : path.get() + "." + name;
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }
}
