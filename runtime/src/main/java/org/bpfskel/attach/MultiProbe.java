package org.bpfskel.attach;

import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** What the two kinds of probes that name many functions have in common. */
final class MultiProbe {
  private MultiProbe() {}

  static List<Long> boxed(long... numbers) {
    return LongStream.of(numbers).boxed().toList();
  }

  /** libbpf wants functions in one way only, and reads as many cookies as there are functions. */
  static void check(
      @Nullable String pattern, List<String> symbols, List<Long> places, List<Long> cookies) {
    int ways = (pattern == null ? 0 : 1) + (symbols.isEmpty() ? 0 : 1) + (places.isEmpty() ? 0 : 1);
    if (ways != 1) {
      throw new IllegalArgumentException(
          "functions are named by a pattern, by symbols or by numbers: one of the three");
    }
    if (!cookies.isEmpty() && cookies.size() != symbols.size() + places.size()) {
      throw new IllegalArgumentException(
          "%d cookies for %d functions".formatted(cookies.size(), symbols.size() + places.size()));
    }
  }
}
