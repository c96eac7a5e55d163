package org.bpfskel.data;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.internal.value.Absent;
import org.bpfskel.internal.value.PlainLayout;

/** A struct or union, in the layout of its class or of another build of the object. */
final class StructCodec<T extends StructValue> implements RecordCodec<T>, OneToOne {
  private final Supplier<T> empty;
  private final StructLayout layout;
  private final ObjectBuild madeFrom;

  /** End of the last member: beyond the struct's own if this build lacks members. */
  private final int end;

  private final boolean plain;
  private final int[] offsets;

  /** Index of the flexible array that the class has. */
  private final int flexible;

  StructCodec(Supplier<T> empty) {
    this(empty, empty.get());
  }

  private StructCodec(Supplier<T> empty, T zero) {
    this(empty, zero, zero.structLayout(), zero.madeFrom());
  }

  /** In the layout of the open object, whatever build that is. */
  StructCodec(Supplier<T> empty, StructLayout layout) {
    this(empty, empty.get(), layout, ObjectBuild.NONE);
  }

  private StructCodec(Supplier<T> empty, T zero, StructLayout layout, ObjectBuild madeFrom) {
    this.empty = empty;
    this.layout = layout;
    this.madeFrom = madeFrom;
    this.flexible = FlexibleArray.indexIn(zero.structLayout());
    this.end = Absent.end(layout);
    this.offsets = StructReader.offsets(layout);
    this.plain = PlainLayout.isShownBy(zero.structLayout(), layout);
  }

  StructLayout layout() {
    return layout;
  }

  /** Makes a new object. */
  Supplier<T> empty() {
    return empty;
  }

  /** The build that has the layout. */
  ObjectBuild madeFrom() {
    return madeFrom;
  }

  /** The same values in the layout of another build. */
  StructCodec<T> in(StructLayout build) {
    return new StructCodec<>(empty, build);
  }

  @Override
  public int size() {
    return layout.size();
  }

  @Override
  public boolean isOneToOne() {
    return true;
  }

  @Override
  public T read(ByteBuffer bytes, int at) {
    T value = empty.get();
    if (plain) {
      value.readPlain(new StructReader(bytes, layout, offsets, at, false));
    } else {
      value.readFrom(bytes, at, layout, end);
    }
    return value;
  }

  @Override
  public T readRecord(ByteBuffer bytes, int at, int length) {
    if (flexible == FlexibleArray.NONE) {
      T value = RecordCodec.super.readRecord(bytes, at, length);
      value.cameWith(length);
      return value;
    }
    T value = empty.get();
    ByteBuffer own = Absent.padded(bytes, at, Math.min(length, layout.size()), end);
    ByteBuffer tail = FlexibleArray.tail(layout, flexible, bytes, at, length, null);
    value.readOwn(new StructReader(own, layout, 0, true).tail(tail), own, 0, layout);
    value.cameWith(length);
    return value;
  }

  @Override
  public int recordSize(T value) {
    return value.recordSize(layout);
  }

  @Override
  public void writeRecord(ByteBuffer bytes, int at, T value) {
    value.writeRecord(bytes, at, layout);
  }

  @Override
  public void write(ByteBuffer bytes, int at, T value) {
    value.writeWhole(bytes, at, layout);
  }
}
