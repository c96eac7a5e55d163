package org.bpfskel.it.map;

import java.nio.ByteBuffer;
import org.bpfskel.data.Codec;

/** C: {@code struct flow} of {@code maps.bpf.c}. */
record Flow(int source, short port) {
  static final Codec<Flow> CODEC =
      new Codec<>() {
        @Override
        public int size() {
          return 8;
        }

        @Override
        public Flow read(ByteBuffer bytes, int at) {
          return new Flow(bytes.getInt(at), bytes.getShort(at + 4));
        }

        @Override
        public void write(ByteBuffer bytes, int at, Flow value) {
          bytes.putInt(at, value.source).putShort(at + 4, value.port).putShort(at + 6, (short) 0);
        }
      };
}
