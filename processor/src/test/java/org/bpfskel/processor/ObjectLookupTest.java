package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.bpfskel.internal.object.UnstrippedObject;
import org.bpfskel.processor.model.C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Class path, class output, then the directories of {@code -Abpfskel.path}. */
class ObjectLookupTest {
  private static final String OBJECT = "bpf/test.bpf.o";

  @TempDir Path root;

  private Project project;
  private Path objects;

  @BeforeEach
  void project() throws Exception {
    project =
        new Project(root)
            .source(
                "App.java",
                "@org.bpfskel.BpfSkeleton(\"bpf/test.bpf.o\") class App { TestSkel skel; }");
    objects = Files.createDirectories(root.resolve("objects"));
  }

  @Test
  void anObjectOnTheClassPathStaysThere() throws Exception {
    Project.write(objects.resolve(OBJECT), objectWithMap("cache"));

    project.compiles(List.of(objects));

    assertThat(skeleton()).contains("map(\"cache\", ");
    assertThat(Files.exists(project.output.resolve(OBJECT))).isFalse();
  }

  @Test
  void anObjectInAJarOfTheClassPath() throws Exception {
    Path jar = root.resolve("objects.jar");
    try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry(OBJECT));
      zip.write(objectWithMap("cache"));
    }

    project.compiles(List.of(jar));

    assertThat(skeleton()).contains("map(\"cache\", ");
  }

  /** Of which not a byte is read: no heap holds it. */
  @Test
  void aFileOf3GiBIsRefusedByItsSize() throws Exception {
    Files.createDirectories(objects.resolve(OBJECT).getParent());
    try (var file = new RandomAccessFile(objects.resolve(OBJECT).toFile(), "rw")) {
      file.setLength(3L << 30);
    }
    String refusal =
        OBJECT + " is too large: it has 3221225472 bytes, and an object has at most 268435456";

    assertThat(messages(project.compile(List.of(objects)))).containsExactly(refusal);
    assertThat(messages(project.compile(List.of(), path(objects)))).containsExactly(refusal);
  }

  @Test
  void aResourceOfAJarIsReadAsFarAsObjectsGo() throws Exception {
    assumeTrue(
        Runtime.getRuntime().maxMemory() >= 1L << 30,
        "a heap of less than 1 GiB has no room for as much as an object may have");
    Path jar = root.resolve("objects.jar");
    try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.setLevel(Deflater.BEST_SPEED);
      zip.putNextEntry(new ZipEntry(OBJECT));
      byte[] chunk = new byte[1 << 20];
      for (int written = 0; written <= 256; written++) {
        zip.write(chunk);
      }
    }

    assertThat(messages(project.compile(List.of(jar))))
        .containsExactly(
            OBJECT
                + " is too large: it has more than 268435456 bytes, and an object has at most"
                + " 268435456");
  }

  private static List<String> messages(List<Diagnostic<? extends JavaFileObject>> errors) {
    List<String> messages = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> error : errors) {
      if (!error.getMessage(Locale.ROOT).contains("TestSkel")) { // which was not generated
        messages.add(error.getMessage(Locale.ROOT));
      }
    }
    return messages;
  }

  @Test
  void anObjectInTheClassOutputStaysThere() throws Exception {
    byte[] object = objectWithMap("cache");
    Project.write(project.output.resolve(OBJECT), object);

    project.compiles(List.of());

    assertThat(skeleton()).contains("map(\"cache\", ");
    assertThat(Files.readAllBytes(project.output.resolve(OBJECT))).isEqualTo(object);
  }

  @Test
  void anObjectOfTheOptionIsCopiedIntoTheClassOutput() throws Exception {
    byte[] object = objectWithMap("cache");
    Project.write(objects.resolve(OBJECT), object);

    project.compiles(List.of(), path(root.resolve("elsewhere"), objects));

    assertThat(skeleton()).contains("map(\"cache\", ");
    assertThat(Files.readAllBytes(project.output.resolve(OBJECT)))
        .isEqualTo(UnstrippedObject.strip(object));
  }

  /** The class is then of the copy: no name has to be looked up at run time. */
  @Test
  void aCopyHasNoDebugInformationAndIsTheObjectOfTheClass() throws Exception {
    byte[] object = objectWithMap("cache");
    Project.write(objects.resolve(OBJECT), object);
    project.compiles(List.of(), path(objects));
    String ofCopy = skeleton();

    Project.write(objects.resolve(OBJECT), UnstrippedObject.strip(object));
    project.compiles(List.of(objects));

    assertThat(Files.size(project.output.resolve(OBJECT))).isLessThan(object.length);
    assertThat(skeleton()).isEqualTo(ofCopy);
  }

  @Test
  void twoSkeletonsOfOneCopiedObject() throws Exception {
    project.source(
        "Other.java",
        "@org.bpfskel.BpfSkeleton(value = \"bpf/test.bpf.o\", name = \"Second\")"
            + " class Other { Second skel; }");
    Project.write(objects.resolve(OBJECT), objectWithMap("cache"));

    project.compiles(List.of(), path(objects));

    assertThat(Files.exists(project.generated.resolve("Second.java"))).isTrue();
  }

  @Test
  void aChangedOriginalReplacesItsCopy() throws Exception {
    Project.write(objects.resolve(OBJECT), objectWithMap("before"));
    project.compiles(List.of(), path(objects));
    byte[] changed = objectWithMap("after");
    Project.write(objects.resolve(OBJECT), changed);

    // As Maven and Gradle compile again: with the class output on the class path.
    project.compiles(List.of(project.output), path(objects));

    assertThat(skeleton()).contains("map(\"after\", ");
    assertThat(skeleton()).doesNotContain("before");
    assertThat(Files.readAllBytes(project.output.resolve(OBJECT)))
        .isEqualTo(UnstrippedObject.strip(changed));
  }

  @Test
  void aChangedOriginalReplacesItsCopyThatIsNotOnTheClassPath() throws Exception {
    Project.write(objects.resolve(OBJECT), objectWithMap("before"));
    project.compiles(List.of(), path(objects));
    Project.write(objects.resolve(OBJECT), objectWithMap("after"));

    project.compiles(List.of(), path(objects));

    assertThat(skeleton()).contains("map(\"after\", ");
  }

  @Test
  void theClassPathComesFirst() throws Exception {
    Path classPath = root.resolve("class-path");
    Project.write(classPath.resolve(OBJECT), objectWithMap("on_class_path"));
    Project.write(objects.resolve(OBJECT), objectWithMap("elsewhere"));

    project.compiles(List.of(classPath), path(objects));

    assertThat(skeleton()).contains("map(\"on_class_path\", ");
    assertThat(Files.exists(project.output.resolve(OBJECT))).isFalse();
  }

  @Test
  void everyPlaceIsNamedWhereNothingWasFound() throws Exception {
    Path missing = root.resolve("missing");

    assertThat(error(path(objects, missing)))
        .isEqualTo(
            "bpf/test.bpf.o not found. Looked in: the class path; the class output (%s);"
                    .formatted(project.output.resolve(OBJECT))
                + " -Abpfskel.path directory %s; -Abpfskel.path directory %s."
                    .formatted(objects, missing)
                + " Compile the object first,"
                + " or name its root directory or jar with -Abpfskel.path=DIR");
  }

  @Test
  void aDirectoryOfThatNameIsRefused() throws Exception {
    Files.createDirectories(objects.resolve(OBJECT));

    assertThat(error(path(objects)))
        .isEqualTo("bpf/test.bpf.o is a directory: name the object file in it");
  }

  @Test
  void aBadObjectIsNotCopied() throws Exception {
    Project.write(objects.resolve(OBJECT), new byte[] {1, 2, 3});

    assertThat(error(path(objects))).contains("this is not an ELF file");
    assertThat(Project.files(project.output)).isEmpty();
    assertThat(Project.files(project.generated)).isEmpty();
  }

  private String error(String... options) throws IOException {
    // The skeleton that is missing is no news to whoever reads why.
    project.source("App.java", "@org.bpfskel.BpfSkeleton(\"bpf/test.bpf.o\") class App {}");
    var errors = project.compile(List.of(), options);
    assertThat(errors).hasSize(1);
    return errors.get(0).getMessage(Locale.ROOT);
  }

  private String skeleton() throws IOException {
    return Files.readString(project.generated.resolve("TestSkel.java"));
  }

  private static byte[] objectWithMap(String name) throws IOException {
    return Clang.bpf(C.SEC + C.map(name));
  }

  private static String path(Path... directories) {
    return "-Abpfskel.path="
        + String.join(
            File.pathSeparator, List.of(directories).stream().map(Path::toString).toList());
  }
}
