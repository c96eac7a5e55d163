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

  BytesWriter(ByteBuffer bytes, StructLayout layout, int base, String path) {
    super(layout);
    this.bytes = bytes;
    this.layout = layout;
    this.base = base;
    this.path = path;
  }

  @Override
  public void int8(int member, byte value) {
    bytes.put(position(member), value);
  }

  @Override
  public void int16(int member, short value) {
    bytes.putShort(position(member), value);
  }

  @Override
  public void int32(int member, int value) {
    bytes.putInt(position(member), value);
  }

  @Override
  public void int64(int member, long value) {
    bytes.putLong(position(member), value);
  }

  @Override
  protected void putText(int member, String value) {
    putText(bytes, position(member), member, value);
  }

  @Override
  protected void putBits(int member, long value) {
    putBits(bytes, position(member), member, value);
  }

  @Override
  public void struct(int member, StructValue value) {
    MemberDetail.Nested nested = (MemberDetail.Nested) member(member).detail();
    value.writeTo(bytes, position(member), nested.layout(), path(member));
  }

  @Override
  protected StructWriter nested(int member) {
    MemberDetail.Nested nested = (MemberDetail.Nested) member(member).detail();
    return new BytesWriter(bytes, nested.layout(), position(member), path(member));
  }

  @Override
  public void putArray(int member, Object array) {
    CArray c = CArray.of(member(member));
    int start = position(member);
    String problem =
        c.write(
            array,
            (place, offset, element) ->
                new BytesWriter(bytes, element, start + offset, path(member) + c.subscript(place)));
    if (problem != null) {
      refuse(member, problem);
    }
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
