package org.bpfskel.it;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bpfskel.BpfMap;
import org.bpfskel.BpfObject;
import org.bpfskel.map.BpfPerfEventArray;
import org.bpfskel.map.BpfRingBuf;
import org.bpfskel.map.BpfUserRingBuf;

/** An attached program that does what is ordered, see {@code order.h}, and its object. */
final class EventProgram implements AutoCloseable {
  private static final int COUNT = 0;
  private static final int ARGUMENT = 1;
  private static final int NUMBER = 2;
  private static final int DONE = 4;

  private final BpfObject object;
  private final BpfMap orders;

  private EventProgram(BpfObject object) {
    this.object = object;
    this.orders = object.map("orders");
  }

  /** The program of that name, attached, and no other. */
  static EventProgram attached(String resource, String program) {
    BpfObject object = BpfObject.open(BpfObjects.bytes(resource), resource);
    try {
      object.load();
      object.program(program).attach();
      return new EventProgram(object);
    } catch (RuntimeException | Error e) {
      object.close();
      throw e;
    }
  }

  BpfObject object() {
    return object;
  }

  BpfRingBuf ring(String map) {
    return BpfRingBuf.of(object.map(map));
  }

  BpfUserRingBuf userRing(String map) {
    return BpfUserRingBuf.of(object.map(map));
  }

  BpfPerfEventArray perfEvents(String map) {
    return BpfPerfEventArray.of(object.map(map));
  }

  /** Has so many records sent, and returns when they are. */
  void send(int count) {
    send(count, 0);
  }

  /** Has so many records sent, with the argument that the program takes. */
  void send(int count, int argument) {
    put(COUNT, count);
    put(ARGUMENT, argument);
    long order = get(NUMBER) + 1;
    put(NUMBER, order);
    while (get(DONE) != order) {
      // A system call, which carries the order out if no other did.
    }
  }

  private void put(int place, long value) {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
    orders.bytes().update(NativeBytes.of(place), bytes.putLong(value).array());
  }

  private long get(int place) {
    return NativeBytes.in(orders.bytes().lookup(NativeBytes.of(place))).getLong();
  }

  /** A global variable of 8 bytes, by its index in {@code .bss}. */
  long global(int index) {
    return NativeBytes.in(object.map(".bss").bytes().lookup(NativeBytes.of(0)))
        .getLong(index * Long.BYTES);
  }

  @Override
  public void close() {
    object.close();
  }
}
