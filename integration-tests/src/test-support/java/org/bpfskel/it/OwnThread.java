package org.bpfskel.it;

import java.util.concurrent.Executor;

/**
 * Runs each task in a thread of its own: what waits for another would wait for ever in a pool, and
 * the common one has a single thread on a machine with two CPUs.
 */
public enum OwnThread implements Executor {
  EACH;

  @Override
  public void execute(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
  }
}
