package org.bpfskel.generated;

import org.bpfskel.btf.StructLayout;
import org.bpfskel.data.StructWriter;

/** The scalars of {@code struct every_member}, as a generated class has them. */
final class EveryScalar extends CapturedAccess {
  static final int FIELDS = 19;

  private byte s8;
  private byte u8;
  private short s16;
  private short u16;
  private int s32;
  private int u32;
  private long s64;
  private long u64;
  private byte plainChar;
  private long plainLong;
  private long plainUlong;
  private boolean flag;
  private float singlePrecision;
  private double doublePrecision;
  private int color;
  private int small;
  private long huge;
  private int counted;
  private int qualified;

  EveryScalar(StructLayout layout) {
    super(layout);
  }

  @Override
  protected void read(StructOpsReader from) {
    super.read(from);
    s8 = from.int8(0);
    u8 = from.int8(1);
    s16 = from.int16(2);
    u16 = from.int16(3);
    s32 = from.int32(4);
    u32 = from.int32(5);
    s64 = from.int64(6);
    u64 = from.int64(7);
    plainChar = from.int8(8);
    plainLong = from.int64(9);
    plainUlong = from.int64(10);
    flag = from.bool(12);
    singlePrecision = from.float32(13);
    doublePrecision = from.float64(14);
    color = from.enum32(15);
    small = from.enum32(16);
    huge = from.int64(17);
    counted = from.int32(18);
    qualified = from.int32(19);
  }

  @Override
  protected void write(StructWriter to) {
    super.write(to);
    to.int8(0, s8);
    to.int8(1, u8);
    to.int16(2, s16);
    to.int16(3, u16);
    to.int32(4, s32);
    to.int32(5, u32);
    to.int64(6, s64);
    to.int64(7, u64);
    to.int8(8, plainChar);
    to.int64(9, plainLong);
    to.int64(10, plainUlong);
    to.bool(12, flag);
    to.float32(13, singlePrecision);
    to.float64(14, doublePrecision);
    to.enum32(15, color);
    to.enum32(16, small);
    to.int64(17, huge);
    to.int32(18, counted);
    to.int32(19, qualified);
  }
}
