package org.bpfskel.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A module of many classes, each with a skeleton of an object of its own. */
final class ManySkeletons {
  private static final List<String> OBJECTS = List.of("tcp_cc", "bench");

  private final Path folder;
  private final List<Path> hosts = new ArrayList<>();
  private final List<String> skeletons = new ArrayList<>();

  private ManySkeletons(Path folder) {
    this.folder = folder;
  }

  /** Writes so many, copies of the benchmarks' objects in turn. */
  static ManySkeletons write(Path folder, int count) throws IOException {
    ManySkeletons all = new ManySkeletons(folder);
    Files.createDirectories(all.classPath().resolve("many"));
    Files.createDirectories(folder.resolve("app"));
    for (int i = 0; i < count; i++) {
      String object = "many/object_%d.bpf.o".formatted(i);
      String of = "/bpf/" + OBJECTS.get(i % OBJECTS.size()) + ".bpf.o";
      try (InputStream bytes = ManySkeletons.class.getResourceAsStream(of)) {
        Files.write(
            all.classPath().resolve(object), Objects.requireNonNull(bytes, of).readAllBytes());
      }
      String skeleton = "Object%dSkel".formatted(i);
      all.skeletons.add(skeleton);
      all.hosts.add(
          Files.writeString(
              folder.resolve("app/Host%d.java".formatted(i)),
              """
              package app;
              @org.bpfskel.BpfSkeleton("%s")
              @SuppressWarnings("bpfskel")
              class Host%d {
                static void run() {
                  try (%s skel = %s.openAndLoad()) { skel.attach(); }
                }
              }
              """
                  .formatted(object, i, skeleton, skeleton)));
    }
    return all;
  }

  /** Where javac finds the objects. */
  Path classPath() {
    return folder.resolve("objects");
  }

  List<Path> hosts() {
    return hosts;
  }

  /** The hosts, and the skeletons that were generated from them into a folder. */
  List<Path> withGenerated(Path output) {
    List<Path> sources = new ArrayList<>(hosts);
    for (String skeleton : skeletons) {
      sources.add(output.resolve("app/" + skeleton + ".java"));
    }
    return sources;
  }
}
