package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bpfskel.data.ObjectBuild;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Build tools learn from the class output which classes to compile again after an object. */
class HostRecordsTest {
  @TempDir Path root;

  private Project project;
  private byte[] testmod;
  private byte[] tcpCc;

  @BeforeEach
  void objects() throws IOException {
    project = new Project(root);
    testmod = BpfObjects.testmod();
    tcpCc = BpfObjects.bytes("bpf/tcp_cc.bpf.o");
    Project.write(root.resolve("bpf/testmod.bpf.o"), testmod);
    Project.write(root.resolve("bpf/tcp_cc.bpf.o"), tcpCc);
  }

  @Test
  void eachHostHasItsObjectsWithTheirBuilds() throws IOException {
    project.source(
        "com/acme/App.java",
        """
        package com.acme;
        import org.bpfskel.BpfSkeleton;
        @BpfSkeleton("bpf/testmod.bpf.o") @BpfSkeleton("bpf/tcp_cc.bpf.o") class App {}
        """);

    project.compiles(List.of(root));

    assertThat(record("com.acme.App"))
        .isEqualTo(
            new HostRecord(
                "com/acme/App.class",
                Map.of(
                    "bpf/testmod.bpf.o", ObjectBuild.of(testmod),
                    "bpf/tcp_cc.bpf.o", ObjectBuild.of(tcpCc)),
                null));
  }

  @Test
  void classFileIsTheOneOfTheSourceFilesName() throws IOException {
    project.source(
        "App.java",
        """
        class App { @org.bpfskel.BpfSkeleton("bpf/testmod.bpf.o") interface Inner {} }
        @org.bpfskel.BpfSkeleton("bpf/tcp_cc.bpf.o") class Beside {}
        """);

    project.compiles(List.of(root));

    assertThat(record("App.Inner").classFile()).isEqualTo("App.class");
    assertThat(record("Beside").classFile()).isEqualTo("App.class");
  }

  @Test
  void hostWithoutASkeletonHasNone() throws IOException {
    project.source("App.java", "@org.bpfskel.BpfSkeleton(\"bpf/none.bpf.o\") class App {}");

    assertThat(project.compile(List.of(root))).hasSize(1);

    assertThat(Files.exists(project.output.resolve(HostRecord.FOLDER))).isFalse();
  }

  @Test
  void kernelsThatWereDeclaredAreToldFromOthers() throws IOException {
    Path kernels = Files.createDirectories(root.resolve("my kernels"));
    Project.write(kernels.resolve("6.1.btf"), testmod);
    project.source("App.java", "@org.bpfskel.BpfSkeleton(\"bpf/testmod.bpf.o\") class App {}");
    project.compiles(List.of(root), "-Abpfskel.kernels=" + kernels);

    KernelFolder folder = Objects.requireNonNull(record("App").kernels());
    assertThat(folder.place()).doesNotContain(root.toString());
    assertThat(folder.hasChanged(project.output)).isFalse();
    Project.write(kernels.resolve("6.12.btf"), testmod);
    assertThat(folder.hasChanged(project.output)).isTrue();
  }

  @Test
  void whatIsNoRecordIsRefused() {
    for (String text :
        List.of(
            "", "App.class\nx", "App.class\nx 1 g", "App.class\nx 1", "App.class\nkernels: 1")) {
      assertThrows(IOException.class, () -> HostRecord.parse(text), text);
    }
  }

  private HostRecord record(String host) throws IOException {
    return HostRecord.parse(
        Files.readString(project.output.resolve(HostRecord.FOLDER).resolve(host)));
  }
}
