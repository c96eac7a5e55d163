package org.bpfskel.internal.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bpfskel.BpfException;
import org.bpfskel.internal.handle.Binding;
import org.bpfskel.internal.handle.LibbpfCall;
import org.bpfskel.internal.handle.SystemCall;
import org.bpfskel.internal.libbpf.LibbpfLinker;
import org.bpfskel.internal.os.Descriptor;
import org.bpfskel.internal.os.MemoryFile;

/** From several objects' bytes to one's: nothing native sees bytes of another kind. */
public final class ObjectLinker {
  private static final String NEW = "bpf_linker__new";
  private static final String ADD = "bpf_linker__add_file";
  private static final String FINALIZE = "bpf_linker__finalize";
  private static final String WHOLE = "linked.bpf.o";

  private ObjectLinker() {}

  /**
   * Links objects.
   *
   * @param objects by name, at least one, which nobody else can change
   */
  public static byte[] link(Map<String, byte[]> objects) {
    objects.forEach((name, bytes) -> ObjectCheck.check(bytes, ADD, name));
    Binding.require(NEW, WHOLE);
    return inFile(
        WHOLE,
        whole -> {
          link(objects, whole.toString());
          return Files.readAllBytes(whole);
        });
  }

  private static void link(Map<String, byte[]> objects, String whole) {
    long linker = LibbpfCall.of(NEW, WHOLE).pointer(() -> LibbpfLinker.bpf_linker__new(whole));
    try {
      objects.forEach((name, bytes) -> add(linker, name, bytes));
      LibbpfCall.of(FINALIZE, WHOLE).check(() -> LibbpfLinker.bpf_linker__finalize(linker));
    } finally {
      LibbpfLinker.bpf_linker__free(linker);
    }
  }

  private static void add(long linker, String name, byte[] bytes) {
    inFile(
        name,
        file -> {
          Files.write(file, bytes);
          return LibbpfCall.of(ADD, name)
              .check(() -> LibbpfLinker.bpf_linker__add_file(linker, file.toString()));
        });
  }

  private interface InFile<T> {
    T of(Path file) throws IOException;
  }

  /** libbpf takes names of files: what is in memory has one that ends with the call. */
  private static <T> T inFile(String object, InFile<T> use) {
    int fd = SystemCall.on(object).get(() -> MemoryFile.empty("bpfskel-linker"));
    try {
      return use.of(Path.of(MemoryFile.path(fd)));
    } catch (IOException e) {
      throw new BpfException(
          NEW, object, BpfException.Kind.OTHER, "cannot keep the object in memory: " + e);
    } finally {
      Descriptor.close(fd);
    }
  }
}
