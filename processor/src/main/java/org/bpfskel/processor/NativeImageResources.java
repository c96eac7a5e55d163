package org.bpfskel.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;
import java.util.stream.Collectors;
import javax.annotation.processing.Filer;
import javax.lang.model.element.TypeElement;
import javax.tools.StandardLocation;

/** Writes for each host that GraalVM's native images are to keep the objects of its skeletons. */
final class NativeImageResources {
  /** Has a folder for each host, called after it; native-image reads the files of all of them. */
  static final String FOLDER = "META-INF/native-image";

  static final String FILE = "reachability-metadata.json";

  private final Filer filer;

  NativeImageResources(Filer filer) {
    this.filer = filer;
  }

  /** Writes one, if this file system can have it: all but native images do without. */
  void write(TypeElement host, Set<String> resources) {
    String name = FOLDER + "/" + host.getQualifiedName() + "/" + FILE;
    try (OutputStream file =
        filer.createResource(StandardLocation.CLASS_OUTPUT, "", name, host).openOutputStream()) {
      file.write(text(resources).getBytes(UTF_8));
    } catch (IOException | IllegalArgumentException e) {
      // A name that no file can have: the image's builder has to be told of the object by hand.
    }
  }

  /** Names of resources have no character that JSON has a meaning of its own for. */
  private static String text(Set<String> resources) {
    return resources.stream()
        .map(resource -> "    {\"glob\": \"" + resource + "\"}")
        .collect(Collectors.joining(",\n", "{\n  \"resources\": [\n", "\n  ]\n}\n"));
  }
}
