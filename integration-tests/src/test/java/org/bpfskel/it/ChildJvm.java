package org.bpfskel.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bpfskel.BpfObject;

/** A Java machine of its own, for what a process decides once: its libbpf, its privileges. */
final class ChildJvm {
  private final List<String> launcher = new ArrayList<>();
  private final List<String> options = new ArrayList<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private List<Path> classPath = List.of(runtime(), jna(), tests(), objects());

  static Path runtime() {
    return BpfObjects.classPathEntry(fileOf(BpfObject.class));
  }

  static Path jna() {
    return BpfObjects.classPathEntry("com/sun/jna/Native.class");
  }

  static Path tests() {
    return BpfObjects.classPathEntry(fileOf(ChildJvm.class));
  }

  static Path objects() {
    return BpfObjects.classPathEntry("bpf/dummy_ops.bpf.o");
  }

  /** Starts it through another program. */
  ChildJvm launcher(List<String> command) {
    launcher.addAll(command);
    return this;
  }

  ChildJvm property(String name, String value) {
    options.add("-D" + name + "=" + value);
    return this;
  }

  /** An empty value takes the variable away. */
  ChildJvm environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  ChildJvm classPath(Path... entries) {
    classPath = List.of(entries);
    return this;
  }

  /** What {@code main} prints; it must end well. */
  String run(Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(launcher);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList()));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return Command.run(command, environment).succeeded();
  }

  private static String fileOf(Class<?> type) {
    return type.getName().replace('.', '/') + ".class";
  }
}
