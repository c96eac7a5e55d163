package org.bpfskel.it.lab;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bpfskel.BpfException;
import org.bpfskel.BpfLink;
import org.bpfskel.attach.Cgroup;
import org.bpfskel.attach.Kprobe;
import org.bpfskel.attach.KprobeMulti;
import org.bpfskel.attach.Ksyscall;
import org.bpfskel.attach.Lsm;
import org.bpfskel.attach.ProbeMode;
import org.bpfskel.attach.Trace;
import org.bpfskel.attach.Tracepoint;
import org.bpfskel.it.CgroupV2;
import org.bpfskel.it.Traced;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs for which the kernel changes its own code. */
@Tag("lab-debian")
@Tag("lab-newest")
class TracingTest {
  private static final String FUNCTION = "uptime_proc_show";
  private static final long COOKIE = 0x1234_5678_9abc_def0L;

  @TempDir private Path folder;

  private static void readUptime() throws IOException {
    assertThat(Files.readString(Path.of("/proc/uptime"))).isNotEmpty();
  }

  private void makeDirectory() throws IOException {
    Files.delete(Files.createDirectory(folder.resolve("made")));
  }

  @Test
  void kprobeSeesAFunctionOfTheKernelBeginAndReturn() throws IOException {
    Kprobe target = Kprobe.of(FUNCTION);
    assertThat(Traced.cookieSeen("kprobe", target.cookie(COOKIE), TracingTest::readUptime))
        .isEqualTo(COOKIE);
    Traced.countsUntilClosed("kretprobe", target.returning(), TracingTest::readUptime);
  }

  @Test
  void kprobeIsSetInEachMode() throws IOException {
    for (ProbeMode mode : ProbeMode.values()) {
      Traced.countsUntilClosed("kprobe", Kprobe.of(FUNCTION).mode(mode), TracingTest::readUptime);
    }
  }

  /** libbpf keeps the descriptor of tracefs's event, which is no link. */
  @Test
  void kprobeOfTheOldWayHasNoLinkInTheKernel() throws IOException {
    try (Traced traced = Traced.load("kprobe");
        BpfLink link =
            traced.counting().program().attach(Kprobe.of(FUNCTION).mode(ProbeMode.PERF))) {
      assertThrows(BpfException.class, link::info);
      assertThrows(BpfException.class, link::detach);
    }
  }

  @Test
  void kprobeOnAFunctionThatIsNotThereIsNamed() throws IOException {
    try (Traced traced = Traced.load("kprobe")) {
      BpfException refusal =
          assertThrows(
              BpfException.class,
              () -> traced.counting().program().attach(Kprobe.of("no_such_function")));
      assertThat(refusal).hasMessageThat().contains("the kernel has no function no_such_function");
    }
  }

  @Test
  void kprobesOfManyFunctionsHaveOneLinkAndACookieEach() throws IOException {
    KprobeMulti listed = KprobeMulti.symbols("version_proc_show", FUNCTION).cookies(1, COOKIE);
    assertThat(Traced.cookieSeen("kprobe_multi", listed, TracingTest::readUptime))
        .isEqualTo(COOKIE);
    Traced.countsUntilClosed(
        "kprobe_multi", KprobeMulti.matching("uptime_proc_*"), TracingTest::readUptime);
    Traced.countsUntilClosed(
        "kprobe_multi", KprobeMulti.addresses(addressOf(FUNCTION)), TracingTest::readUptime);
  }

  private static long addressOf(String function) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/kallsyms"))) {
      String[] fields = line.split("\\s+", -1);
      if (fields[2].equals(function)) {
        return Long.parseUnsignedLong(fields[0], 16);
      }
    }
    throw new AssertionError("no " + function + " in /proc/kallsyms");
  }

  @Test
  void kprobesOfAFunctionThatIsNotThereAreRefused() throws IOException {
    try (Traced traced = Traced.load("kprobe_multi")) {
      BpfException refusal =
          assertThrows(
              BpfException.class,
              () -> traced.counting().program().attach(KprobeMulti.symbols(FUNCTION, "no_such")));
      assertThat(refusal).hasMessageThat().contains("the kernel lacks one of the functions");
    }
  }

  @Test
  void systemCallIsNamedAsUsersKnowIt() throws IOException {
    Traced.countsUntilClosed("ksyscall", Ksyscall.of("mkdir"), this::makeDirectory);
    Traced.countsUntilClosed("ksyscall", Ksyscall.of("mkdir").returning(), this::makeDirectory);
  }

  @Test
  void tracepointIsNamedByCategoryAndName() throws IOException {
    Traced.countsUntilClosed(
        "tracepoint", Tracepoint.of("syscalls", "sys_enter_mkdir"), this::makeDirectory);
  }

  @Test
  void fentryAndFexitSeeTheFunctionTheyWereLoadedFor() throws IOException {
    assertThat(
            Traced.cookieSeen("fentry", Trace.asLoaded().cookie(COOKIE), TracingTest::readUptime))
        .isEqualTo(COOKIE);
    Traced.countsUntilClosed("fexit", Trace.asLoaded(), TracingTest::readUptime);
  }

  @Test
  void functionIsChosenBeforeLoad() throws IOException {
    try (Traced traced =
        Traced.load(
            "fentry", program -> program.options().setAttachTarget(null, "version_proc_show"))) {
      traced
          .counting()
          .countsUntilClosed(Trace.asLoaded(), () -> Files.readString(Path.of("/proc/version")));
    }
  }

  @Test
  void fmodRetRunsBeforeTheFunctionItMayAnswerFor() throws IOException {
    Traced.countsUntilClosed("fmod_ret", Trace.asLoaded(), TracingTest::readUptime);
  }

  @Test
  void lsmProgramIsAskedByItsHook() throws IOException {
    assertThat(List.of(Files.readString(Path.of("/sys/kernel/security/lsm")).split(",", -1)))
        .contains("bpf");
    Traced.countsUntilClosed("lsm", Lsm.asLoaded(), TracingTest::readUptime);
  }

  @Test
  void lsmProgramOfACgroupIsAskedForWhatIsInside() throws IOException {
    Traced.countsUntilClosed(
        "lsm_cgroup",
        Cgroup.at(CgroupV2.root()),
        () -> new DatagramSocket(new InetSocketAddress(0)).close());
  }
}
