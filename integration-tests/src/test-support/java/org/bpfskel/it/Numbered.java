package org.bpfskel.it;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.data.StructReader;
import org.bpfskel.data.StructValue;
import org.bpfskel.data.StructWriter;
import org.bpfskel.generated.GeneratedLayout;

/** {@code struct numbered} of {@code ringbuf.bpf.c}: each field follows from the number. */
final class Numbered extends StructValue {
  private static final StructLayout LAYOUT =
      GeneratedLayout.of("numbered", 64)
          .uint64("number", "__u64", 0)
          .uint64("time", "__u64", 8)
          .uint32("cpu", "__u32", 16)
          .uint16("half", "__u16", 20)
          .uint8("byte", "__u8", 22)
          .bool("even", "_Bool", 23)
          .int64("negative", "__s64", 24)
          .structLayout();

  long number;
  long time;
  int cpu;
  short half;
  byte lowest;
  boolean even;
  long negative;

  Numbered() {
    super(LAYOUT);
  }

  @Override
  protected void read(StructReader image) {
    number = image.int64(0);
    time = image.int64(1);
    cpu = image.int32(2);
    half = image.int16(3);
    lowest = image.int8(4);
    even = image.bool(5);
    negative = image.int64(6);
  }

  @Override
  protected void write(StructWriter image) {
    image.int64(0, number);
    image.int64(1, time);
    image.int32(2, cpu);
    image.int16(3, half);
    image.int8(4, lowest);
    image.bool(5, even);
    image.int64(6, negative);
  }

  /** Whether every field is what the program makes of the number. */
  boolean isWhole() {
    return half == (short) number
        && lowest == (byte) number
        && even == (number % 2 == 0)
        && negative == -number
        && time > 0;
  }

  /** Whether it was read from so many bytes, each with the length's lowest byte, and no others. */
  boolean isRecordOf(int length) {
    ByteBuffer bytes = ByteBuffer.allocate(byteSize()).order(ByteOrder.nativeOrder());
    Arrays.fill(bytes.array(), 0, Math.min(length, byteSize()), (byte) length);
    return recordLength() == length
        && number == bytes.getLong(0)
        && time == bytes.getLong(8)
        && cpu == bytes.getInt(16)
        && half == bytes.getShort(20)
        && lowest == bytes.get(22)
        && even == (bytes.get(23) != 0)
        && negative == bytes.getLong(24);
  }
}
