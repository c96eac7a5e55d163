package org.bpfskel.it.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.bpfskel.BpfLink;
import org.bpfskel.BpfSkeleton;
import org.bpfskel.data.LongVar;
import org.bpfskel.it.CongestionControls;
import org.bpfskel.it.Loopback;
import org.bpfskel.it.OwnThread;

/** Swaps two congestion controls of one name; in a network namespace of its own. */
@BpfSkeleton("bpf/swapped.bpf.o")
final class Swaps {
  private static final String NAME = "bpf_swapped";
  private static final int SENDERS = 2;

  private final AtomicInteger transfers = new AtomicInteger();
  private volatile boolean done;

  private Swaps() {}

  /** With the number of swaps. */
  public static void main(String[] arguments) throws IOException {
    LoopbackDevice.up();
    int swaps = Integer.parseInt(arguments[0]);
    try (SwappedSkel skel = SwappedSkel.open()) {
      skel.maps.second.setAutoattach(false);
      skel.load();
      skel.attach();
      new Swaps().run(skel, swaps);
    }
    if (CongestionControls.available().contains(NAME)) {
      throw new AssertionError(NAME + " is still there");
    }
  }

  private void run(SwappedSkel skel, int swaps) throws IOException {
    CongestionControls.setPreset(NAME);
    List<CompletableFuture<Void>> senders = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      int sender = i;
      senders.add(CompletableFuture.runAsync(() -> send(sender), OwnThread.EACH));
    }
    try {
      BpfLink link = Objects.requireNonNull(skel.links.first);
      for (int swap = 1; swap <= swaps; swap++) {
        boolean second = swap % 2 == 1;
        link.update(second ? skel.maps.second : skel.maps.first);
        requireUsed(swap, second ? skel.bss.second_connections : skel.bss.first_connections);
      }
    } finally {
      done = true;
      senders.forEach(CompletableFuture::join);
      CongestionControls.setPreset("reno");
    }
    System.out.printf(
        "load: %d swaps of a struct_ops link, each with connections that got the new one,"
            + " under %d transfers of which none broke%n",
        swaps, transfers.get());
  }

  /** The default keeps the old one until it is chosen again, by the same name. */
  private void requireUsed(int swap, LongVar connections) throws IOException {
    CongestionControls.setPreset(NAME);
    long before = connections.getVolatile();
    carry(new byte[1]);
    if (connections.getVolatile() == before) {
      throw new AssertionError("a connection after swap " + swap + " did not get the new one");
    }
  }

  private void send(int sender) {
    Random random = new Random(sender);
    try {
      while (!done) {
        byte[] bytes = new byte[random.nextInt(1 << 18)];
        random.nextBytes(bytes);
        carry(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void carry(byte[] bytes) throws IOException {
    if (!Arrays.equals(Loopback.carry(bytes), bytes)) {
      throw new AssertionError("a transfer of " + bytes.length + " bytes broke");
    }
    transfers.incrementAndGet();
  }
}
