package org.bpfskel.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.maven.plugin.logging.Log;
import org.bpfskel.data.ObjectBuild;
import org.bpfskel.processor.HostRecord;

/**
 * The classes with {@code @BpfSkeleton} in a class output, as the processor recorded them. A class
 * file that is missing is what every version of Maven's compiler plugin takes for a reason to
 * compile: the sources have not changed when an object has.
 */
record AnnotatedHosts(Path classOutput, Log log) {

  /**
   * Deletes the class files of those whose skeletons are of another build of an object, or other
   * kernels.
   */
  void deleteStale(ObjectPlaces places) throws IOException {
    for (Path file : records()) {
      HostRecord record = HostRecord.parse(Files.readString(file));
      Path classFile = classOutput.resolve(record.classFile()).normalize();
      if (!Files.exists(classFile) || !classFile.startsWith(classOutput)) {
        Files.delete(file); // the class is gone, or is compiled again and recorded anew
      } else if (isStale(record, places)) {
        log.info("%s is compiled again: its object changed".formatted(file.getFileName()));
        Files.delete(classFile);
      } else if (record.kernels() != null && record.kernels().hasChanged(classOutput)) {
        log.info("%s is compiled again: its kernels changed".formatted(file.getFileName()));
        Files.delete(classFile);
      }
    }
  }

  private static boolean isStale(HostRecord record, ObjectPlaces places) throws IOException {
    for (Map.Entry<String, ObjectBuild> object : record.objects().entrySet()) {
      if (places.hasChanged(object.getKey(), object.getValue())) {
        return true;
      }
    }
    return false;
  }

  private List<Path> records() throws IOException {
    Path folder = classOutput.resolve(HostRecord.FOLDER);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
