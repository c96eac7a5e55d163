package org.bpfskel.it;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.LongAdder;
import org.bpfskel.BpfObject;
import org.bpfskel.data.BoolVar;
import org.bpfskel.data.ByteVar;
import org.bpfskel.data.DoubleVar;
import org.bpfskel.data.FloatVar;
import org.bpfskel.data.IntVar;
import org.bpfskel.data.LongVar;
import org.bpfskel.data.ShortVar;
import org.bpfskel.data.ValueVar;
import org.bpfskel.data.Variables;

/**
 * Loops of plain accesses, which have no barrier that would make compiled code look for the memory
 * again, while another thread loads, closes and has the garbage collected. One loop a method, so
 * that each is compiled for its handle; counted by {@code long}, for collections wait for the end
 * of a loop counted by {@code int}: {@code PlainLoops OBJECT ROUNDS}.
 */
public final class PlainLoops {
  /** Until it is compiled; then so long that a collection may happen within one loop. */
  private static final int FEW = 200_000;

  private static final int MANY = 60_000_000;

  /** Few, or the thread that loads and closes would seldom have its turn. */
  private static final int LOOPS_AT_ONCE = 3;

  /** Cost of a copy beside that of other accesses. */
  private static final int OF_COPY = 100;

  private static final int COLLECTIONS = 3;

  private static volatile boolean over;

  /** So that nothing is left out as unused. */
  private static final LongAdder RESULT = new LongAdder();

  private PlainLoops() {}

  /** So many accesses. */
  private interface Loop {
    long run(int accesses);
  }

  public static void main(String[] args) throws Exception {
    for (int round = 0; round < Integer.parseInt(args[1]); round++) {
      round(Path.of(args[0]), round);
    }
    System.out.println("ended well");
  }

  private static void round(Path file, int number) throws InterruptedException {
    BpfObject object = BpfObject.open(file);
    List<Loop> all = loops(object);
    List<Loop> loops = new ArrayList<>();
    for (int i = 0; i < LOOPS_AT_ONCE; i++) {
      loops.add(all.get((number * LOOPS_AT_ONCE + i) % all.size()));
    }
    over = false;
    Phaser turns = new Phaser(1);
    List<Thread> threads = new ArrayList<>();
    for (Loop loop : loops) {
      turns.register();
      threads.add(new Thread(() -> repeat(loop, turns)));
    }
    threads.forEach(Thread::start);
    turns.arriveAndAwaitAdvance();
    object.load();
    collect();
    // Each has begun a loop on what load has put in place.
    turns.arriveAndAwaitAdvance();
    object.close();
    collect();
    over = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void repeat(Loop loop, Phaser turns) {
    long sum = loop.run(FEW);
    turns.arriveAndAwaitAdvance();
    sum += loop.run(MANY);
    turns.arriveAndAwaitAdvance();
    while (!over) {
      sum += loop.run(MANY);
    }
    RESULT.add(sum);
  }

  private static void collect() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      // Freed memory is used again, or gone.
      for (int block = 0; block < 100; block++) {
        RESULT.add(ByteBuffer.allocateDirect(1 << 12).capacity());
      }
    }
  }

  private static List<Loop> loops(BpfObject object) {
    Variables data = object.data(".data").variables();
    Variables bss = object.data(".bss").variables();
    Variables arena = object.data("pages").variables();
    ByteVar tiny = data.int8("tiny");
    ShortVar small = data.int16("small");
    IntVar middle = data.int32("middle");
    LongVar large = data.int64("large");
    FloatVar single = data.float32("single");
    DoubleVar twofold = data.float64("twofold");
    BoolVar yes = data.bool("yes");
    LongVar counter = bss.int64("counter");
    ValueVar<byte[]> numbers = bss.bytes("numbers");
    IntVar fixed = object.data(".rodata").variables().int32("fixed");
    LongVar hits = arena.int64("hits");
    ValueVar<String> text = arena.text("text");
    return List.of(
        n -> int8(tiny, n),
        n -> int16(small, n),
        n -> int32(middle, n),
        n -> int64(large, n),
        n -> float32(single, n),
        n -> float64(twofold, n),
        n -> bool(yes, n),
        n -> zeros(counter, n),
        n -> array(numbers, n / OF_COPY),
        n -> constant(fixed, n),
        n -> arena(hits, n),
        n -> text(text, n / OF_COPY));
  }

  private static long int8(ByteVar v, int accesses) {
    long x = 1;
    for (long i = 0; i < accesses; i++) {
      v.set((byte) x);
      x ^= v.get() + i;
    }
    return x;
  }

  private static long int16(ShortVar v, int accesses) {
    long x = 1;
    for (long i = 0; i < accesses; i++) {
      v.set((short) x);
      x ^= v.get() + i;
    }
    return x;
  }

  private static long int32(IntVar v, int accesses) {
    int x = 1;
    for (long i = 0; i < accesses; i++) {
      v.set(x);
      x ^= (int) (v.get() + i);
    }
    return x;
  }

  private static long int64(LongVar v, int accesses) {
    long x = 1;
    for (long i = 0; i < accesses; i++) {
      v.set(x);
      x ^= v.get() + i;
    }
    return x;
  }

  private static long float32(FloatVar v, int accesses) {
    float x = 1;
    for (long i = 0; i < accesses; i++) {
      v.set(x);
      x += v.get();
    }
    return (long) x;
  }

  private static long float64(DoubleVar v, int accesses) {
    double x = 1;
    for (long i = 0; i < accesses; i++) {
      v.set(x);
      x += v.get();
    }
    return (long) x;
  }

  private static long bool(BoolVar v, int accesses) {
    boolean x = true;
    for (long i = 0; i < accesses; i++) {
      v.set(x);
      x ^= v.get();
    }
    return x ? 1 : 0;
  }

  private static long zeros(LongVar v, int accesses) {
    long x = 1;
    for (long i = 0; i < accesses; i++) {
      v.set(x);
      x ^= v.get() + i;
    }
    return x;
  }

  private static long array(ValueVar<byte[]> v, int accesses) {
    long x = 1;
    for (long i = 0; i < accesses; i++) {
      x ^= v.get()[(int) (i % 100)];
    }
    return x;
  }

  private static long constant(IntVar v, int accesses) {
    long x = 1;
    for (long i = 0; i < accesses; i++) {
      x += v.get();
    }
    return x;
  }

  private static long arena(LongVar v, int accesses) {
    long x = 1;
    for (long i = 0; i < accesses; i++) {
      v.set(x);
      x ^= v.get() + i;
    }
    return x;
  }

  private static long text(ValueVar<String> v, int accesses) {
    long x = 1;
    for (long i = 0; i < accesses; i++) {
      x += v.get().length();
    }
    return x;
  }
}
