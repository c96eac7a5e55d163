package ${package};

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ${package}.ExecSkel.Event;
import java.util.ArrayList;
import java.util.List;
import org.bpfskel.BpfException;
import org.bpfskel.event.RingBuffer;
import org.junit.jupiter.api.Test;

class AppTest {
  private final List<String> programs = new ArrayList<>();

  @Test
  void seesProgramsThatAreRun() throws Exception {
    try (ExecSkel skel = load();
        RingBuffer events =
            new RingBuffer()
                .on(skel.maps.events, Event::new, event -> programs.add(event.filename))) {
      skel.attach();

      new ProcessBuilder("/bin/sh", "-c", "exit 0").start().waitFor();
      events.consume();

      assertTrue(programs.contains("/bin/sh"), programs::toString);
    }
  }

  /** Skips the test for users who may not load BPF programs. */
  private static ExecSkel load() {
    try {
      return ExecSkel.openAndLoad();
    } catch (BpfException e) {
      assumeTrue(e.kind() != BpfException.Kind.PERMISSION, e::getMessage);
      throw e;
    }
  }
}
