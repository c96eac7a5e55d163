package org.bpfskel.processor;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import javax.annotation.processing.Filer;
import javax.tools.FileObject;
import javax.tools.JavaFileManager.Location;
import javax.tools.StandardLocation;
import org.bpfskel.internal.object.ObjectFile;
import org.jspecify.annotations.Nullable;

/**
 * Finds the object that an annotation names: on the class path, in the class output, then in the
 * directories and jars of {@code -Abpfskel.path}. A copy in the class output that an earlier
 * compilation took from one of these gives way to the original.
 */
final class ObjectLookup {
  static final String PATH_OPTION = "bpfskel.path";

  private final Filer filer;
  private final ModulePath modules;
  private final List<ObjectPath> directories;

  /** Each is read once: its copy in the class output could not be opened again. */
  private final Map<String, FoundObject> found = new HashMap<>();

  ObjectLookup(Filer filer, ModulePath modules, Map<String, String> options) {
    this.filer = filer;
    this.modules = modules;
    this.directories = ObjectPath.list(options.getOrDefault(PATH_OPTION, ""));
  }

  /**
   * Finds it.
   *
   * @param host the annotated class's source file, if the compiler tells: only to say what may have
   *     been meant
   */
  FoundObject find(String resource, Supplier<@Nullable Path> host) throws SkeletonException {
    checkName(resource);
    FoundObject object = found.get(resource);
    if (object == null) {
      object = search(resource, host);
      found.put(resource, object);
    }
    return object;
  }

  private static void checkName(String resource) throws SkeletonException {
    if (resource.isBlank()) {
      throw failure("the object's name is empty: name a resource such as bpf/testmod.bpf.o");
    }
    if (!isNormal(resource) || !isUriPath(resource)) {
      throw failure(
          "\"%s\" is no resource name: write it relative to the class path's root, with / between"
                  .formatted(resource)
              + " names, without . and .., spaces and other characters that a URI cannot have");
    }
  }

  private static boolean isNormal(String resource) {
    for (String name : resource.split("/", -1)) {
      if (name.isEmpty() || name.equals(".") || name.equals("..")) {
        return false;
      }
    }
    return true;
  }

  /** Compilers look up no other. */
  private static boolean isUriPath(String resource) {
    try {
      return resource.equals(new URI(resource).getRawPath());
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private FoundObject search(String resource, Supplier<@Nullable Path> host)
      throws SkeletonException {
    List<String> places = new ArrayList<>();
    FileObject onClassPath = locate(StandardLocation.CLASS_PATH, resource);
    FileObject output = locate(StandardLocation.CLASS_OUTPUT, resource);
    byte[] bytes = read(resource, onClassPath, "the class path", places);
    if (bytes != null && !Objects.equals(uri(onClassPath), uri(output))) {
      return FoundObject.at(uri(onClassPath), resource, bytes);
    }
    byte[] copy = bytes != null ? bytes : read(resource, output, "the class output", places);
    for (ObjectPath directory : directories) {
      byte[] original = read(resource, directory, places);
      if (original != null) {
        return FoundObject.toCopy(directory.uri(resource), resource, original);
      }
    }
    if (copy != null) {
      return FoundObject.at(uri(output), resource, copy);
    }
    for (ObjectPath module : modules.roots()) {
      byte[] object = read(resource, module, new ArrayList<>());
      if (object != null) {
        return FoundObject.at(module.uri(resource), resource, object);
      }
    }
    if (directories.isEmpty()) {
      places.add("-A" + PATH_OPTION + " (not given)");
    }
    throw new MissingObject(resource, host.get())
        .explain(
            places,
            output == null ? null : output.getName(),
            names(resource, output),
            name -> isOnClassPath(name));
  }

  /** Of objects that lie where directories and jars can be listed. */
  private List<String> names(String resource, @Nullable FileObject output) {
    List<ObjectPath> roots = new ArrayList<>(directories);
    String end = "/" + resource;
    if (output != null && output.getName().endsWith(end)) {
      String name = output.getName();
      roots.add(new ObjectPath(name.substring(0, name.length() - end.length())));
    }
    List<String> names = new ArrayList<>();
    roots.forEach(root -> names.addAll(root.names()));
    return names;
  }

  private boolean isOnClassPath(String name) {
    try {
      FileObject file = filer.getResource(StandardLocation.CLASS_PATH, "", name);
      try (InputStream stream = file.openInputStream()) {
        return stream.read() >= 0;
      }
    } catch (IOException | RuntimeException e) {
      return false; // in the words of any compiler
    }
  }

  private @Nullable FileObject locate(Location location, String resource) throws SkeletonException {
    try {
      return filer.getResource(location, "", resource);
    } catch (IOException | RuntimeException e) {
      if (String.valueOf(e.getMessage()).contains("directories not supported")) {
        throw directory(resource); // javac's own words, nothing else tells
      }
      // Compilers say "none" in many ways: no such file, no such location.
      return null;
    }
  }

  private static @Nullable URI uri(@Nullable FileObject file) {
    return file == null ? null : file.toUri();
  }

  /** The file's bytes; null, and one more place in the list, if there is none. */
  private static byte @Nullable [] read(
      String resource, @Nullable FileObject file, String place, List<String> places)
      throws SkeletonException {
    if (file == null) {
      places.add(place);
      return null;
    }
    refuseUnread(resource, file);
    try (InputStream stream = file.openInputStream()) {
      return ObjectFile.read(stream);
    } catch (ObjectFile.TooLargeException e) {
      throw tooLarge(resource, e);
    } catch (IOException e) {
      places.add(place + " (" + file.getName() + ")");
      return null;
    }
  }

  /** A directory, and what is too large. */
  private static void refuseUnread(String resource, FileObject file) throws SkeletonException {
    URI uri = file.toUri();
    if (uri == null || !"file".equals(uri.getScheme())) {
      return;
    }
    Path path = Path.of(uri);
    if (Files.isDirectory(path)) {
      throw directory(resource);
    }
    try {
      ObjectFile.checkSize(path);
    } catch (ObjectFile.TooLargeException e) {
      throw tooLarge(resource, e);
    } catch (IOException e) {
      // Whoever opens it is told more.
    }
  }

  private static SkeletonException tooLarge(String resource, IOException e) {
    return failure(resource + " is too large: " + e.getMessage());
  }

  private static byte @Nullable [] read(String resource, ObjectPath root, List<String> places)
      throws SkeletonException {
    try {
      if (root.isDirectory(resource)) {
        throw directory(resource);
      }
      byte[] object = root.read(resource);
      if (object != null) {
        return object;
      }
    } catch (ObjectFile.TooLargeException e) {
      throw tooLarge(resource, e);
    } catch (IOException | InvalidPathException e) {
      throw failure("cannot read " + resource + " in " + root.place() + ": " + e.getMessage());
    }
    places.add("-A" + PATH_OPTION + " " + root.kind() + " " + root.place());
    return null;
  }

  private static SkeletonException directory(String resource) {
    return failure(resource + " is a directory: name the object file in it");
  }

  private static SkeletonException failure(String message) {
    return new SkeletonException("value", message);
  }
}
