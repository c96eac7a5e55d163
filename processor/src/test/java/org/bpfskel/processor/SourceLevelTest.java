package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.bpfskel.processor.JavacProcess.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Java that is too old for skeletons is named, before the compiler speaks of what it lacks. */
class SourceLevelTest {
  @TempDir Path root;

  @ParameterizedTest
  @ValueSource(ints = {8, 11, 16})
  void anOlderJavaIsTheFirstError(int release) throws Exception {
    Result javac = compile("--release", Integer.toString(release));

    assertThat(javac.exitCode()).isEqualTo(1);
    String error =
        javac.messages().lines().filter(line -> line.contains("error:")).findFirst().get();
    assertThat(error)
        .isEqualTo(
            "App.java:3: error: skeletons need Java 17 or newer, and this is compiled for Java "
                + release
                + ": set --release 17, in Maven maven.compiler.release, in Gradle options.release");
    assertThat(Files.exists(root.resolve("classes/com/acme/Skel.java"))).isFalse();
  }

  @Test
  void isSaidOnceForAllHosts() throws Exception {
    assertThat(compile("--release", "11").messages().split("skeletons need Java", -1)).hasLength(2);
  }

  @Test
  void anOlderSourceLevelAloneIsNamedToo() throws Exception {
    assertThat(compile("-source", "11").messages()).contains("compiled for Java 11");
  }

  private Result compile(String... options) throws Exception {
    Project.write(root.resolve("bpf/testmod.bpf.o"), BpfObjects.testmod());
    Files.writeString(
        root.resolve("App.java"),
        """
        package com.acme;
        import org.bpfskel.BpfSkeleton;
        @BpfSkeleton(value = "bpf/testmod.bpf.o", name = "Skel")
        final class App { Skel skel; }
        @BpfSkeleton(value = "bpf/testmod.bpf.o", name = "Other")
        final class Second { Other skel; }
        """);
    return new JavacProcess(root)
        .option(options)
        .option("-cp", ClassPaths.join(ClassPaths.USER, root.toFile()))
        .processorPath()
        .option("-d", root.resolve("classes").toString(), "App.java")
        .run();
  }
}
