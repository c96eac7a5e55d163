package org.bpfskel.it.gradle;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;

/**
 * A folder that Gradle takes for an installation of its own: {@code lib} with a jar for each of its
 * modules. All their classes are in one jar of Maven Central; the others only say what modules
 * there are.
 */
record EngineFolder(Path folder) {
  private static final String VERSION = System.getProperty("gradle.version", "");
  private static final String API = "gradle-api-" + VERSION + ".jar";
  private static final Pattern MODULE = Pattern.compile("(gradle-.+)-classpath\\.properties");

  /** Of the module that Maven Central does not have, and that runs beside javac. */
  private static final String COMPILER_PLUGIN = "gradle-java-compiler-plugin";

  private static final List<String> COMPILER_PLUGIN_CLASSES =
      List.of(
          "org/gradle/internal/compiler/java/IncrementalCompileTask.class",
          "org/gradle/internal/compiler/java/IncrementalCompileTask$1.class");

  /** Lays it out, once for all tests. */
  static EngineFolder create(Path folder) throws IOException {
    EngineFolder engine = new EngineFolder(folder);
    if (!Files.exists(engine.engine())) {
      Files.createDirectories(engine.lib().resolve("plugins"));
      Map<String, Path> libraries = libraries();
      Path api = Objects.requireNonNull(libraries.remove(API));
      for (Path library : libraries.values()) {
        Files.copy(
            library,
            engine.lib().resolve(library.getFileName()),
            StandardCopyOption.REPLACE_EXISTING);
      }
      engine.addModules(api);
      engine.addCompilerPlugin();
      Files.copy(api, engine.engine());
    }
    return engine;
  }

  /** The class path of a Gradle: its own jar is the last, for that has an index of others. */
  String classPath() throws IOException {
    StringBuilder path = new StringBuilder();
    for (String library : libraries().keySet()) {
      if (!library.equals(API)) {
        path.append(lib().resolve(library)).append(File.pathSeparator);
      }
    }
    return path.append(engine()).toString();
  }

  private Path lib() {
    return folder.resolve("lib");
  }

  private Path engine() {
    return lib().resolve(API);
  }

  /** Jars of the tests' class path, by their names. */
  private static Map<String, Path> libraries() {
    Map<String, Path> jars = new TreeMap<>();
    for (String place : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
      Path jar = Path.of(place);
      if (place.endsWith(".jar")
          && place.matches(".*/(gradle-api|groovy|ant|kotlin-stdlib)[^/]*")) {
        jars.put(jar.getFileName().toString(), jar);
      }
    }
    return jars;
  }

  private void addModules(Path api) throws IOException {
    Set<String> wanted = new LinkedHashSet<>();
    try (JarFile jar = new JarFile(api.toFile())) {
      for (ZipEntry entry : (Iterable<ZipEntry>) jar.stream().map(ZipEntry.class::cast)::iterator) {
        Matcher module = MODULE.matcher(entry.getName());
        if (module.matches()) {
          try (InputStream text = jar.getInputStream(entry)) {
            byte[] bytes = text.readAllBytes();
            write(module.group(1) + "-" + VERSION + ".jar", Map.of(entry.getName(), bytes));
            wanted.addAll(runtime(bytes));
          }
        }
      }
    }
    for (String name : wanted) {
      if (!Files.exists(lib().resolve(name))) {
        write(name, Map.of());
      }
    }
  }

  private static List<String> runtime(byte[] module) throws IOException {
    Properties properties = new Properties();
    properties.load(new ByteArrayInputStream(module));
    String runtime = properties.getProperty("runtime", "");
    return runtime.isEmpty() ? List.of() : List.of(runtime.split(",", -1));
  }

  private void addCompilerPlugin() throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    entries.put(COMPILER_PLUGIN + "-classpath.properties", new byte[0]);
    for (String name : COMPILER_PLUGIN_CLASSES) {
      try (InputStream file = EngineFolder.class.getResourceAsStream("/" + name)) {
        entries.put(name, Objects.requireNonNull(file, name).readAllBytes());
      }
    }
    write(COMPILER_PLUGIN + "-" + VERSION + ".jar", entries);
  }

  private void write(String name, Map<String, byte[]> entries) throws IOException {
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(lib().resolve(name)))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        jar.putNextEntry(new ZipEntry(entry.getKey()));
        jar.write(entry.getValue());
        jar.closeEntry();
      }
    }
  }
}
