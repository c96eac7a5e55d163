package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bpfskel.processor.model.C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The compiler on the command line, without a build tool around it. */
class PlainJavacTest {
  private static final String OBJECT =
      C.SEC
          + """
          struct bpf_testmod_ops { int (*test_1)(void); void (*test_2)(int, int); int data; };
          SEC("struct_ops/test_1") int test_1(void *ctx) { return 0; }
          SEC(".struct_ops.link") struct bpf_testmod_ops testmod_1 = {
            .test_1 = (void *)test_1,
            .data = 1,
          };
          """;

  private static final String APP =
      """
      package com.acme;

      import org.bpfskel.BpfSkeleton;

      @BpfSkeleton(value = "bpf/testmod.bpf.o", name = "Skel")
      final class App {
        public static void main(String[] args) {
          Skel.open().structOps.testmod_1.data = 13;
        }
      }
      """;

  @TempDir Path root;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Xlint:all",
        "-Xlint:all -Xlint:-processing",
        "-Xlint:all -Xdoclint:all/protected",
        "-Xlint:all -proc:only",
        "-Xlint:all --release 17",
        "-Xlint:all -encoding US-ASCII"
      })
  void compilesAShadowFieldByItsNameInC(String options) throws Exception {
    Project.write(root.resolve("bpf/testmod.bpf.o"), Clang.bpf(OBJECT));
    Files.writeString(root.resolve("App.java"), APP);
    List<String> arguments = new ArrayList<>(List.of(options.split(" ")));
    arguments.addAll(
        List.of(
            "-Werror",
            "-cp",
            ClassPaths.join(ClassPaths.USER, root.toFile()),
            "-processorpath",
            ClassPaths.join(ClassPaths.PROCESSOR),
            "-d",
            root.resolve("classes").toString(),
            "App.java"));

    javac(arguments);
  }

  @Test
  void findsTheProcessorOnTheClassPathToo() throws Exception {
    Project.write(root.resolve("bpf/testmod.bpf.o"), Clang.bpf(OBJECT));
    Files.writeString(root.resolve("App.java"), APP);

    javac(
        List.of(
            "-cp",
            ClassPaths.join(ClassPaths.PROCESSOR, root.toFile()),
            "-processor",
            BpfSkeletonProcessor.class.getName(),
            "-d",
            root.resolve("classes").toString(),
            "App.java"));
  }

  private void javac(List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
    command.addAll(arguments);
    Path messages = root.resolve("messages");
    Process javac =
        new ProcessBuilder(command)
            .directory(root.toFile())
            .redirectErrorStream(true)
            .redirectOutput(messages.toFile())
            .start();
    boolean ended = javac.waitFor(120, TimeUnit.SECONDS);
    javac.destroyForcibly();
    assertWithMessage("javac ended in time").that(ended).isTrue();
    assertWithMessage("javac's messages").that(Files.readString(messages, UTF_8)).isEmpty();
    assertWithMessage("javac's exit code").that(javac.exitValue()).isEqualTo(0);
  }
}
