package org.bpfskel.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bpfskel.internal.object.UnstrippedObject;

/**
 * Where objects go: into a class output, to be packaged, without debug information; and whole to
 * where the processor reads them.
 *
 * @param classOutput the folder that resources are relative to
 * @param directory gets the objects, in the folders of their sources
 * @param strip whether debug information is left out
 */
public record ObjectOutput(Path classOutput, Path directory, boolean strip) {
  public static final String OBJECT = ".bpf.o";

  Path object(String name) {
    return directory.resolve(name + OBJECT);
  }

  /** The object as a resource. */
  public String resource(String name) {
    return classOutput.relativize(object(name)).toString();
  }

  /** The files that there are for an object. */
  List<Path> files(String name) {
    return strip ? List.of(object(name), whole(name)) : List.of(object(name));
  }

  /** Puts an object where it belongs. */
  void write(String name, byte[] object) throws IOException {
    delete(name);
    write(object(name), strip ? UnstrippedObject.strip(object) : object);
    if (strip) {
      write(whole(name), object);
    }
  }

  void delete(String name) throws IOException {
    Files.deleteIfExists(object(name));
    Files.deleteIfExists(whole(name));
  }

  /** The folder of the whole objects of a folder of stripped ones. */
  public static Path wholeOf(Path classOutput) {
    return UnstrippedObject.place(classOutput, "");
  }

  private Path whole(String name) {
    return UnstrippedObject.place(classOutput, resource(name));
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }
}
