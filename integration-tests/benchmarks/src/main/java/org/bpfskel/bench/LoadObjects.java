package org.bpfskel.bench;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;

/** What {@code load.c} does, in Java: opens and loads the skeletons of these classes. */
final class LoadObjects {
  private static final int ROUNDS = 10;

  private LoadObjects() {}

  public static void main(String[] args) throws Throwable {
    List<MethodHandle> all = new ArrayList<>();
    for (String name : args) {
      Class<?> skeleton = Class.forName(name);
      all.add(
          MethodHandles.publicLookup()
              .findStatic(skeleton, "openAndLoad", MethodType.methodType(skeleton)));
    }
    Samples samples = new Samples();
    for (int i = 0; i < 2 * ROUNDS; i++) {
      List<AutoCloseable> loaded = new ArrayList<>();
      long start = System.nanoTime();
      for (MethodHandle one : all) {
        loaded.add((AutoCloseable) one.invoke());
      }
      double nanoseconds = System.nanoTime() - start;
      for (AutoCloseable one : loaded) {
        one.close();
      }
      if (i >= ROUNDS) {
        samples.add(nanoseconds);
      }
    }
    Rounds.print("load", samples.median());
  }
}
