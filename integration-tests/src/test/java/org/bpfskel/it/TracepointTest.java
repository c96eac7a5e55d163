package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;

import java.util.stream.LongStream;
import org.bpfskel.BpfSkeleton;
import org.junit.jupiter.api.Test;

/** A program that its section attaches, shown to run by what it counts. */
@NeedsKernel
@BpfSkeleton("bpf/tracepoint.bpf.o")
final class TracepointTest {

  @Test
  void countsWhileAttached() {
    try (TracepointSkel skel = TracepointSkel.openAndLoad()) {
      assertThat(calls(skel)).isEqualTo(0L);
      skel.attach();
      assertThat(skel.links.on_sys_enter).isNotNull();
      // Each lookup is a system call itself.
      long before = calls(skel);
      assertThat(calls(skel)).isGreaterThan(before);

      skel.detach();
      assertThat(skel.links.on_sys_enter).isNull();
      // A system call under way on another CPU may still count once.
      long[] afterwards = LongStream.range(0, 1000).map(i -> calls(skel)).toArray();
      assertThat(afterwards[999]).isEqualTo(afterwards[500]);
    }
  }

  private static long calls(TracepointSkel skel) {
    return NativeBytes.in(skel.maps.calls.bytes().lookup(NativeBytes.of(0))).getLong();
  }
}
