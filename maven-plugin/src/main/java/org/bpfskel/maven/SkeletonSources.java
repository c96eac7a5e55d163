package org.bpfskel.maven;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.maven.plugin.logging.Log;
import org.bpfskel.internal.object.NearNames;
import org.bpfskel.processor.FoundObject;
import org.bpfskel.processor.SkeletonException;
import org.bpfskel.processor.SkeletonSettings;
import org.bpfskel.processor.SkeletonText;
import org.bpfskel.processor.model.ObjectWarning;

/** Writes the sources of skeletons whose objects lie in one folder, as the processor does. */
final class SkeletonSources {
  private final Path objects;
  private final List<String> names;
  private final Log log;
  private final Set<String> written = new HashSet<>();

  /**
   * Writes nothing yet.
   *
   * @param objects the folder that the objects' names are relative to
   * @param names of the objects in it, of which one may be meant that is written otherwise
   */
  SkeletonSources(Path objects, List<String> names, Log log) {
    this.objects = objects;
    this.names = names;
    this.log = log;
  }

  /** Writes one into a folder; false if there is none of it, with the reason in the log. */
  boolean write(SkeletonSettings settings, Path folder) throws IOException {
    String resource = settings.resource();
    Path file = objects.resolve(resource).normalize();
    if (!file.startsWith(objects) || !Files.isRegularFile(file)) {
      String near = NearNames.question(resource, names);
      log.error(
          "%s not found%s Looked in: %s. Compile the object first"
              .formatted(resource, near.isEmpty() ? "." : near, objects));
      return false;
    }
    try {
      SkeletonText text =
          SkeletonText.of(
              FoundObject.at(file.toUri(), resource, Files.readAllBytes(file)), settings);
      for (ObjectWarning warning : text.warnings()) {
        say(warning.level(), resource + ": " + warning.text());
      }
      if (!written.add(text.qualifiedName())) {
        log.error(
            "%s: another object has the skeleton %s, too"
                .formatted(resource, text.qualifiedName()));
        return false;
      }
      Path source = folder.resolve(text.qualifiedName().replace('.', '/') + ".java");
      Files.createDirectories(source.getParent());
      Files.write(source, text.source().getBytes(US_ASCII));
      return true;
    } catch (SkeletonException e) {
      log.error(resource + ": " + e.explanation());
      return false;
    }
  }

  private void say(ObjectWarning.Level level, String text) {
    if (level == ObjectWarning.Level.NOTE) {
      log.info(text);
    } else {
      log.warn(text);
    }
  }
}
