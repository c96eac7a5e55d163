package org.bpfskel.it;

import org.bpfskel.BpfException;

/** Opens an object, then loads it, and prints how far it came. For {@link ChildJvm}. */
final class OpenAndLoad {
  static final String OPENED = "opened";
  static final String LOADED = "loaded";

  private OpenAndLoad() {}

  /** Each argument is a libbpf to try, in this order; without any, the configured one. */
  public static void main(String[] libraries) {
    for (String library : libraries) {
      System.setProperty("bpfskel.libbpf", library);
      run();
    }
    if (libraries.length == 0) {
      run();
    }
  }

  private static void run() {
    try (DummyOpsSkel skel = DummyOpsSkel.open()) {
      System.out.println(OPENED);
      skel.load();
      System.out.println(LOADED);
    } catch (BpfException e) {
      System.out.printf(
          "%s %s [%s]%n%s%n", e.operation(), e.object(), e.errnoName(), e.getMessage());
    }
  }
}
