package org.bpfskel.processor;

import java.nio.file.Files;
import java.nio.file.Path;
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
    new JavacProcess(root)
        .option(options.split(" "))
        .option("-Werror", "-cp", ClassPaths.join(ClassPaths.USER, root.toFile()))
        .processorPath()
        .option("-d", root.resolve("classes").toString(), "App.java")
        .run()
        .succeededWithoutMessages();
  }

  @Test
  void findsTheProcessorOnTheClassPathToo() throws Exception {
    Project.write(root.resolve("bpf/testmod.bpf.o"), Clang.bpf(OBJECT));
    Files.writeString(root.resolve("App.java"), APP);

    new JavacProcess(root)
        .option("-cp", ClassPaths.join(ClassPaths.PROCESSOR, root.toFile()))
        .option("-processor", BpfSkeletonProcessor.class.getName())
        .option("-d", root.resolve("classes").toString(), "App.java")
        .run()
        .succeededWithoutMessages();
  }
}
