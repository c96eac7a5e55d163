package org.bpfskel.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bpfskel.BpfObject;

/**
 * A Java machine of its own, for what a process decides once, its libbpf or its privileges, and for
 * what might end it: a crash is an exception that names the machine's error file.
 */
public final class ChildJvm {
  /**
   * Of the tests' own machine; what a test asks for comes behind, and so wins. Not its locale and
   * encoding, for tests read what comes out: in English, and UTF-8.
   */
  private static final List<String> FLAGS =
      Stream.of(System.getProperty("jvm.flags", "").split(" "))
          .filter(flag -> flag.startsWith("-X"))
          .toList();

  /** Where the tests' own machine has the library to call C by JNI; empty if it calls by JNA. */
  private static final String JNI = System.getProperty("bpfskel.test.jni", "");

  private final List<String> launcher = new ArrayList<>();
  private final List<String> options = new ArrayList<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private List<Path> classPath = List.of(runtime(), jna(), tests(), objects());
  private Duration timeout = Command.TIMEOUT;
  private boolean nativeAccess = true;
  private boolean jni = !JNI.isEmpty();

  public static Path runtime() {
    return BpfObjects.classPathEntry(fileOf(BpfObject.class));
  }

  public static Path jna() {
    return BpfObjects.classPathEntry("com/sun/jna/Native.class");
  }

  public static Path tests() {
    return BpfObjects.classPathEntry(fileOf(ChildJvm.class));
  }

  public static Path objects() {
    return BpfObjects.classPathEntry("bpf/dummy_ops.bpf.o");
  }

  /** Starts it through another program. */
  public ChildJvm launcher(List<String> command) {
    launcher.addAll(command);
    return this;
  }

  public ChildJvm property(String name, String value) {
    options.add("-D" + name + "=" + value);
    return this;
  }

  /** An empty value takes the variable away. */
  public ChildJvm environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  public ChildJvm classPath(Path... entries) {
    classPath = List.of(entries);
    return this;
  }

  /** Adds to the class path. */
  public ChildJvm alsoOn(Path... entries) {
    classPath = Stream.concat(classPath.stream(), Stream.of(entries)).toList();
    return this;
  }

  /** As the launcher takes it, such as {@code -Xmx64m}. */
  public ChildJvm option(String option) {
    options.add(option);
    return this;
  }

  /** Does not enable native access for JNA, which newer JDKs ask for. */
  public ChildJvm withoutNativeAccess() {
    nativeAccess = false;
    return this;
  }

  /** Calls C by JNA, whatever the tests' own machine does. */
  public ChildJvm withJna() {
    jni = false;
    return this;
  }

  /** How long it may run. */
  public ChildJvm timeout(Duration longest) {
    timeout = longest;
    return this;
  }

  /** What {@code main} prints; it must end well. */
  public String run(Class<?> main, String... arguments) throws IOException {
    return run(
        main.getSimpleName(),
        "ALL-UNNAMED",
        List.of("-cp", path(all()), main.getName()),
        arguments);
  }

  /** What the main class of a named module prints, found on a module path; it must end well. */
  String runModule(String module, String main, List<Path> modulePath, String... arguments)
      throws IOException {
    return run(
        module,
        "com.sun.jna",
        List.of("-p", path(modulePath), "-m", module + "/" + main),
        arguments);
  }

  private String run(String name, String nativeModule, List<String> program, String... arguments)
      throws IOException {
    CrashReport crash = CrashReport.of(name);
    List<String> command = new ArrayList<>(launcher);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    boolean ownCollector = options.stream().anyMatch(ChildJvm::isCollector);
    FLAGS.stream().filter(flag -> !ownCollector || !isCollector(flag)).forEach(command::add);
    if (jni) {
      command.add("-Dbpfskel.natives=never"); // libbpf is the same as by JNA
    }
    command.addAll(options);
    if (nativeAccess) {
      command.add("--enable-native-access=" + nativeModule);
    }
    command.addAll(crash.options());
    command.addAll(program);
    command.addAll(List.of(arguments));
    Command ended = Command.run(command, environment, timeout);
    crash.check(ended);
    return ended.succeeded();
  }

  private List<Path> all() {
    return jni ? Stream.concat(classPath.stream(), Stream.of(Path.of(JNI))).toList() : classPath;
  }

  static String path(List<Path> entries) {
    return String.join(File.pathSeparator, entries.stream().map(Path::toString).toList());
  }

  /** Of which a Java machine takes one. */
  private static boolean isCollector(String option) {
    return option.startsWith("-XX:+Use") && option.endsWith("GC");
  }

  private static String fileOf(Class<?> type) {
    return type.getName().replace('.', '/') + ".class";
  }
}
