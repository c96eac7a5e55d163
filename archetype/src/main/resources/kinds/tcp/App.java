package ${package};

import org.bpfskel.BpfSkeleton;

/** Lends the kernel a TCP congestion control, {@code bpf_reno}, as long as it runs. */
@BpfSkeleton("bpf/tcp.bpf.o")
public final class App {
  private App() {}

  /**
   * Runs until it is ended.
   *
   * @param args how many segments a round trip adds to the window
   */
  public static void main(String[] args) throws InterruptedException {
    try (TcpSkel skel = TcpSkel.open()) {
      // Every member of the C struct is a field, to be changed until load.
      skel.structOps.reno.name = "bpf_reno";
      skel.load();
      skel.attach();
      skel.data.growth.set(args.length > 0 ? Integer.parseInt(args[0]) : 1);
      System.out.println("sockets can use it now: setsockopt TCP_CONGESTION \"bpf_reno\"");
      while (true) {
        Thread.sleep(1000);
        System.out.printf("asked for a larger window %d times%n", skel.bss.asked.get());
      }
    }
  }
}
