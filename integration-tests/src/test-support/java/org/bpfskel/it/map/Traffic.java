package org.bpfskel.it.map;

import java.nio.ByteBuffer;
import org.bpfskel.data.Codec;

/** C: {@code struct traffic} of {@code maps.bpf.c}. */
record Traffic(long packets, int bytes) {
  static final Codec<Traffic> CODEC =
      new Codec<>() {
        @Override
        public int size() {
          return 16;
        }

        @Override
        public Traffic read(ByteBuffer bytes, int at) {
          return new Traffic(bytes.getLong(at), bytes.getInt(at + 8));
        }

        @Override
        public void write(ByteBuffer bytes, int at, Traffic value) {
          bytes.putLong(at, value.packets).putInt(at + 8, value.bytes).putInt(at + 12, 0);
        }
      };
}
