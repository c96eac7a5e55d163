package org.bpfskel.internal.preflight;

import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bpfskel.it.BpfObjects;
import org.bpfskel.it.ChildJvm;
import org.bpfskel.it.NeedsKernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the table asks for is what the kernel asks for: of a process with few capabilities. */
@NeedsKernel
class ProgramDemandsTest {
  private static final String OBJECT = "bpf/every_type.bpf.o";
  private static final String PRIVILEGE = "it needs root";

  @TempDir private Path folder;

  /** A program, the kernel's answer to it, and what was foreseen. */
  private record Line(String program, String answer, String foreseen) {}

  @ParameterizedTest(name = "with {0}")
  @ValueSource(
      strings = {
        "", // none
        "+cap_39", // CAP_BPF
        "+cap_39,+cap_12", // and CAP_NET_ADMIN
        "+cap_39,+cap_38", // and CAP_PERFMON
        "+cap_12,+cap_38",
        "+cap_21" // CAP_SYS_ADMIN
      })
  void privilegesAreWhatTheKernelAsksFor(String capabilities) throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "root alone can drop capabilities");
    Set<String> forbidden = new HashSet<>();
    for (Line line : load(List.of())) {
      if (line.answer().equals("EPERM")) {
        forbidden.add(line.program());
      }
    }
    String bounding = capabilities.isEmpty() ? "-all" : "-all," + capabilities;
    for (Line line : load(List.of("setpriv", "--bounding-set=" + bounding))) {
      // What even root may not load is refused by another policy.
      if (!forbidden.contains(line.program())) {
        assertWithMessage(line.toString())
            .that(line.foreseen().contains(PRIVILEGE))
            .isEqualTo(line.answer().equals("EPERM"));
      }
    }
  }

  @Test
  void whatRootLoadsHasNoObstacle() throws Exception {
    for (Line line : load(List.of())) {
      if (line.answer().equals("OK")) {
        assertWithMessage(line.toString()).that(line.foreseen()).isEmpty();
      }
    }
  }

  @Test
  void whatTheKernelWasBuiltWithoutIsRefused() throws Exception {
    for (Line line : load(List.of())) {
      if (line.foreseen().contains("CONFIG_")) {
        assertWithMessage(line.toString()).that(line.answer()).isNotEqualTo("OK");
      }
    }
  }

  private List<Line> load(List<String> launcher) throws Exception {
    Path object = Files.write(folder.resolve("every_type.bpf.o"), BpfObjects.bytes(OBJECT));
    List<Line> lines = new ArrayList<>();
    for (String line :
        new ChildJvm().launcher(launcher).run(LoadEach.class, object.toString()).lines().toList()) {
      String[] parts = line.split("\t", -1);
      if (parts.length == 3) {
        lines.add(new Line(parts[0], parts[1], parts[2]));
      }
    }
    assertWithMessage("programs").that(lines.size()).isGreaterThan(20);
    return lines;
  }
}
