package org.bpfskel.it.map;

import static com.google.common.truth.Truth.assertThat;

import java.util.stream.LongStream;
import org.bpfskel.BpfObject;
import org.bpfskel.MapType;
import org.bpfskel.data.Codec;
import org.bpfskel.it.NeedsKernel;
import org.bpfskel.map.BpfBloomFilter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code BPF_MAP_TYPE_BLOOM_FILTER}: what was added is found, what was not mostly is not. */
@NeedsKernel
final class BloomFilterTest {
  @BeforeAll
  static void needsTheKind() {
    Maps.assumeSupported(MapType.BLOOM_FILTER);
  }

  @Test
  void whatAProgramAddedIsFound() {
    try (BpfObject object = Maps.loadWithProgram(Maps.GENERAL, "use_seen", "caller", "seen")) {
      BpfBloomFilter<Long> seen = BpfBloomFilter.of(object.map("seen"), Codec.INT64);
      assertThat(seen.mightContain(42L)).isFalse();
      Caller.call(object, "use_seen", 1);
      assertThat(seen.mightContain(42L)).isTrue();
    }
  }

  @Test
  void hashFunctionsAreSetBeforeLoad() {
    try (BpfObject object = Maps.open(Maps.GENERAL, "seen")) {
      assertThat(object.map("seen").options().mapExtra()).isEqualTo(3);
      object.map("seen").options().setMapExtra(5);
      object.load();
      assertThat(object.map("seen").info().mapExtra()).isEqualTo(5);
      BpfBloomFilter<Long> seen = BpfBloomFilter.of(object.map("seen"), Codec.INT64);
      LongStream.range(0, 500).forEach(seen::add);
      assertThat(LongStream.range(0, 500).allMatch(seen::mightContain)).isTrue();
      assertThat(LongStream.range(500, 2000).allMatch(seen::mightContain)).isFalse();
    }
  }
}
