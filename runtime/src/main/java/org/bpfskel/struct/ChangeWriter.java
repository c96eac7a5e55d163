package org.bpfskel.struct;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.bpfskel.btf.MemberDetail;
import org.bpfskel.btf.StructLayout;
import org.jspecify.annotations.Nullable;

/**
 * Writes what of a struct differs from what it was read from. So padding, members that nobody
 * touched, and the other members of a union keep their bytes.
 */
public class ChangeWriter extends StructWriter {
  private final Changes changes;
  private final int base;
  private final Supplier<String> path;
  private final StructReader old;

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

    /** Takes no value for what is at that offset. */
    void refuse(int offset, Supplier<String> path, String reason);
  }

  /** A writer of the struct of that layout at {@code base}, which messages call {@code path}. */
  public ChangeWriter(Changes changes, StructLayout layout, int base, Supplier<String> path) {
    super(layout);
    this.changes = changes;
    this.base = base;
    this.path = path;
    this.old = new StructReader(changes.before(), layout, base);
  }

  @Override
  public final void int8(int member, byte value) {
    if (value != old.int8(member) && claims(member, old.int8(member), value)) {
      changes.after().put(position(member), value);
    }
  }

  @Override
  public final void int16(int member, short value) {
    if (value != old.int16(member) && claims(member, old.int16(member), value)) {
      changes.after().putShort(position(member), value);
    }
  }

  @Override
  public final void int32(int member, int value) {
    if (value != old.int32(member) && claims(member, old.int32(member), value)) {
      changes.after().putInt(position(member), value);
    }
  }

  @Override
  public final void int64(int member, long value) {
    if (value != old.int64(member) && claims(member, old.int64(member), value)) {
      changes.after().putLong(position(member), value);
    }
  }

  @Override
  public final void bool(int member, boolean value) {
    // Every byte but 0 is true already.
    if (value != old.bool(member)) {
      super.bool(member, value);
    }
  }

  @Override
  public final void text(int member, String value) {
    // What was there may be more than C's text: full to the brim, or not UTF-8.
    if (!old.text(member).equals(value)) {
      super.text(member, value);
    }
  }

  @Override
  protected final void putText(int member, String value) {
    if (claims(member, quoted(old.text(member)), quoted(value))) {
      putText(changes.after(), position(member), member, value);
    }
  }

  @Override
  public final void pointer(int member, long value) {
    if (changes.takesPointers()) {
      super.pointer(member, value);
    } else if (value != old.pointer(member)) {
      refuse(member, "is a pointer of C, which must stay 0");
    }
  }

  @Override
  public final void bits(int member, long value) {
    if (value != old.bits(member)) {
      super.bits(member, value);
    }
  }

  @Override
  protected final void putBits(int member, long value) {
    MemberDetail.Bits field = field(member);
    long firstBit = (long) position(member) * Byte.SIZE + field.firstBit();
    String values = old.bits(member) + " -> " + value;
    if (changes.claims(firstBit, field.bits(), () -> path(member), () -> values)) {
      putBits(changes.after(), position(member), member, value);
    }
  }

  @Override
  protected final StructWriter nested(int member) {
    MemberDetail.Nested nested = (MemberDetail.Nested) member(member).detail();
    return new ChangeWriter(changes, nested.layout(), position(member), () -> path(member));
  }

  @Override
  public final void putArray(int member, Object array) {
    CArray c = CArray.of(member(member));
    int start = position(member);
    String problem =
        c.write(
            array,
            (place, offset, element) ->
                new ChangeWriter(
                    changes, element, start + offset, () -> path(member) + c.subscript(place)));
    if (problem != null) {
      refuse(member, problem);
    }
  }

  @Override
  protected final void refuse(String reason) {
    changes.refuse(base, path, reason);
  }

  @Override
  protected final void refuse(int member, String reason) {
    changes.refuse(position(member), () -> path(member), reason);
  }

  /** Whether a member may change, or else why not has been noted. */
  protected final boolean claims(int member, @Nullable Object before, @Nullable Object value) {
    long firstBit = (long) position(member) * Byte.SIZE;
    long bits = (long) member(member).size() * Byte.SIZE;
    return changes.claims(firstBit, bits, () -> path(member), () -> before + " -> " + value);
  }

  /** Where a member begins. */
  protected final int position(int member) {
    return base + member(member).offset();
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
