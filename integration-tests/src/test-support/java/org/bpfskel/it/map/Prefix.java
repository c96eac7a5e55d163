package org.bpfskel.it.map;

import java.nio.ByteBuffer;
import java.util.List;
import org.bpfskel.data.Codec;

/** C: {@code struct prefix} of {@code maps.bpf.c}. */
record Prefix(int length, List<Byte> address) {
  static final Codec<Prefix> CODEC =
      new Codec<>() {
        @Override
        public int size() {
          return 8;
        }

        @Override
        public Prefix read(ByteBuffer bytes, int at) {
          return of(
              bytes.getInt(at),
              bytes.get(at + 4),
              bytes.get(at + 5),
              bytes.get(at + 6),
              bytes.get(at + 7));
        }

        @Override
        public void write(ByteBuffer bytes, int at, Prefix value) {
          bytes.putInt(at, value.length);
          for (int i = 0; i < 4; i++) {
            bytes.put(at + 4 + i, value.address.get(i));
          }
        }
      };

  static Prefix of(int length, int a, int b, int c, int d) {
    return new Prefix(length, List.of((byte) a, (byte) b, (byte) c, (byte) d));
  }
}
