package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static java.util.stream.Collectors.toList;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;
import org.bpfskel.BpfException;
import org.bpfskel.BpfLink;
import org.bpfskel.BpfSkeleton;
import org.bpfskel.VerifierException;
import org.bpfskel.attach.Iter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Iterators over the elements of a map. */
@NeedsKernel
@BpfSkeleton(value = "bpf/iterators.bpf.o", name = "ElementsSkel")
public class MapIteratorTest {
  private static final int NUMBERS = 1000;

  private ElementsSkel skel;

  @BeforeEach
  void open() {
    skel = ElementsSkel.open();
  }

  @AfterEach
  void close() {
    skel.close();
  }

  @Test
  void elementsOfAMapAreReadAsBytes() throws IOException {
    loadForElements();
    for (int i = 0; i < NUMBERS; i++) {
      skel.maps.numbers.bytes().update(NativeBytes.of(i), number(i));
    }
    try (BpfLink link = skel.progs.dump_element.attach(Iter.map(skel.maps.numbers))) {
      List<Long> expected = IntStream.range(0, NUMBERS).mapToObj(i -> 2L * i).collect(toList());
      assertThat(numbers(link)).isEqualTo(expected);
      skel.maps.numbers.bytes().update(NativeBytes.of(0), number(21));
      assertThat(numbers(link).get(0)).isEqualTo(42);
    }
  }

  @Test
  void streamOutlivesLinkAndObjectButNotItsOwnClose() throws IOException {
    loadForElements();
    BpfLink link = skel.progs.dump_element.attach(Iter.map(skel.maps.numbers));
    InputStream bytes = link.openBytes();
    skel.close();
    assertThat(bytes.readAllBytes()).hasLength(NUMBERS * Long.BYTES);
    assertThat(bytes.read()).isEqualTo(-1);
    bytes.close();
    bytes.close();
    assertThrows(IOException.class, bytes::read);
    assertThrows(IllegalStateException.class, link::openBytes);
  }

  @Test
  void iteratorOverAMapWantsOneOfItsKind() {
    loadForElements();
    assertThat(assertThrows(BpfException.class, () -> skel.progs.dump_element.attach(Iter.all())))
        .hasMessageThat()
        .contains("an iterator over a map or a cgroup wants one");
    assertThat(
            assertThrows(
                BpfException.class,
                () -> skel.progs.dump_element.attach(Iter.map(skel.maps.queue))))
        .hasMessageThat()
        .contains("a map of the kind that its section names");
  }

  /** Skips the test where the kernel refuses iterators over elements of maps, as some do. */
  private void loadForElements() {
    skel.progs.dump_element.setAutoload(true);
    try {
      skel.load();
    } catch (VerifierException e) {
      assumeTrue(
          e.kind() != BpfException.Kind.PERMISSION || !e.program().equals("dump_element"),
          "the kernel refuses to root iterators over elements of maps: " + e.errnoName());
      throw e;
    }
  }

  private static List<Long> numbers(BpfLink link) throws IOException {
    try (InputStream bytes = link.openBytes()) {
      ByteBuffer numbers = ByteBuffer.wrap(bytes.readAllBytes()).order(ByteOrder.nativeOrder());
      return IntStream.range(0, numbers.remaining() / Long.BYTES)
          .mapToObj(i -> numbers.getLong(i * Long.BYTES))
          .collect(toList());
    }
  }

  private static byte[] number(long value) {
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder()).putLong(value).array();
  }
}
