package org.bpfskel.tool;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bpfskel.compile.ObjectLoader;
import org.jspecify.annotations.Nullable;

/**
 * By the runtime and JNA that lie as jars in this one. As classes of this jar they would stand in
 * the way of a user's own on one class path, and JNA's native code knows its classes by their
 * names.
 */
final class BundledLoader implements ObjectLoader, AutoCloseable {
  private static final String FOLDER = "/META-INF/jars/";
  private static final List<String> JARS = List.of("bpfskel-runtime.jar", "jna.jar");
  private static final String OBJECT = "org.bpfskel.BpfObject";

  private final TemporaryFolder folder;
  private final URLClassLoader classes;

  BundledLoader() throws IOException {
    folder = new TemporaryFolder();
    List<URL> jars = new ArrayList<>();
    for (String name : JARS) {
      Path jar = folder.path().resolve(name);
      try (InputStream bytes = BundledLoader.class.getResourceAsStream(FOLDER + name)) {
        Files.copy(Objects.requireNonNull(bytes, name), jar);
      }
      jars.add(jar.toUri().toURL());
    }
    classes = new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  @Override
  public Opened open(Path object) {
    Object opened = call(null, "open", object);
    return new Opened() {
      @Override
      public void load() {
        call(opened, "load");
      }

      @Override
      public void close() {
        call(opened, "close");
      }
    };
  }

  /** Calls a method of {@code BpfObject}, and throws what it throws. */
  private @Nullable Object call(@Nullable Object target, String method, Path... arguments) {
    try {
      Class<?>[] types = arguments.length == 0 ? new Class<?>[0] : new Class<?>[] {Path.class};
      return classes
          .loadClass(OBJECT)
          .getMethod(method, types)
          .invoke(target, (@Nullable Object[]) arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the runtime in this jar is another one", e);
    }
  }

  @Override
  public void close() throws IOException {
    classes.close();
    folder.close();
  }
}
