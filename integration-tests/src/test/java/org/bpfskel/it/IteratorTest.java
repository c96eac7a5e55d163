package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static java.util.stream.Collectors.toList;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.IntStream;
import org.bpfskel.BpfException;
import org.bpfskel.BpfLink;
import org.bpfskel.BpfSkeleton;
import org.bpfskel.LinkType;
import org.bpfskel.attach.Iter;
import org.bpfskel.attach.Iter.CgroupOrder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Iterators, read as text and as bytes. */
@NeedsKernel
@BpfSkeleton("bpf/iterators.bpf.o")
final class IteratorTest {
  private static final int NUMBERS = 1000;
  private static final long PID = ProcessHandle.current().pid();

  private IteratorsSkel skel;

  @BeforeEach
  void open() {
    skel = IteratorsSkel.open();
  }

  @AfterEach
  void close() {
    skel.close();
  }

  @Test
  void tasksAreReadAsText() throws IOException {
    skel.load();
    try (BpfLink link = skel.progs.dump_task.attach(Iter.all())) {
      assertThat(link.info().type()).isEqualTo(LinkType.ITER);
      assertThat(lines(link)).contains("%d of %d".formatted(PID, PID));
      long parent = ProcessHandle.current().parent().orElseThrow().pid();
      assertThat(lines(link)).contains("%d of %d".formatted(parent, parent));
    }
  }

  @Test
  void processIsReadAlone() throws IOException {
    RunningKernel.assumeLinux(6, 1);
    skel.load();
    try (BpfLink process = skel.progs.dump_task.attach(Iter.process((int) PID));
        BpfLink thread = skel.progs.dump_task.attach(Iter.thread((int) PID))) {
      List<String> threads = lines(process);
      assertThat(threads.size()).isGreaterThan(1);
      assertThat(threads.stream().filter(line -> !line.endsWith(" of " + PID)).collect(toList()))
          .isEmpty();
      assertThat(lines(thread)).containsExactly("%d of %d".formatted(PID, PID));
    }
  }

  @Test
  void elementsOfAMapAreReadAsBytes() throws IOException {
    skel.load();
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
    skel.load();
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
  void cgroupIsWalkedUpToTheRoot() throws IOException {
    RunningKernel.assumeLinux(6, 1);
    skel.progs.dump_cgroup.setAutoload(true);
    skel.load();
    try (CgroupV2 cgroup = CgroupV2.create();
        BpfLink alone =
            skel.progs.dump_cgroup.attach(Iter.cgroup(cgroup.directory(), CgroupOrder.SELF_ONLY));
        BpfLink up =
            skel.progs.dump_cgroup.attach(
                Iter.cgroup(cgroup.directory(), CgroupOrder.ANCESTORS_UP))) {
      String id = Files.getAttribute(cgroup.directory(), "unix:ino").toString();
      String root = Files.getAttribute(CgroupV2.root(), "unix:ino").toString();
      assertThat(lines(alone)).containsExactly(id);
      assertThat(lines(up)).containsExactly(id, root).inOrder();
    }
  }

  @Test
  void iteratorOverAMapWantsOneOfItsKind() {
    skel.load();
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

  private static List<String> lines(BpfLink link) throws IOException {
    try (BufferedReader text = link.openText()) {
      return text.lines().collect(toList());
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
