package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import org.bpfskel.BpfLink;
import org.bpfskel.BpfObject;
import org.bpfskel.BpfProgram;
import org.bpfskel.attach.AttachTarget;

/**
 * One program {@code on_NAME} of a loaded object, which counts its runs in the global {@code
 * NAME_runs}.
 */
public record Counting(BpfObject object, String name) {

  /** The program. */
  public BpfProgram program() {
    return object.program("on_" + name);
  }

  /** How often the program runs while something is done. */
  public int runsDuring(Action action) throws IOException {
    Globals globals = new Globals(object);
    int before = globals.get(name + "_runs");
    action.run();
    return globals.get(name + "_runs") - before;
  }

  /** Attaches the program, sees it run by what is done, closes the link and sees it run no more. */
  public void countsUntilClosed(AttachTarget target, Action action) throws IOException {
    assertThat(runsDuring(action)).isEqualTo(0);
    try (BpfLink link = program().attach(target)) {
      assertThat(link.isOpen()).isTrue();
      assertThat(runsDuring(action)).isAtLeast(1);
    }
    assertThat(runsDuring(action)).isEqualTo(0);
  }
}
