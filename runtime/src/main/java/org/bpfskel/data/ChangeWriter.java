package org.bpfskel.data;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.Supplier;
import org.bpfskel.btf.MemberDetail;
import org.bpfskel.btf.StructLayout;
import org.jspecify.annotations.Nullable;

/**
 * Writes what of a struct differs from what it was read from, and has each change allowed: of
 * members that share their bytes only one can have a new value.
 */
public non-sealed class ChangeWriter extends MemberWriter {
  private final Changes changes;
  private final Supplier<String> path;

  /** The bytes before and after, and what else a change is held against. */
  public interface Changes {
    /** What fields are compared with, in native byte order. */
    ByteBuffer before();

    /** What is written to, in native byte order. */
    ByteBuffer after();

    /** Whether these bits may change, from an old to a new value that {@code values} tells. */
    boolean claims(long firstBit, long bits, Supplier<String> path, Supplier<String> values);

    /** Whether a pointer to data may change. */
    boolean takesPointers();

    /** Takes no value for a member. */
    void refuse(Supplier<String> path, String reason);
  }

  /** A writer of the struct of that layout at {@code base}, which messages call {@code path}. */
  public ChangeWriter(Changes changes, StructLayout layout, int base, Supplier<String> path) {
    super(layout, base, new StructReader(changes.before(), layout, base));
    this.changes = changes;
    this.path = path;
  }

  /** What holds the changes to a member: for all of them the same, unless one is left out. */
  protected Changes changesOf(int member) {
    return changes;
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
    if (changesOf(member).takesPointers()) {
      super.pointer(member, value);
    } else if (value != before().pointer(member)) {
      refuse(member, "is a pointer of C, which must stay 0");
    }
  }

  private StructReader before() {
    return Objects.requireNonNull(old());
  }

  @Override
  protected final StructWriter nested(int member) {
    MemberDetail.Nested nested = (MemberDetail.Nested) member(member).detail();
    return new ChangeWriter(
        changesOf(member), nested.layout(), position(member), () -> path(member));
  }

  @Override
  final StructWriter element(
      int member, CArray array, int place, int offset, StructLayout element) {
    return new ChangeWriter(
        changesOf(member),
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
    changesOf(member).refuse(() -> path(member), reason);
  }

  /** Whether a member may change, or else why not has been noted. */
  protected final boolean claims(int member, @Nullable Object before, @Nullable Object value) {
    return changesOf(member)
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
