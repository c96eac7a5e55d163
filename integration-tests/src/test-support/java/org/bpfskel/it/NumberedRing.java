package org.bpfskel.it;

import org.bpfskel.event.RingBuffer;
import org.bpfskel.map.BpfRingBuf;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests of a ring that a program fills with {@link Numbered} records, and of who reads it. */
abstract class NumberedRing {
  static final String OBJECT = "bpf/ringbuf.bpf.o";

  EventProgram program;
  BpfRingBuf numbered;
  final RingBuffer events = new RingBuffer();

  @BeforeEach
  final void attach() {
    program = EventProgram.attached(OBJECT, "order_numbered");
    numbered = program.ring("numbered");
  }

  @AfterEach
  final void close() {
    events.close();
    program.close();
  }
}
