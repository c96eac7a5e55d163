package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.bpfskel.BpfException;
import org.bpfskel.BpfLink;
import org.bpfskel.BpfObject;
import org.bpfskel.BpfSkeleton;
import org.bpfskel.LinkType;
import org.bpfskel.attach.PerfEvent;
import org.bpfskel.attach.PerfEvent.Software;
import org.bpfskel.attach.RawTracepoint;
import org.bpfskel.attach.Tracepoint;
import org.bpfskel.attach.Uprobe;
import org.bpfskel.attach.UprobeMulti;
import org.bpfskel.attach.Usdt;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that follow this very process; those that change the kernel's code are in the lab. */
@NeedsKernel
@BpfSkeleton("bpf/usdt.bpf.o")
final class TracingAttachTest {
  private static final Path LIBC = Path.of("libc.so.6");
  private static final Path JVM = Path.of(System.getProperty("java.home"), "lib/server/libjvm.so");
  private static final long COOKIE = 0x1234_5678_9abc_def0L;

  @TempDir private Path folder;

  /** The JDK's library calls {@code mkdir(2)} of the C library for this, and nothing else does. */
  private void makeDirectory() throws IOException {
    Files.delete(Files.createDirectory(folder.resolve("made")));
  }

  private static void assumeUprobes() {
    RunningKernel.assumeFile("/sys/bus/event_source/devices/uprobe", "uprobes");
  }

  @Test
  void rawTracepointIsNamed() throws IOException {
    try (Traced traced = Traced.load("raw_tracepoint")) {
      try (BpfLink link = traced.counting().program().attach(RawTracepoint.of("sys_enter"))) {
        assertThat(link.info().type()).isEqualTo(LinkType.RAW_TRACEPOINT);
        assertThat(traced.counting().runsDuring(this::makeDirectory)).isAtLeast(1);
      }
      assertThat(traced.counting().runsDuring(this::makeDirectory)).isEqualTo(0);
      BpfException refusal =
          assertThrows(
              BpfException.class,
              () -> traced.counting().program().attach(RawTracepoint.of("no_such")));
      assertThat(refusal).hasMessageThat().contains("the kernel has no tracepoint no_such");
    }
  }

  @Test
  void tracepointIsNamedByCategoryAndName() throws IOException {
    try (Tracefs tracefs = Tracefs.mounted()) {
      RunningKernel.assumeFile(tracefs.event("syscalls", "sys_enter_mkdir"), "tracepoint");
      Tracepoint target = Tracepoint.of("syscalls", "sys_enter_mkdir").cookie(COOKIE);
      assertThat(Traced.cookieSeen("tracepoint", target, this::makeDirectory)).isEqualTo(COOKIE);
    }
  }

  @Test
  void tracepointThatIsNotThereIsNamed() throws IOException {
    try (Traced traced = Traced.load("tracepoint")) {
      BpfException refusal =
          assertThrows(
              BpfException.class,
              () -> traced.counting().program().attach(Tracepoint.of("no", "such")));
      assertThat(refusal).hasMessageThat().contains("there is no events/no/such in tracefs");
    }
  }

  @Test
  void perfEventRunsTheProgramAtEachPageFaultOfThisThread() throws IOException {
    Traced.countsUntilClosed(
        "perf_event",
        PerfEvent.of(Software.PAGE_FAULTS),
        () -> assertThat(firstBytesOfFreshPages()).isEqualTo(0));
  }

  /** A mapped file's pages are faulted in when they are read. */
  private long firstBytesOfFreshPages() throws IOException {
    Path file = Files.createTempFile(folder, "pages", null);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      int size = 1 << 20;
      ByteBuffer pages = channel.map(FileChannel.MapMode.READ_WRITE, 0, size);
      long sum = 0;
      for (int i = 0; i < size; i += 4096) {
        sum += pages.get(i);
      }
      return sum;
    }
  }

  @Test
  void perfEventThatTheMachineDoesNotCountIsNamed() throws IOException {
    try (Traced traced = Traced.load("perf_event")) {
      BpfException refusal =
          assertThrows(
              BpfException.class, () -> traced.counting().program().attach(PerfEvent.of(12345, 0)));
      assertThat(refusal.operation()).isEqualTo("perf_event_open");
      assertThat(refusal).hasMessageThat().contains("type=12345");
    }
  }

  @Test
  void uprobeSeesAFunctionOfALibraryBeginAndReturn() throws IOException {
    assumeUprobes();
    Uprobe target = Uprobe.of(LIBC, "mkdir").pid(0);
    assertThat(Traced.cookieSeen("uprobe", target.cookie(COOKIE), this::makeDirectory))
        .isEqualTo(COOKIE);
    Traced.countsUntilClosed("uretprobe", target.returning(), this::makeDirectory);
  }

  @Test
  void uprobeOnAFunctionThatIsNotThereIsNamed() throws IOException {
    try (Traced traced = Traced.load("uprobe")) {
      BpfException refusal =
          assertThrows(
              BpfException.class,
              () -> traced.counting().program().attach(Uprobe.of(LIBC, "no_such")));
      assertThat(refusal).hasMessageThat().contains("libc.so.6, or it has no function no_such");
    }
  }

  @Test
  void uprobesOfManyPlacesHaveOneLinkAndACookieEach() throws IOException {
    assumeUprobes();
    RunningKernel.assumeLinux(6, 6);
    Mapped libc = Mapped.libraryOf(NativeLibrary.getInstance("c").getFunction("mkdir"));
    UprobeMulti listed = UprobeMulti.offsets(libc.file(), libc.offset()).pid(0).cookies(COOKIE);
    assertThat(Traced.cookieSeen("uprobe_multi", listed, this::makeDirectory)).isEqualTo(COOKIE);
    Traced.countsUntilClosed(
        "uprobe_multi", UprobeMulti.matching(libc.file(), "mkdi?").pid(0), this::makeDirectory);
  }

  /** Where in a file a function of this process is. */
  private record Mapped(Path file, long offset) {
    static Mapped libraryOf(Pointer function) throws IOException {
      long address = Pointer.nativeValue(function);
      for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
        String[] fields = line.split(" ", 4);
        String[] range = fields[0].split("-", 2);
        long begin = Long.parseUnsignedLong(range[0], 16);
        if (begin <= address && address < Long.parseUnsignedLong(range[1], 16)) {
          return new Mapped(
              Path.of(line.substring(line.indexOf('/'))),
              address - begin + Long.parseUnsignedLong(fields[2], 16));
        }
      }
      throw new AssertionError(function + " is not mapped");
    }
  }

  /**
   * Whether libbpf writes {@code struct __bpf_usdt_spec} as the object's usdt.bpf.h declares it.
   */
  private static boolean hasSpecsOfThisLibbpf(BpfObject object) throws IOException {
    int argument = LibbpfVersion.inUse().minor() < 7 ? 16 : 24;
    return object.map("__bpf_usdt_specs").valueSize() == 12 * argument + 16;
  }

  @Test
  void usdtIsNamedByProviderAndNameAndHasNoLinkInTheKernel() throws IOException {
    assumeUprobes();
    Assumptions.assumeTrue(
        new String(Files.readAllBytes(JVM), StandardCharsets.ISO_8859_1)
            .contains("hotspot\0gc__begin\0"),
        "this JDK was built without its tracepoints");
    try (UsdtSkel skel = UsdtSkel.openAndLoad()) {
      Counting counting = new Counting(skel.object(), "usdt");
      Globals globals = new Globals(skel.object());
      try (BpfLink link =
          counting.program().attach(Usdt.of(JVM, "hotspot", "gc__begin").pid(0).cookie(COOKIE))) {
        assertThat(counting.runsDuring(System::gc)).isAtLeast(1);
        if (hasSpecsOfThisLibbpf(skel.object())) {
          assertThat(globals.getLong("cookie")).isEqualTo(COOKIE);
        }
        assertNoLinkInTheKernel(link);
      }
      assertThat(counting.runsDuring(System::gc)).isEqualTo(0);
      BpfException refusal =
          assertThrows(
              BpfException.class,
              () -> counting.program().attach(Usdt.of(JVM, "hotspot", "no_such")));
      assertThat(refusal).hasMessageThat().contains("or it has no tracepoint hotspot:no_such");
    }
  }

  private void assertNoLinkInTheKernel(BpfLink link) {
    for (BpfException refusal :
        new BpfException[] {
          assertThrows(BpfException.class, link::info),
          assertThrows(BpfException.class, link::detach),
          assertThrows(BpfException.class, link::openBytes),
          assertThrows(BpfException.class, () -> link.pin(folder.resolve("pin"))),
        }) {
      assertThat(refusal).hasMessageThat().contains("it has no link in the kernel");
    }
  }
}
