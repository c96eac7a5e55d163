package org.bpfskel.bench;

/** What {@link Attach} does, and when each part of it has ended. */
final class AttachParts {
  private AttachParts() {}

  /**
   * {@link System#nanoTime} of when the process was started, which is the same in all processes.
   */
  public static void main(String[] args) {
    long start = Long.parseLong(args[0]);
    long main = System.nanoTime();
    long opened;
    long loaded;
    long attached;
    try (AttachSkel skel = AttachSkel.open()) {
      opened = System.nanoTime();
      skel.load();
      loaded = System.nanoTime();
      skel.attach();
      attached = System.nanoTime();
    }
    long closed = System.nanoTime();
    print(StartParts.MACHINE, start, main);
    print(StartParts.OPEN, main, opened);
    print(StartParts.LOAD, opened, loaded);
    print(StartParts.ATTACH, loaded, attached);
    print(StartParts.CLOSE, attached, closed);
  }

  private static void print(String part, long from, long to) {
    Rounds.print(part, (double) (to - from));
  }
}
