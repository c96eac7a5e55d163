package org.bpfskel.it.conformance;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Opens and loads objects by libbpf itself, without any check of ours. A process of its own: libbpf
 * may not survive each of them, and writes its log to standard error.
 */
final class LoadingProcess {
  /** What a line begins with that says how an object ended. */
  static final String END = "=> ";

  private static final Path BPF_FILES = Path.of("/sys/fs/bpf");

  /** Of {@code struct bpf_object_open_opts} up to {@code pin_root_path}, and where that is. */
  private static final int OPTIONS_SIZE = 32;

  private static final int PIN_ROOT_PATH = 24;

  private final NativeLibrary libbpf;
  private final Path pins;
  private final Memory options = new Memory(OPTIONS_SIZE);
  private final Memory pinsInC;

  private LoadingProcess(NativeLibrary libbpf, Path pins) {
    this.libbpf = libbpf;
    this.pins = pins;
    this.pinsInC = new Memory(pins.toString().length() + 1L);
    pinsInC.setString(0, pins.toString());
    options.clear();
    options.setLong(0, OPTIONS_SIZE);
    options.setPointer(PIN_ROOT_PATH, pinsInC);
  }

  /**
   * Writes libbpf's log of each object, and then how it ended, as {@link RealLoads} reads it.
   *
   * @param args the objects
   */
  public static void main(String[] args) throws IOException {
    String library = Objects.requireNonNullElse(System.getenv("BPFSKEL_LIBBPF"), "libbpf.so.1");
    // Maps that are pinned by name must not meet those of other objects, nor stay.
    Path pins = BPF_FILES.resolve("bpfskel-loads-" + ProcessHandle.current().pid());
    LoadingProcess process = new LoadingProcess(NativeLibrary.getInstance(library), pins);
    for (String object : args) {
      try {
        process.load(object);
      } finally {
        process.unpin();
      }
    }
  }

  private void load(String file) {
    Pointer object =
        (Pointer)
            function("bpf_object__open_file").invoke(Pointer.class, new Object[] {file, options});
    if (object == null) {
      System.out.println(END + "open");
      return;
    }
    int result = function("bpf_object__load").invokeInt(new Object[] {object});
    System.out.println(END + "load " + -result);
    function("bpf_object__close").invokeVoid(new Object[] {object});
  }

  private Function function(String name) {
    return libbpf.getFunction(name);
  }

  private void unpin() throws IOException {
    if (Files.isDirectory(pins)) {
      List<Path> files;
      try (Stream<Path> list = Files.list(pins)) {
        files = list.toList();
      }
      for (Path file : files) {
        Files.delete(file);
      }
      Files.delete(pins);
    }
  }
}
