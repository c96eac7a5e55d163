package ${package};

import ${package}.ExecSkel.Event;
import java.time.Duration;
import org.bpfskel.BpfSkeleton;
import org.bpfskel.event.RingBuffer;

/** Prints each program that any process of the machine begins to run. */
@BpfSkeleton(value = "bpf/exec.bpf.o", types = "event")
public final class App {
  private App() {}

  public static void main(String[] args) {
    try (ExecSkel skel = ExecSkel.openAndLoad();
        RingBuffer events = new RingBuffer().on(skel.maps.events, Event::new, App::print)) {
      skel.attach();
      while (true) {
        events.poll(Duration.ofSeconds(1));
      }
    }
  }

  private static void print(Event event) {
    System.out.printf("%7d %-15s %s%n", event.pid, event.comm, event.filename);
  }
}
