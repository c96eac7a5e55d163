package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bpfskel.data.ObjectBuild;
import org.bpfskel.internal.object.UnstrippedObject;
import org.bpfskel.processor.model.C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects that build tools have stripped, and kept as they were. */
class UnstrippedObjectTest {
  private static final String OBJECT = "bpf/test.bpf.o";

  @TempDir Path folder;

  private Path root;
  private byte[] whole;
  private byte[] stripped;

  @BeforeEach
  void compiled() throws Exception {
    root = folder.resolve("classes");
    whole = Clang.bpf(C.SEC + C.map("cache"));
    stripped = UnstrippedObject.strip(whole);
    Project.write(root.resolve(OBJECT), stripped);
  }

  @Test
  void isReadInPlaceOfTheStrippedOne() throws Exception {
    Project.write(folder.resolve("bpfskel/unstripped/classes/bpf/test.bpf.o"), whole);

    assertThat(UnstrippedObject.read(root, OBJECT)).isEqualTo(whole);
    assertThat(UnstrippedObject.of(root.resolve(OBJECT).toUri(), OBJECT, stripped))
        .isEqualTo(whole);
  }

  @Test
  void ofAnotherBuildIsNotRead() throws Exception {
    Project.write(UnstrippedObject.place(root, OBJECT), Clang.bpf(C.SEC + C.map("other")));

    assertThat(UnstrippedObject.read(root, OBJECT)).isEqualTo(stripped);
  }

  @Test
  void objectThatNobodyStrippedIsReadAsItIs() throws Exception {
    assertThat(UnstrippedObject.read(root, OBJECT)).isEqualTo(stripped);
    assertThat(UnstrippedObject.of(null, OBJECT, stripped)).isSameInstanceAs(stripped);
  }

  /** The class knows the file at run time; the record, what the class was made from. */
  @Test
  void classIsOfTheStrippedObjectAndItsRecordOfTheWholeOne() throws Exception {
    Project project =
        new Project(folder.resolve("project"))
            .source("Host.java", "@org.bpfskel.BpfSkeleton(\"bpf/test.bpf.o\") class Host {}");
    project.compiles(List.of(root));
    String ofStripped = Files.readString(project.generated.resolve("TestSkel.java"));

    Project.write(UnstrippedObject.place(root, OBJECT), whole);
    project.compiles(List.of(root));

    assertThat(Files.readString(project.generated.resolve("TestSkel.java"))).isEqualTo(ofStripped);
    String record = Files.readString(project.output.resolve("META-INF/bpfskel/Host"));
    assertThat(HostRecord.parse(record).objects()).containsExactly(OBJECT, ObjectBuild.of(whole));
  }

  /** Of another module's build, or named to javac where no build tool runs. */
  @Test
  void folderOfThePathIsReadAsOneOfTheClassPathIs() throws Exception {
    whole =
        Clang.bpf(
            C.SEC
                + """
                struct local { int pid; };
                int pid;
                SEC("xdp") int program(void *ctx) {
                  struct local local = { pid };
                  pid = ((volatile struct local *)&local)->pid;
                  return 0;
                }
                """);
    stripped = UnstrippedObject.strip(whole);
    Project.write(root.resolve(OBJECT), stripped);
    Project.write(UnstrippedObject.place(root, OBJECT), whole);
    Project project =
        new Project(folder.resolve("project"))
            .source(
                "Host.java",
                "@org.bpfskel.BpfSkeleton(value = \"bpf/test.bpf.o\", types = \"local\")"
                    + " class Host { TestSkel.Local local; }");

    project.compiles(List.of(), "-Abpfskel.path=" + root);

    assertThat(Files.readAllBytes(project.output.resolve(OBJECT))).isEqualTo(stripped);
  }
}
