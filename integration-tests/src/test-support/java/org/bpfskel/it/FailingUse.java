package org.bpfskel.it;

import java.nio.file.Path;
import java.util.Arrays;
import org.bpfskel.BpfException;
import org.bpfskel.BpfObject;
import org.bpfskel.attach.RawTracepoint;
import org.bpfskel.data.Codec;
import org.bpfskel.event.RingBuffer;

/** Uses of BPF that are refused, each at another step. */
public enum FailingUse {
  FILE_CUT_OFF {
    @Override
    void attempt() {
      byte[] whole = BpfObjects.bytes(GLOBALS);
      BpfObject.open(Arrays.copyOf(whole, whole.length / 2), GLOBALS).close();
    }
  },

  OBJECT_OF_ANOTHER_SKELETON {
    @Override
    void attempt() {
      GlobalsSkel.open(BpfObjects.bytes("bpf/tracepoint.bpf.o")).close();
    }
  },

  PROGRAM_REFUSED_BY_THE_VERIFIER {
    @Override
    void attempt() {
      try (RefusedSkel skel = RefusedSkel.open()) {
        skel.progs.out_of_bounds.setAutoload(true);
        skel.load();
      }
    }
  },

  IMPOSSIBLE_MAP {
    @Override
    void attempt() {
      try (TracepointSkel skel = TracepointSkel.open()) {
        skel.maps.calls.options().setMaxEntries(-1);
        skel.load();
      }
    }
  },

  TYPE_WITHOUT_ATTACH {
    @Override
    void attempt() {
      try (DummyOpsSkel skel = DummyOpsSkel.openAndLoad()) {
        skel.attach();
      }
    }
  },

  UNKNOWN_TRACEPOINT {
    @Override
    void attempt() {
      try (TracepointSkel skel = TracepointSkel.openAndLoad()) {
        skel.progs.on_sys_enter.attach(RawTracepoint.of("no_such_tracepoint"));
      }
    }
  },

  PIN_OUTSIDE_A_BPF_FILE_SYSTEM {
    @Override
    void attempt() {
      try (EventProgram program = EventProgram.attached("bpf/ringbuf.bpf.o", "order_numbered");
          RingBuffer events = new RingBuffer()) {
        events.on(program.ring("numbered"), Codec.INT64, number -> {});
        program.object().program("order_varied").pin(Path.of("/proc/no_place"));
      }
    }
  };

  private static final String GLOBALS = "bpf/globals.bpf.o";

  abstract void attempt();

  /** One of those refused at open, in turn. */
  public static FailingUse atOpen(int turn) {
    return turn % 2 == 0 ? FILE_CUT_OFF : OBJECT_OF_ANOTHER_SKELETON;
  }

  /**
   * Does it once.
   *
   * @throws AssertionError if it was not refused
   */
  public void run() {
    try {
      attempt();
    } catch (BpfException e) {
      return;
    }
    throw new AssertionError(this + " was not refused");
  }
}
