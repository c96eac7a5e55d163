package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static java.util.stream.Collectors.toList;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
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

  private static List<String> lines(BpfLink link) throws IOException {
    try (BufferedReader text = link.openText()) {
      return text.lines().collect(toList());
    }
  }
}
