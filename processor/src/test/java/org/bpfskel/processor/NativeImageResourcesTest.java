package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A native image keeps the objects that skeletons open. */
class NativeImageResourcesTest {
  @TempDir Path root;

  private String metadata(Project project, String host) throws IOException {
    return Files.readString(
        project
            .output
            .resolve(NativeImageResources.FOLDER)
            .resolve(host)
            .resolve(NativeImageResources.FILE));
  }

  @Test
  void eachHostHasAFileWithItsObjects() throws IOException {
    Project.write(root.resolve("bpf/testmod.bpf.o"), BpfObjects.testmod());
    Project.write(root.resolve("bpf/tcp_cc.bpf.o"), BpfObjects.bytes("bpf/tcp_cc.bpf.o"));
    Project project =
        new Project(root)
            .source(
                "com/acme/App.java",
                """
                package com.acme;
                import org.bpfskel.BpfSkeleton;
                @BpfSkeleton("bpf/testmod.bpf.o") @BpfSkeleton("bpf/tcp_cc.bpf.o") class App {}
                @BpfSkeleton(value = "bpf/tcp_cc.bpf.o", name = "OtherSkel") class Other {}
                """);

    project.compiles(List.of(root));

    assertThat(metadata(project, "com.acme.App"))
        .isEqualTo(
            """
            {
              "resources": [
                {"glob": "bpf/testmod.bpf.o"},
                {"glob": "bpf/tcp_cc.bpf.o"}
              ]
            }
            """);
    assertThat(metadata(project, "com.acme.Other"))
        .isEqualTo(
            """
            {
              "resources": [
                {"glob": "bpf/tcp_cc.bpf.o"}
              ]
            }
            """);
  }
}
