package org.bpfskel.it.map;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;
import org.bpfskel.BpfException;
import org.bpfskel.BpfObject;
import org.bpfskel.MapBytes;
import org.bpfskel.it.NeedsKernel;
import org.junit.jupiter.api.Test;

/** Keys and values as arrays of bytes, for a map of any kind. */
@NeedsKernel
final class MapBytesTest {
  @Test
  void whatIsWrittenIsReadAndRemoved() {
    try (BpfObject object = Maps.load(Maps.GENERAL, "counts")) {
      MapBytes counts = object.map("counts").bytes();
      assertThat(counts.lookup(key(1))).isNull();
      counts.update(key(1), value(5));
      counts.update(key(1), value(6));
      assertThat(counts.lookup(key(1))).isEqualTo(value(6));
      assertThat(counts.delete(key(1))).isTrue();
      assertThat(counts.delete(key(1))).isFalse();
      assertThat(counts.lookup(key(1))).isNull();
    }
  }

  @Test
  void keysFollowEachOther() {
    try (BpfObject object = Maps.load(Maps.GENERAL, "counts")) {
      MapBytes counts = object.map("counts").bytes();
      assertThat(counts.nextKey(null)).isNull();
      for (int i = 0; i < 5; i++) {
        counts.update(key(i), value(i));
      }
      Set<ByteBuffer> found = new HashSet<>();
      for (byte[] key = counts.nextKey(null); key != null; key = counts.nextKey(key)) {
        assertThat(found.add(ByteBuffer.wrap(key))).isTrue();
      }
      assertThat(found).containsExactly(wrapped(0), wrapped(1), wrapped(2), wrapped(3), wrapped(4));
    }
  }

  @Test
  void firstKeyFollowsOneThatIsNotThere() {
    try (BpfObject object = Maps.load(Maps.GENERAL, "counts")) {
      MapBytes counts = object.map("counts").bytes();
      counts.update(key(1), value(1));
      assertThat(counts.nextKey(key(9))).isEqualTo(key(1));
    }
  }

  @Test
  void arrayHasKeysThatCannotBeRemoved() {
    try (BpfObject object = Maps.load(Maps.GENERAL, "slots")) {
      MapBytes slots = object.map("slots").bytes();
      assertThat(slots.nextKey(null)).isEqualTo(key(0));
      BpfException e = assertThrows(BpfException.class, () -> slots.delete(key(0)));
      assertThat(e.errnoName()).isEqualTo("EINVAL");
      assertThat(e).hasMessageThat().contains("bpf_map_delete_elem");
    }
  }

  @Test
  void sizesAreChecked() {
    try (BpfObject object = Maps.load(Maps.GENERAL, "counts")) {
      MapBytes counts = object.map("counts").bytes();
      String key = "map counts: the key is 3 bytes, the map takes 4";
      assertThat(refusal(() -> counts.lookup(new byte[3]))).isEqualTo(key);
      assertThat(refusal(() -> counts.delete(new byte[3]))).isEqualTo(key);
      assertThat(refusal(() -> counts.nextKey(new byte[3]))).isEqualTo(key);
      assertThat(refusal(() -> counts.update(new byte[3], value(1)))).isEqualTo(key);
      assertThat(refusal(() -> counts.update(key(1), new byte[9])))
          .isEqualTo("map counts: the value is 9 bytes, the map takes 8");
    }
  }

  private static String refusal(Runnable call) {
    return String.valueOf(assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }

  private static byte[] key(int key) {
    return nativeBytes(Integer.BYTES).putInt(key).array();
  }

  private static ByteBuffer wrapped(int key) {
    return ByteBuffer.wrap(key(key));
  }

  private static byte[] value(long value) {
    return nativeBytes(Long.BYTES).putLong(value).array();
  }

  private static ByteBuffer nativeBytes(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
  }
}
