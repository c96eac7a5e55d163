package org.bpfskel.it.map;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.bpfskel.BpfLink;
import org.bpfskel.BpfObject;
import org.bpfskel.data.Codec;
import org.bpfskel.map.BpfArray;

/** Has a program of {@code maps.bpf.c} do its work, once a call, in this thread alone. */
final class Caller {
  private static final String THREAD = "bpfskel-caller";

  /** Offset of {@code system_call} in {@code struct caller}, and its size. */
  private static final int SYSTEM_CALL = 16;

  private static final int SIZE = 24;

  private Caller() {}

  /** Attaches the program, makes that many calls of {@code sched_yield}, and detaches. */
  @SuppressWarnings("ThreadPriorityCheck") // not for the scheduler: it is the call to be counted
  static void call(BpfObject object, String program, int times) {
    BpfArray<byte[]> caller = BpfArray.of(object.map("caller"), Codec.bytes(SIZE));
    ByteBuffer wanted = ByteBuffer.allocate(SIZE).order(ByteOrder.nativeOrder());
    byte[] name = THREAD.getBytes(StandardCharsets.US_ASCII);
    wanted.put(0, name).putLong(SYSTEM_CALL, schedYield());
    caller.put(0, wanted.array());

    Thread self = Thread.currentThread();
    String before = self.getName();
    self.setName(THREAD);
    BpfLink link = object.program(program).attach();
    try {
      for (int i = 0; i < times; i++) {
        Thread.yield();
      }
    } finally {
      link.close();
      self.setName(before);
    }
  }

  private static long schedYield() {
    return System.getProperty("os.arch").equals("amd64") ? 24 : 124;
  }
}
