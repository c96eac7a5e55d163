package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bpfskel.internal.foreign.NativeBinding;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By what C is called: by JNI where {@code bpfskel-natives} is there, else by JNA. */
@NeedsLibbpf
final class BindingTest {
  private static final String BINDING = "bpfskel.binding";
  private static final String DONE = OpenAndLoad.OPENED + "\n" + OpenAndLoad.LOADED + "\n";

  /** What the jar has. */
  private static final Path JAR = Path.of(System.getProperty("bpfskel.natives.jar", "/nowhere"));

  @TempDir private Path temporary;
  private Path folder;

  @BeforeEach
  void aFolderOfOurs() throws IOException {
    folder = temporary.toRealPath();
  }

  /** The profile by-jni of the build puts the jar's content on the class path of all tests. */
  @Test
  void theseTestsRunWithTheBindingThatTheBuildHasChosen() throws Exception {
    boolean jni = !System.getProperty("bpfskel.test.jni", "").isEmpty();
    assertThat(NativeBinding.whyJna().isEmpty()).isEqualTo(jni);
  }

  @Test
  void jniNeedsNoJna() throws IOException {
    assertThat(withNatives(ChildJvm.runtime(), JAR).run(BoundBy.class)).isEqualTo("JNI " + DONE);
  }

  @Test
  void withoutTheJarItIsJna() throws IOException {
    assertThat(new ChildJvm().withJna().run(BoundBy.class))
        .isEqualTo(
            "JNA, as org.bpfskel:bpfskel-natives, which brings one along, is not on the class path "
                + DONE);
  }

  @Test
  void thePropertyTakesJnaWhereBothAreThere() throws IOException {
    ChildJvm child = withNatives(ChildJvm.runtime(), ChildJvm.jna(), JAR);
    assertThat(child.property(BINDING, "jna").run(BoundBy.class))
        .isEqualTo("JNA, as -Dbpfskel.binding=jna " + DONE);
  }

  @Test
  void whoAsksForJniIsToldWhyThereIsNone() throws IOException {
    assertThat(new ChildJvm().withJna().property(BINDING, "jni").run(OpenAndLoad.class))
        .contains(
            "-Dbpfskel.binding=jni cannot be done: org.bpfskel:bpfskel-natives, which brings one"
                + " along, is not on the class path");
  }

  @Test
  void anotherBindingThanThereIsIsNamed() throws IOException {
    assertThat(new ChildJvm().property(BINDING, "ffm").run(OpenAndLoad.class))
        .contains("-Dbpfskel.binding=ffm says nothing: C is called by jni or jna");
  }

  @Test
  void withNeitherBothAreNamed() throws IOException {
    ChildJvm child =
        new ChildJvm()
            .withJna()
            .classPath(ChildJvm.runtime(), ChildJvm.tests(), ChildJvm.objects());
    String output = child.run(OpenAndLoad.class);
    assertThat(output).contains("JNA is not on the class path");
    assertThat(output)
        .contains(
            "JNI, which needs no JNA, is not used either: org.bpfskel:bpfskel-natives, which brings"
                + " one along, is not on the class path");
  }

  @Test
  void whereTheLibraryCannotBeUnpackedItIsJna() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    String output =
        withNatives(ChildJvm.runtime(), ChildJvm.jna(), JAR)
            .property("bpfskel.natives.folder", file + "/below")
            .run(BoundBy.class);
    assertThat(output)
        .startsWith("JNA, as libbpfskel.so of bpfskel-natives cannot be unpacked into ");
    assertThat(output).endsWith(DONE);
  }

  /** One of another version, whose native methods mean something else. */
  @Test
  void aLibraryOfAnotherRevisionIsNotCalled() throws IOException {
    Path source = folder.resolve("other.c");
    Files.writeString(
        source,
        "int Java_org_bpfskel_internal_foreign_JniCalls_revision(void *env, void *type)"
            + " { return 99; }\n");
    for (String architecture : new String[] {"x86_64", "aarch64"}) {
      Path library =
          Files.createDirectories(folder.resolve("jar/org/bpfskel/native/linux-" + architecture))
              .resolve("libbpfskel.so");
      Command.run(
              List.of(
                  System.getProperty("clang", "clang"),
                  "-shared",
                  "-fPIC",
                  "-o",
                  library.toString(),
                  source.toString()))
          .succeeded();
    }
    String output =
        withNatives(ChildJvm.runtime(), ChildJvm.jna(), folder.resolve("jar")).run(BoundBy.class);
    assertThat(output)
        .contains("has revision 99, and this runtime knows 1: take bpfskel-natives and");
    assertThat(output).startsWith("JNA, as ");
  }

  private ChildJvm withNatives(Path... first) {
    assumeTrue(Files.isDirectory(JAR), "the natives are not built: ./dev builds them");
    return new ChildJvm()
        .withJna()
        .classPath(first)
        .alsoOn(ChildJvm.tests(), ChildJvm.objects())
        .property("java.io.tmpdir", folder.toString());
  }
}
