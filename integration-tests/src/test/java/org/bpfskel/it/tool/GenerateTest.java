package org.bpfskel.it.tool;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.bpfskel.it.BpfObjects;
import org.bpfskel.it.tool.ToolJar.Ended;
import org.bpfskel.processor.FoundObject;
import org.bpfskel.processor.SkeletonException;
import org.bpfskel.processor.SkeletonSettings;
import org.bpfskel.processor.SkeletonText;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code generate} writes the same sources as the annotation processor, for every object. */
@NeedsToolJar
final class GenerateTest {
  @TempDir Path folder;
  private ToolJar tool;

  @BeforeEach
  void folder() {
    tool = new ToolJar(folder);
  }

  @Test
  void everySourceIsThatOfTheAnnotationProcessorByteForByte() throws Exception {
    List<String> arguments = new ArrayList<>(List.of("generate", "-d", "sources"));
    arguments.addAll(List.of("--package", "com.acme"));
    StringBuilder hosts = new StringBuilder("package com.acme;\n");
    for (String object : BpfObjects.names()) {
      tool.object(object);
      arguments.add(object);
      hosts.append("@org.bpfskel.BpfSkeleton(\"%s\")\n".formatted(object));
    }
    tool.source("Hosts.java", hosts + "interface Hosts {}\n");

    String written = succeeded(tool.run(arguments.toArray(String[]::new)));
    Ended javac =
        tool.javac(
            "-cp",
            ToolJar.path(ToolJar.USER, folder),
            "--processor-path",
            ToolJar.JAR.toString(),
            "Hosts.java");

    assertThat(javac.exitCode()).isEqualTo(0);
    assertThat(written.lines().count()).isEqualTo(BpfObjects.names().size());
    for (String source : written.lines().toList()) {
      Path processed = folder.resolve(source.replaceFirst("^sources", "classes"));
      assertWithMessage(source)
          .that(Files.readString(folder.resolve(source)))
          .isEqualTo(Files.readString(processed));
    }
    assertAlikeOutsideOfTheJar(written.lines().toList());
  }

  /** Shading renames packages, and must not do so in what is written. */
  private void assertAlikeOutsideOfTheJar(List<String> written)
      throws IOException, SkeletonException {
    List<String> objects = BpfObjects.names();
    for (int i = 0; i < objects.size(); i++) {
      SkeletonSettings settings =
          new SkeletonSettings("com.acme", objects.get(i), "", List.of(), List.of(), List.of());
      assertThat(Files.readString(folder.resolve(written.get(i))))
          .isEqualTo(text(BpfObjects.bytes(objects.get(i)), settings));
    }
  }

  @Test
  void takesWhatTheAnnotationHas() throws Exception {
    tool.object("classes/bpf/ringbuf.bpf.o".substring("classes/".length()));
    Path moved = folder.resolve("classes/objects/ringbuf.bpf.o");
    Files.createDirectories(moved.getParent());
    Files.move(folder.resolve("bpf/ringbuf.bpf.o"), moved);
    byte[] object = Files.readAllBytes(moved);

    succeeded(
        tool.run("generate", "-d", "out", "--name", "Ring", "--root", "classes", moved.toString()));
    succeeded(
        tool.run(
            "generate",
            "-d",
            "out",
            "--package",
            "a.b",
            "--resource",
            "x/y.bpf.o",
            moved.toString()));

    assertThat(Files.readString(folder.resolve("out/Ring.java")))
        .isEqualTo(text(object, "", "objects/ringbuf.bpf.o", "Ring"));
    assertThat(Files.readString(folder.resolve("out/a/b/YSkel.java")))
        .isEqualTo(text(object, "a.b", "x/y.bpf.o", ""));
  }

  private static String text(byte[] object, String packageName, String resource, String name)
      throws SkeletonException {
    return text(
        object, new SkeletonSettings(packageName, resource, name, List.of(), List.of(), List.of()));
  }

  private static String text(byte[] object, SkeletonSettings settings) throws SkeletonException {
    return SkeletonText.of(FoundObject.at(null, settings.resource(), object), settings).source();
  }

  @Test
  void typesThatNothingElseNamesBecomeClasses() throws Exception {
    tool.object("bpf/maps_and_programs.bpf.o");

    Ended unknown =
        tool.run("generate", "-d", "out", "--types", "no_such", "bpf/maps_and_programs.bpf.o");
    succeeded(
        tool.run(
            "generate",
            "-d",
            "out",
            "--types",
            "struct flow,struct traffic",
            "--bytes",
            "recent.value",
            "bpf/maps_and_programs.bpf.o"));

    assertThat(unknown.exitCode()).isEqualTo(1);
    assertThat(unknown.errors()).contains("no_such");
    assertThat(Files.readString(folder.resolve("out/MapsAndProgramsSkel.java")))
        .contains("BpfHashMap<Long, byte[]> recent");
  }

  @Test
  void mapsOfSizesAloneGetTheTypesThatAreGiven() throws Exception {
    tool.object("bpf/maps_sized.bpf.o");

    succeeded(
        tool.run(
            "generate",
            "-d",
            "out",
            "--map-types",
            "seen.key=__u32,seen.value=struct seen",
            "bpf/maps_sized.bpf.o"));

    assertThat(Files.readString(folder.resolve("out/MapsSizedSkel.java")))
        .contains("BpfHashMap<Integer, Seen> seen");
  }

  @Test
  void oneMistakeKeepsAllFromBeingWritten() throws Exception {
    tool.object("bpf/ringbuf.bpf.o");
    tool.source("bpf/text.bpf.o", "text");

    Ended ended = tool.run("generate", "-d", "out", "bpf/ringbuf.bpf.o", "bpf/text.bpf.o");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(Files.exists(folder.resolve("out"))).isFalse();
  }

  @Test
  void aSourceThatStaysTheSameKeepsItsTime() throws Exception {
    tool.object("bpf/ringbuf.bpf.o");
    Path source = folder.resolve("out/RingbufSkel.java");
    succeeded(tool.run("generate", "-d", "out", "bpf/ringbuf.bpf.o"));
    FileTime old = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(source, old);

    succeeded(tool.run("generate", "-d", "out", "bpf/ringbuf.bpf.o"));
    assertThat(Files.getLastModifiedTime(source)).isEqualTo(old);

    Files.writeString(source, "changed");
    succeeded(tool.run("generate", "-d", "out", "bpf/ringbuf.bpf.o"));
    assertThat(Files.readString(source)).contains("class RingbufSkel");
  }

  /** Warnings go to standard error. */
  private static String succeeded(Ended ended) {
    assertWithMessage(ended.errors()).that(ended.exitCode()).isEqualTo(0);
    return ended.output();
  }
}
