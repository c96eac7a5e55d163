package org.bpfskel.it.life;

import java.util.concurrent.Semaphore;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.bpfskel.TestRun;
import org.bpfskel.it.OwnThread;

/** Calls on objects that nothing refers to but the call, while garbage is collected. */
final class LastReference {
  private static final Logger WARNINGS = Logger.getLogger("org.bpfskel");

  private LastReference() {}

  public static void main(String[] args) {
    WARNINGS.setLevel(Level.SEVERE); // each round has its warning
    Semaphore wanted = new Semaphore(0);
    OwnThread.EACH.execute(
        () -> {
          while (true) {
            wanted.acquireUninterruptibly();
            System.gc();
          }
        });
    int rounds = Integer.parseInt(args[0]);
    for (int i = 0; i < rounds; i++) {
      use(wanted::release);
    }
    System.out.println(rounds + " calls");
  }

  private static void use(Runnable collect) {
    collect.run();
    expect(0, CallsSkel.openAndLoad().maps.calls.getLong(0, -1));
    collect.run();
    // Long enough for a collection to come meanwhile.
    TestRun run = TestRun.builder().dataIn(new byte[64]).repeat(100_000).build();
    expect(3, RunsSkel.openAndLoad().progs.on_xdp.testRun(run).retval());
    collect.run();
    CallsSkel.openAndLoad().progs.on_sys_enter.attach().info();
  }

  private static void expect(long expected, long found) {
    if (found != expected) {
      throw new AssertionError(found + " where " + expected + " was expected");
    }
  }
}
