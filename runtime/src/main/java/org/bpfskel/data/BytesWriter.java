package org.bpfskel.data;

import java.nio.ByteBuffer;
import org.bpfskel.btf.MemberDetail;
import org.bpfskel.btf.Printable;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.internal.value.Absent;
import org.jspecify.annotations.Nullable;

/** Writes a C struct to bytes that are zero, or what its fields were read from. */
final class BytesWriter extends MemberWriter {
  private final ByteBuffer bytes;

  /** What messages call the struct; null to pass over values that C's members cannot hold. */
  private final @Nullable String path;

  /** Whether this build of the object lacks the whole struct: then all of it must stay zero. */
  private final boolean absent;

  /** A writer of the struct of that layout at {@code base}. */
  BytesWriter(
      ByteBuffer bytes,
      StructLayout layout,
      int base,
      @Nullable String path,
      @Nullable StructReader old) {
    this(bytes, layout, base, path, old, false);
  }

  private BytesWriter(
      ByteBuffer bytes,
      StructLayout layout,
      int base,
      @Nullable String path,
      @Nullable StructReader old,
      boolean absent) {
    super(layout, base, old);
    this.bytes = bytes;
    this.path = path;
    this.absent = absent;
  }

  @Override
  ByteBuffer after() {
    return bytes;
  }

  @Override
  boolean mayChange(int member, long before, long value) {
    return exists(member, value != 0);
  }

  @Override
  boolean mayChange(int member, String before, String value) {
    return exists(member, !value.isEmpty());
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

  private boolean isAbsent(int member) {
    return absent || !layout().holds(member(member));
  }

  @Override
  public void struct(int member, StructValue value) {
    nested(member).whole(value);
  }

  @Override
  public void flexible(int member, Object array) {
    // Of a struct that is there its value writes the elements.
    if (absent) {
      super.flexible(member, array);
    }
  }

  @Override
  void whole(StructValue value) {
    if (absent) {
      value.write(this);
    } else {
      value.writeWhole(bytes, base(), layout(), path, false);
    }
  }

  @Override
  protected StructWriter nested(int member) {
    MemberDetail.Nested nested = (MemberDetail.Nested) member(member).detail();
    return new BytesWriter(
        bytes, nested.layout(), position(member), path(member), null, isAbsent(member));
  }

  @Override
  StructWriter element(int member, CArray array, int place, int offset, StructLayout element) {
    StructReader old = old();
    return new BytesWriter(
        bytes,
        element,
        position(member) + offset,
        path == null ? null : path(member) + array.subscript(place),
        old == null ? null : old.element(member, offset, element),
        isAbsent(member));
  }

  @Override
  protected void refuse(int member, String reason) {
    if (path != null) {
      throw new IllegalArgumentException(Printable.of(path(member) + ": " + reason));
    }
  }

  @Override
  protected void refuse(String reason) {
    if (path != null) {
      throw new IllegalArgumentException(Printable.of(path + ": " + reason));
    }
  }

  private @Nullable String path(int member) {
    String name = member(member).name();
    return path == null || name.isEmpty() ? path : path + "." + name;
  }
}
