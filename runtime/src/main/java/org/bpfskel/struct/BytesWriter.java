package org.bpfskel.struct;

import java.nio.ByteBuffer;
import org.bpfskel.btf.MemberDetail;
import org.bpfskel.btf.StructLayout;

/** Writes a C struct to bytes in native byte order. */
final class BytesWriter extends StructWriter {
  private final ByteBuffer bytes;
  private final StructLayout layout;
  private final int base;
  private final String path;

  /** Whether this build of the object lacks the whole struct: then all of it must stay zero. */
  private final boolean absent;

  BytesWriter(ByteBuffer bytes, StructLayout layout, int base, String path) {
    this(bytes, layout, base, path, false);
  }

  private BytesWriter(
      ByteBuffer bytes, StructLayout layout, int base, String path, boolean absent) {
    super(layout);
    this.absent = absent;
    this.bytes = bytes;
    this.layout = layout;
    this.base = base;
    this.path = path;
  }

  @Override
  public void int8(int member, byte value) {
    if (exists(member, value != 0)) {
      bytes.put(position(member), value);
    }
  }

  @Override
  public void int16(int member, short value) {
    if (exists(member, value != 0)) {
      bytes.putShort(position(member), value);
    }
  }

  @Override
  public void int32(int member, int value) {
    if (exists(member, value != 0)) {
      bytes.putInt(position(member), value);
    }
  }

  @Override
  public void int64(int member, long value) {
    if (exists(member, value != 0)) {
      bytes.putLong(position(member), value);
    }
  }

  @Override
  protected void putText(int member, String value) {
    if (exists(member, !value.isEmpty())) {
      putText(bytes, position(member), member, value);
    }
  }

  @Override
  protected void putBits(int member, long value) {
    if (exists(member, value != 0)) {
      putBits(bytes, position(member), member, value);
    }
  }

  @Override
  public void struct(int member, StructValue value) {
    nested(member).whole(value);
  }

  @Override
  void whole(StructValue value) {
    if (absent) {
      value.write(this);
    } else {
      value.writeTo(bytes, base, layout, path);
    }
  }

  @Override
  protected StructWriter nested(int member) {
    MemberDetail.Nested nested = (MemberDetail.Nested) member(member).detail();
    return new BytesWriter(
        bytes, nested.layout(), position(member), path(member), isAbsent(member));
  }

  @Override
  public void putArray(int member, Object array) {
    CArray c = CArray.of(member(member));
    int start = position(member);
    boolean arrayIsAbsent = isAbsent(member);
    String problem =
        c.write(
            array,
            (place, offset, element) ->
                new BytesWriter(
                    bytes,
                    element,
                    start + offset,
                    path(member) + c.subscript(place),
                    arrayIsAbsent));
    if (problem != null) {
      refuse(member, problem);
    }
  }

  private boolean isAbsent(int member) {
    return absent || !layout.holds(member(member));
  }

  /** Whether there is a member to be written; one that is not there cannot be set. */
  private boolean exists(int member, boolean set) {
    if (!isAbsent(member)) {
      return true;
    }
    if (set) {
      refuse(member, Absent.REFUSAL);
    }
    return false;
  }

  @Override
  protected void refuse(int member, String reason) {
    throw new IllegalArgumentException(path(member) + ": " + reason);
  }

  @Override
  protected void refuse(String reason) {
    throw new IllegalArgumentException(path + ": " + reason);
  }

  private int position(int member) {
    return base + layout.members().get(member).offset();
  }

  private String path(int member) {
    String name = member(member).name();
    return name.isEmpty() ? path : path + "." + name;
  }
}
