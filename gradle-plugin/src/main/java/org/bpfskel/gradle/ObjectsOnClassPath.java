package org.bpfskel.gradle;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.bpfskel.data.ObjectBuild;
import org.bpfskel.internal.object.UnstrippedObject;
import org.gradle.api.file.ConfigurableFileCollection;
import org.gradle.api.file.FileCollection;
import org.gradle.api.provider.Provider;
import org.gradle.api.provider.ProviderFactory;
import org.gradle.api.provider.ValueSource;
import org.gradle.api.provider.ValueSourceParameters;

/**
 * The objects that javac would find on a class path: a line for each, in their order. Gradle
 * compiles again when classes of a class path change, but not when an object in it does.
 */
public abstract class ObjectsOnClassPath
    implements ValueSource<List<String>, ObjectsOnClassPath.Parameters> {
  private static final String OBJECT = ".o";

  /** Where to look. */
  public interface Parameters extends ValueSourceParameters {
    /** Folders and jars. */
    ConfigurableFileCollection getClassPath();
  }

  /** Those of folders and jars, told when a task asks for them. */
  static Provider<List<String>> in(ProviderFactory providers, FileCollection classPath) {
    return providers.of(
        ObjectsOnClassPath.class, source -> source.getParameters().getClassPath().from(classPath));
  }

  @Override
  public List<String> obtain() {
    List<String> objects = new ArrayList<>();
    try {
      for (File place : getParameters().getClassPath()) {
        if (place.isDirectory()) {
          addFolder(place.toPath(), objects);
        } else if (place.getName().endsWith(".jar") && place.exists()) {
          addJar(place, objects);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return objects;
  }

  private static void addFolder(Path folder, List<String> objects) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(file -> file.toString().endsWith(OBJECT)).sorted().toList();
    }
    for (Path file : files) {
      String name = folder.relativize(file).toString();
      ObjectBuild build = ObjectBuild.of(UnstrippedObject.read(folder, name));
      objects.add(line(name, build.size(), build.crc32()));
    }
  }

  /** The directory of a jar has all that is asked for. */
  private static void addJar(File jar, List<String> objects) throws IOException {
    try (ZipFile zip = new ZipFile(jar)) {
      zip.stream()
          .filter(entry -> entry.getName().endsWith(OBJECT))
          .sorted(Comparator.comparing(ZipEntry::getName))
          .forEach(
              entry -> objects.add(line(entry.getName(), entry.getSize(), (int) entry.getCrc())));
    }
  }

  private static String line(String name, long size, int crc) {
    return String.format(Locale.ROOT, "%s %d %08x", name, size, crc);
  }
}
