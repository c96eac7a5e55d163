package org.bpfskel.it.lab;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.bpfskel.Skeleton;
import org.bpfskel.it.CongestionControls;
import org.bpfskel.it.Loopback;
import org.junit.jupiter.api.Test;

/** What a congestion control in BPF does, with a link and without. */
abstract class CongestionControlContract {
  static final String NAME = "named_by_java";

  private static final int BYTES = 1 << 20;

  /** Indexes from {@code enum counter} in tcp_cc.bpf.c. */
  private static final int COUNT_INIT = 0;

  private static final int COUNT_CONG_AVOID_SLOW = 2;
  private static final int COUNT_CONG_AVOID_FAST = 3;

  /** An open skeleton of tcp_cc, {@link #NAME} and {@code cong_avoid_fast} set from Java. */
  abstract Skeleton edited();

  @Test
  void carriesEveryByteUnderTheNameSetFromJavaUntilItIsDetached() throws IOException {
    String before = CongestionControls.preset();
    byte[] sent = new byte[BYTES];
    new Random(BYTES).nextBytes(sent);

    try (Skeleton skel = edited()) {
      skel.load();
      assertThat(CongestionControls.available()).doesNotContain(NAME);
      skel.attach();
      assertThat(CongestionControls.available()).contains(NAME);

      CongestionControls.setPreset(NAME);
      try {
        assertThat(Loopback.carry(sent)).isEqualTo(sent);
      } finally {
        CongestionControls.setPreset(before);
      }
      assertThat(calls(skel, COUNT_INIT)).isAtLeast(1);
      assertThat(calls(skel, COUNT_CONG_AVOID_FAST)).isAtLeast(1);
      assertThat(calls(skel, COUNT_CONG_AVOID_SLOW)).isEqualTo(0);

      skel.detach();
      assertThat(CongestionControls.available()).doesNotContain(NAME);
    }
  }

  private static long calls(Skeleton skel, int counter) {
    ByteBuffer key = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder());
    byte[] value = skel.object().map("counters").bytes().lookup(key.putInt(counter).array());
    assertThat(value).isNotNull();
    return ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()).getLong();
  }
}
