package org.bpfskel.it.loaders;

import java.io.IOException;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Uses several copies of the runtime, each of a class loader of its own. For a child. */
final class Copies {
  static final String REFUSED = "bpf/refused.bpf.o";
  static final String TAKEN = "bpf/dummy_ops.bpf.o";

  private static final Logger LOGGER = Logger.getLogger("org.bpfskel");

  private final List<Path> own;
  private final ClassLoader parent;

  private Copies(List<Path> own, ClassLoader parent) {
    this.own = own;
    this.parent = parent;
  }

  /**
   * With JNA's jar, {@code shared} or {@code own} for whose it is, what to do, how often, and the
   * other entries of the class path.
   */
  public static void main(String[] arguments) throws Exception {
    LOGGER.setLevel(Level.OFF);
    Path jna = Path.of(arguments[0]);
    boolean shared = arguments[1].equals("shared");
    List<Path> own = new ArrayList<>();
    for (String entry : List.of(arguments).subList(4, arguments.length)) {
      own.add(Path.of(entry));
    }
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    if (!shared) {
      own.add(jna);
    }
    Copies copies = new Copies(own, shared ? loader(List.of(jna), platform) : platform);
    int count = Integer.parseInt(arguments[3]);
    if (arguments[2].equals("together")) {
      copies.useTogether(count);
    } else {
      copies.useAndDrop(count);
    }
  }

  private static URLClassLoader loader(List<Path> entries, ClassLoader parent)
      throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (Path entry : entries) {
      urls.add(entry.toUri().toURL());
    }
    return new URLClassLoader(urls.toArray(URL[]::new), parent);
  }

  private URLClassLoader loader() throws MalformedURLException {
    return loader(own, parent);
  }

  @SuppressWarnings("unchecked")
  private static UnaryOperator<String> copy(ClassLoader loader)
      throws ReflectiveOperationException {
    return (UnaryOperator<String>)
        loader.loadClass(OneCopy.class.getName()).getConstructor().newInstance();
  }

  /** Several at once, each in a thread of its own: what each was told, and how often. */
  private void useTogether(int rounds) throws Exception {
    Map<String, Integer> told = new TreeMap<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      UnaryOperator<String> copy = copy(loader());
      Thread thread =
          new Thread(
              () -> {
                for (int round = 0; round < rounds; round++) {
                  String answer = copy.apply(REFUSED) + ", then " + copy.apply(TAKEN);
                  synchronized (told) {
                    told.merge(answer, 1, Integer::sum);
                  }
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println(told);
    System.out.println("left behind: " + left());
  }

  /** Nothing of ours stays where all class loaders can see it. */
  private static List<Object> left() {
    List<Object> left = new ArrayList<>();
    System.getProperties()
        .forEach(
            (key, value) -> {
              if (!(value instanceof String)) {
                left.add(key);
              }
            });
    return left;
  }

  /** One after the other, with another that stays: how many class loaders and threads stay. */
  private void useAndDrop(int count) throws Exception {
    UnaryOperator<String> first = copy(loader());
    System.out.println("first: " + first.apply(REFUSED));
    ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
    List<WeakReference<ClassLoader>> dropped = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      dropped.add(new WeakReference<>(use(), collected));
    }
    System.out.println("first again: " + first.apply(REFUSED));
    // JNA's own thread stays for half a minute after the last use of what is native.
    long end = System.nanoTime() + 120_000_000_000L;
    int gone = 0;
    while ((gone < dropped.size() || cleaners() > 1) && System.nanoTime() < end) {
      System.gc();
      if (collected.remove(500) != null) {
        gone++;
      }
    }
    System.out.println("class loaders that stay: " + (dropped.size() - gone));
    System.out.println("threads that stay: " + (cleaners() - 1));
    System.out.println("first at last: " + first.apply(REFUSED));
  }

  /** The JDK's threads that free what nobody closes, but its own. */
  private static long cleaners() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("Cleaner-"))
        .count();
  }

  private ClassLoader use() throws ReflectiveOperationException, IOException {
    try (URLClassLoader loader = loader()) {
      Thread.currentThread().setContextClassLoader(loader);
      String answer = copy(loader).apply(TAKEN);
      if (!answer.equals("loaded")) {
        throw new IllegalStateException(answer);
      }
      return loader;
    } finally {
      Thread.currentThread().setContextClassLoader(null);
    }
  }
}
