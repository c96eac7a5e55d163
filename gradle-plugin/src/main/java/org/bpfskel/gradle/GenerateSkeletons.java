package org.bpfskel.gradle;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.bpfskel.processor.FoundObject;
import org.bpfskel.processor.SkeletonException;
import org.bpfskel.processor.SkeletonSettings;
import org.bpfskel.processor.SkeletonText;
import org.bpfskel.processor.model.ObjectWarning;
import org.gradle.api.DefaultTask;
import org.gradle.api.GradleException;
import org.gradle.api.file.ConfigurableFileCollection;
import org.gradle.api.file.DirectoryProperty;
import org.gradle.api.file.FileSystemOperations;
import org.gradle.api.provider.ListProperty;
import org.gradle.api.provider.Property;
import org.gradle.api.tasks.CacheableTask;
import org.gradle.api.tasks.Input;
import org.gradle.api.tasks.Internal;
import org.gradle.api.tasks.Nested;
import org.gradle.api.tasks.OutputDirectory;
import org.gradle.api.tasks.TaskAction;

/**
 * Generates skeletons as sources, without annotation and processor: those that the build file
 * names, or one for each object.
 */
@CacheableTask
public abstract class GenerateSkeletons extends DefaultTask {
  private static final String OBJECT = ".bpf.o";

  /** The package of the skeletons. */
  @Input
  public abstract Property<String> getPackageName();

  /** The skeletons; if there are none, one for each object. */
  @Nested
  public abstract ListProperty<SkeletonSpec> getSkeletons();

  /** Folders with objects; what counts of them is what {@link ObjectsOnClassPath} tells. */
  @Internal
  public abstract ConfigurableFileCollection getFolders();

  /** Gets the sources, and has no others. */
  @OutputDirectory
  public abstract DirectoryProperty getDirectory();

  /** Deletes files; Gradle writes the method. */
  @Inject
  @SuppressWarnings("JavaxInjectOnAbstractMethod")
  protected abstract FileSystemOperations getFiles();

  /** Generates. */
  @TaskAction
  public void generate() throws IOException {
    getFiles().delete(all -> all.delete(getDirectory()));
    boolean failed = false;
    for (SkeletonSettings settings : settings()) {
      failed |= !generate(settings);
    }
    if (failed) {
      throw new GradleException("not every skeleton can be generated: see above");
    }
  }

  private List<SkeletonSettings> settings() throws IOException {
    List<SkeletonSettings> wanted = new ArrayList<>();
    for (SkeletonSpec skeleton : getSkeletons().get()) {
      wanted.add(
          new SkeletonSettings(
              getPackageName().get(),
              skeleton.getObject().get(),
              skeleton.getName(),
              skeleton.getTypes().get(),
              skeleton.getBytes().get(),
              skeleton.getMapTypes().get()));
    }
    if (wanted.isEmpty()) {
      for (String object : objects()) {
        wanted.add(
            new SkeletonSettings(
                getPackageName().get(), object, "", List.of(), List.of(), List.of()));
      }
    }
    return wanted;
  }

  private Set<String> objects() throws IOException {
    Set<String> objects = new TreeSet<>();
    for (File folder : getFolders()) {
      if (folder.isDirectory()) {
        try (Stream<Path> files = Files.walk(folder.toPath())) {
          files
              .map(file -> folder.toPath().relativize(file).toString())
              .filter(name -> name.endsWith(OBJECT))
              .forEach(objects::add);
        }
      }
    }
    return objects;
  }

  private boolean generate(SkeletonSettings settings) throws IOException {
    try {
      Path file = find(settings.resource());
      FoundObject object =
          FoundObject.at(file.toUri(), settings.resource(), Files.readAllBytes(file));
      SkeletonText text = SkeletonText.of(object, settings);
      for (ObjectWarning warning : text.warnings()) {
        say(settings, warning);
      }
      Path source =
          ClangTask.path(getDirectory()).resolve(text.qualifiedName().replace('.', '/') + ".java");
      Files.createDirectories(source.getParent());
      Files.writeString(source, text.source(), US_ASCII);
      return true;
    } catch (SkeletonException e) {
      getLogger().error("{}: {}", settings.resource(), e.explanation());
      return false;
    }
  }

  private void say(SkeletonSettings settings, ObjectWarning warning) {
    String line = settings.resource() + ": " + warning.text();
    if (warning.level() != ObjectWarning.Level.NOTE) {
      getLogger().warn(line);
    } else {
      getLogger().info(line);
    }
  }

  private Path find(String object) {
    for (File folder : getFolders()) {
      Path file = folder.toPath().resolve(object);
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    throw new GradleException(
        "there is no object %s in %s: name one as a resource, such as bpf/exec.bpf.o for src/main/bpf/exec.bpf.c"
            .formatted(object, getFolders().getAsPath()));
  }
}
