package org.bpfskel.it.life;

import static org.bpfskel.it.life.Race.round;

import java.time.Duration;
import org.bpfskel.event.PerfBuffer;
import org.bpfskel.event.RingBuffer;
import org.bpfskel.event.UserRecord;
import org.bpfskel.event.UserRingBuffer;

/** Of {@link Races}, those about records. */
final class RecordRaces {
  /** Longer than any round: only close ends it. */
  private static final Duration FOREVER = Duration.ofDays(1000);

  private RecordRaces() {}

  static Race.Round pollOfClosedObject() {
    RingsSkel skel = RingsSkel.openAndLoad();
    RingBuffer events = new RingBuffer().onBytes(skel.maps.numbered, bytes -> {});
    return round(
        () -> Expect.that(events.poll(FOREVER) == 0),
        () -> {
          skel.close();
          events.close();
        });
  }

  static Race.Round poll() {
    RingsSkel skel = RingsSkel.openAndLoad();
    RingBuffer events = new RingBuffer();
    return round(
        () -> {
          try {
            events.onBytes(skel.maps.numbered, bytes -> {});
          } catch (IllegalArgumentException e) {
            Expect.that(events.poll(FOREVER) == 0); // it has the map already
          }
        },
        () -> {
          events.close();
          skel.close();
        });
  }

  static Race.Round pollPerfEvents() {
    PerfSkel skel = PerfSkel.openAndLoad();
    PerfBuffer events = new PerfBuffer(1).onBytes(skel.maps.samples, (cpu, bytes) -> {});
    return round(
        () -> Expect.that(events.poll(FOREVER) == 0),
        () -> {
          events.close();
          skel.close();
        });
  }

  static Race.Round userRing() {
    UserRingsSkel skel = UserRingsSkel.openAndLoad();
    UserRingBuffer records = new UserRingBuffer(skel.maps.requests);
    return round(
        () -> {
          try (UserRecord record = records.reserve(8, FOREVER)) {
            if (record != null) {
              record.bytes().putLong(0, 1);
              record.submit();
            }
          }
        },
        () -> {
          records.close();
          skel.close();
        });
  }
}
