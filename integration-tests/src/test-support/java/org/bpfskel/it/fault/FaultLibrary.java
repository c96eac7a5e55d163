package org.bpfskel.it.fault;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bpfskel.it.BpfObjects;
import org.bpfskel.it.ChildJvm;
import org.bpfskel.it.Command;

/** {@code faults.c}, compiled for this machine. */
record FaultLibrary(Path file) {

  /** Under the name by which JNA looks for the C library. */
  static FaultLibrary compiledIn(Path folder) throws IOException {
    Path library = folder.resolve("libc.so");
    compile(folder, "faults.c", library, "-shared", "-fPIC");
    return new FaultLibrary(library);
  }

  /** Compiles a C file that lies beside this class. */
  static void compile(Path folder, String name, Path result, String... options) throws IOException {
    Path source = folder.resolve(name);
    try (InputStream in = FaultLibrary.class.getResourceAsStream(name)) {
      Files.write(source, Objects.requireNonNull(in, name).readAllBytes());
    }
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("clang", "clang"));
    command.addAll(List.of("-O2", "-Wall", "-Werror", "-o", result.toString(), source.toString()));
    command.addAll(List.of(options));
    Command.run(command).succeeded();
  }

  /** A Java machine in which {@link Faults} work. */
  ChildJvm child() {
    return new ChildJvm()
        .environment("LD_PRELOAD", file.toString())
        .property("jna.library.path", String.valueOf(file.getParent()))
        .alsoOn(BpfObjects.classPathEntry("com/google/gson/Gson.class"));
  }
}
