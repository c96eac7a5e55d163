package org.bpfskel.data;

import java.nio.ByteBuffer;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.internal.value.CBool;

/** The codecs of numbers: a table. Classes, for two lambdas each take longer to make at start. */
abstract class ScalarCodec<T> implements KindCodec<T>, OneToOne {
  static final Codec<Byte> INT8 =
      new ScalarCodec<>("integer", 1) {
        @Override
        public Byte read(ByteBuffer bytes, int at) {
          return bytes.get(at);
        }

        @Override
        public void write(ByteBuffer bytes, int at, Byte value) {
          bytes.put(at, value);
        }
      };
  static final Codec<Short> INT16 =
      new ScalarCodec<>("integer", 2) {
        @Override
        public Short read(ByteBuffer bytes, int at) {
          return bytes.getShort(at);
        }

        @Override
        public void write(ByteBuffer bytes, int at, Short value) {
          bytes.putShort(at, value);
        }
      };
  static final Codec<Integer> INT32 =
      new ScalarCodec<>("integer", 4) {
        @Override
        public Integer read(ByteBuffer bytes, int at) {
          return bytes.getInt(at);
        }

        @Override
        public void write(ByteBuffer bytes, int at, Integer value) {
          bytes.putInt(at, value);
        }
      };
  static final Codec<Long> INT64 =
      new ScalarCodec<>("integer", 8) {
        @Override
        public Long read(ByteBuffer bytes, int at) {
          return bytes.getLong(at);
        }

        @Override
        public void write(ByteBuffer bytes, int at, Long value) {
          bytes.putLong(at, value);
        }
      };
  static final Codec<Float> FLOAT32 =
      new ScalarCodec<>("float", 4) {
        @Override
        public boolean reads(Kind kind) {
          return kind == Kind.FLOAT32;
        }

        @Override
        public Float read(ByteBuffer bytes, int at) {
          return bytes.getFloat(at);
        }

        @Override
        public void write(ByteBuffer bytes, int at, Float value) {
          bytes.putFloat(at, value);
        }
      };
  static final Codec<Double> FLOAT64 =
      new ScalarCodec<>("double", 8) {
        @Override
        public boolean reads(Kind kind) {
          return kind == Kind.FLOAT64;
        }

        @Override
        public Double read(ByteBuffer bytes, int at) {
          return bytes.getDouble(at);
        }

        @Override
        public void write(ByteBuffer bytes, int at, Double value) {
          bytes.putDouble(at, value);
        }
      };
  static final Codec<Boolean> BOOL =
      new ScalarCodec<>("bool", 1) {
        @Override
        public boolean reads(Kind kind) {
          return kind == Kind.BOOL;
        }

        @Override
        public Boolean read(ByteBuffer bytes, int at) {
          return CBool.read(bytes, at);
        }

        @Override
        public void write(ByteBuffer bytes, int at, Boolean value) {
          bytes.put(at, (byte) (value ? 1 : 0));
        }
      };

  private final String cType;
  private final int size;

  private ScalarCodec(String cType, int size) {
    this.cType = cType;
    this.size = size;
  }

  @Override
  public final String cType() {
    return cType;
  }

  /** The signs of integers are the caller's. */
  @Override
  public boolean reads(Kind kind) {
    return kind.isInteger();
  }

  @Override
  public final int size() {
    return size;
  }

  /** Only integers: a bool of 2 has no value, and all NaNs are equal. */
  @Override
  public final boolean isOneToOne() {
    return reads(Kind.INT64);
  }
}
