package org.bpfskel.internal.object;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.elf.StrippedElf;
import org.jspecify.annotations.Nullable;

/**
 * What an object was before its debug information was taken away. A build tool puts the stripped
 * object on the class path, to be packaged, and keeps the whole one beside that folder, for the
 * processor: {@code target/bpfskel/unstripped/classes/bpf/exec.bpf.o} is that of {@code
 * target/classes/bpf/exec.bpf.o}.
 */
public final class UnstrippedObject {
  private static final Path FOLDER = Path.of("bpfskel", "unstripped");

  private UnstrippedObject() {}

  /**
   * Where the whole object is kept.
   *
   * @param root folder of the class path
   * @param resource name of the stripped object in it
   */
  public static Path place(Path root, String resource) {
    Path folder = root.toAbsolutePath().normalize();
    return folder.resolveSibling(FOLDER).resolve(folder.getFileName()).resolve(resource);
  }

  /**
   * What the processor reads where a folder of the class path has this object: the whole one if
   * that is kept.
   *
   * @param root folder of the class path
   * @param resource name of the object in it
   * @throws IOException if it cannot be read
   */
  public static byte[] read(Path root, String resource) throws IOException {
    return of(root, resource, ObjectFile.read(root.resolve(resource)));
  }

  /** The object without its debug information; what is no object is left as it is. */
  public static byte[] strip(byte[] object) {
    try {
      return StrippedElf.of(object);
    } catch (ElfException e) {
      return object; // BTF alone; or damaged, of which the reader says more
    }
  }

  /** The whole form of an object that the compiler found at this place, else that object. */
  public static byte[] of(@Nullable URI place, String resource, byte[] stripped) {
    try {
      Path root = place == null ? null : Path.of(place);
      for (String ignored : resource.split("/", -1)) {
        root = root == null ? null : root.getParent();
      }
      return root == null || root.getFileName() == null ? stripped : of(root, resource, stripped);
    } catch (FileSystemNotFoundException | IllegalArgumentException | IOException e) {
      return stripped; // in a jar, or where the compiler alone can read
    }
  }

  private static byte[] of(Path root, String resource, byte[] stripped) throws IOException {
    Path place = place(root, resource);
    if (!Files.isRegularFile(place)) {
      return stripped;
    }
    byte[] whole = ObjectFile.read(place);
    return Arrays.equals(strip(whole), stripped) ? whole : stripped;
  }
}
