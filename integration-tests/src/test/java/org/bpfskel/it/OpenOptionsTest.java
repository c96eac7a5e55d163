package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bpfskel.BpfException;
import org.bpfskel.BpfObject;
import org.bpfskel.BpfProgram;
import org.bpfskel.BpfSkeleton;
import org.bpfskel.OpenOptions;
import org.bpfskel.TestRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each option of open, seen by what it changes. */
@NeedsLibbpf
@BpfSkeleton("bpf/opening.bpf.o")
final class OpenOptionsTest {
  private static final String MAP_NAME_IN_KERNEL = "mine.bss";

  @TempDir private Path folder;

  @Test
  void withoutOptionsTheNameIsTheFilesOne() {
    try (OpeningSkel skel = OpeningSkel.open()) {
      assertThat(skel.object().name()).isEqualTo("opening_bpf");
    }
  }

  @Test
  void objectNameBeginsTheNamesOfDataSections() {
    OpenOptions options = OpenOptions.builder().objectName("mine").build();
    try (OpeningSkel skel = OpeningSkel.open(options)) {
      assertThat(skel.object().name()).isEqualTo("mine");
      assertThat(skel.maps.bss.name()).isEqualTo(MAP_NAME_IN_KERNEL);
    }
  }

  @Test
  void everyWayToOpenTakesThem() throws IOException {
    OpenOptions options = OpenOptions.builder().objectName("mine").build();
    byte[] bytes = BpfObjects.bytes("bpf/opening.bpf.o");
    Path file = Files.write(folder.resolve("another.bpf.o"), bytes);
    try (OpeningSkel fromFile = OpeningSkel.open(file, options);
        OpeningSkel fromBytes = OpeningSkel.open(bytes, options);
        BpfObject objectFromFile = BpfObject.open(file, options);
        BpfObject objectFromBytes = BpfObject.open(bytes, "another.bpf.o", options)) {
      assertThat(fromFile.object().name()).isEqualTo("mine");
      assertThat(fromBytes.object().name()).isEqualTo("mine");
      assertThat(objectFromFile.map(".bss").name()).isEqualTo(MAP_NAME_IN_KERNEL);
      assertThat(objectFromBytes.map(".bss").name()).isEqualTo(MAP_NAME_IN_KERNEL);
    }
  }

  @Test
  void relaxedMapsMayHaveMembersThatLibbpfDoesNotKnow() throws IOException {
    Path object = folder.resolve("relaxed.bpf.o");
    Clang.compile(
        "bpf",
        """
        struct {
          int (*type)[2];
          int (*max_entries)[1];
          int (*key_size)[4];
          int (*value_size)[4];
          int (*made_up)[1];
        } map __attribute__((section(".maps"), used));
        """,
        object);
    BpfException e = assertThrows(BpfException.class, () -> BpfObject.open(object));
    assertThat(e.libbpfLog().toString()).contains("made_up");
    OpenOptions relaxed = OpenOptions.builder().relaxedMaps(true).build();
    try (BpfObject opened = BpfObject.open(object, relaxed)) {
      assertThat(opened.map("map").maxEntries()).isEqualTo(1);
    }
  }

  @Test
  @NeedsKernel
  @NeedsBpfFileSystem
  void kconfigGoesBeforeTheKernelsConfiguration() throws IOException {
    try (BpfFileSystem bpffs = BpfFileSystem.mount()) {
      OpenOptions.Builder options = OpenOptions.builder().pinRootPath(bpffs.root());
      try (OpeningSkel skel = OpeningSkel.openAndLoad(options.build())) {
        assertThat(run(skel.progs.number)).isEqualTo(0);
      }
      options.kconfig("CONFIG_BPFSKEL_NUMBER=4711\n");
      try (OpeningSkel skel = OpeningSkel.openAndLoad(options.build())) {
        assertThat(run(skel.progs.number)).isEqualTo(4711);
      }
    }
  }

  @Test
  @NeedsKernel
  @NeedsBpfFileSystem
  void pinRootPathHoldsMapsThatAskForPinning() throws IOException {
    try (BpfFileSystem bpffs = BpfFileSystem.mount()) {
      OpenOptions options = OpenOptions.builder().pinRootPath(bpffs.root()).build();
      byte[] value = {1, 2, 3, 4, 5, 6, 7, 8};
      try (OpeningSkel skel = OpeningSkel.openAndLoad(options)) {
        skel.maps.pinned.bytes().update(NativeBytes.of(0), value);
      }
      assertThat(Files.exists(bpffs.root().resolve("pinned"))).isTrue();
      try (OpeningSkel skel = OpeningSkel.openAndLoad(options)) {
        assertThat(skel.maps.pinned.bytes().lookup(NativeBytes.of(0))).isEqualTo(value);
      }
    }
  }

  @Test
  @NeedsKernel
  @NeedsBpfFileSystem
  void btfCustomPathIsWhatRelocationsAreResolvedWith() throws IOException {
    Path types = folder.resolve("types.bpf.o");
    Clang.compile("bpf", "struct bpfskel_made_up { char before[24]; int here; } made_up;", types);
    try (BpfFileSystem bpffs = BpfFileSystem.mount()) {
      OpenOptions.Builder options = OpenOptions.builder().pinRootPath(bpffs.root());
      try (OpeningSkel skel = OpeningSkel.openAndLoad(options.build())) {
        assertThat(run(skel.progs.offset)).isEqualTo(-1);
      }
      try (OpeningSkel skel = OpeningSkel.openAndLoad(options.btfCustomPath(types).build())) {
        assertThat(run(skel.progs.offset)).isEqualTo(24);
      }
    }
  }

  @Test
  void btfCustomPathThatIsNoBtfIsNamed() throws IOException {
    Path other = Files.writeString(folder.resolve("other.btf"), "no BTF");
    OpenOptions options = OpenOptions.builder().btfCustomPath(other).build();
    BpfException e = assertThrows(BpfException.class, () -> OpeningSkel.open(options));
    assertThat(e).hasMessageThat().contains("the btfCustomPath " + other + " is neither BTF nor");
  }

  @Test
  void btfCustomPathThatIsMissingIsNamed() {
    Path missing = folder.resolve("missing.btf");
    OpenOptions options = OpenOptions.builder().btfCustomPath(missing).build();
    BpfException e = assertThrows(BpfException.class, () -> OpeningSkel.open(options));
    assertThat(e).hasMessageThat().contains("the btfCustomPath " + missing + " cannot be read");
  }

  @Test
  void bpfTokenPathThatIsNoBpfFileSystemIsNamedByLoad() {
    OpenOptions options = OpenOptions.builder().bpfTokenPath(folder).build();
    try (OpeningSkel skel = OpeningSkel.open(options)) {
      BpfException e = assertThrows(BpfException.class, skel::load);
      assertThat(e).hasMessageThat().contains(folder.toString());
    }
  }

  private static int run(BpfProgram program) {
    return program.testRun(TestRun.builder().build()).retval();
  }
}
