package org.bpfskel.micrometer;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The thread that refreshes meters. */
final class Refresher implements AutoCloseable {
  private final ScheduledExecutorService thread;

  Refresher(BpfMeters meters, Duration interval) {
    thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread daemon = new Thread(task, "bpfskel-meters");
              daemon.setDaemon(true);
              return daemon;
            });
    var unused =
        thread.scheduleWithFixedDelay(
            meters::refresh, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
