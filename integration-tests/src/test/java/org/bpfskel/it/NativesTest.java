package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.bpfskel.internal.os.Descriptor;
import org.bpfskel.internal.os.MemoryFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * When the libbpf in the jar of {@code bpfskel-natives} is used, and how it gets into a process.
 */
final class NativesTest {
  private static final String ORDER = "bpfskel.natives";
  private static final String FOLDER = "bpfskel.natives.folder";
  private static final String IN_MEMORY = "/memfd:libbpf.so.1 (deleted)";
  private static final String ANOTHER = "-Dbpfskel.natives.folder=DIR names another folder";

  /** What the jar has. */
  private static final Path JAR = Path.of(System.getProperty("bpfskel.natives.jar", "/nowhere"));

  @TempDir private Path temporary;
  private Path folder;

  /** It has the name of the system's, is found before that, and is no library. */
  private Path hiding;

  @BeforeEach
  void aSystemWithoutLibbpf() throws IOException {
    folder = temporary.toRealPath();
    hiding = Files.createDirectory(folder.resolve("hiding"));
    Files.createFile(hiding.resolve("libbpf.so.1"));
  }

  @Test
  void takesThatOfTheJarWhereTheSystemHasNone() throws IOException {
    assertThat(withNatives().run(LoadedFrom.class).lines().toList())
        .containsExactly(OpenAndLoad.OPENED, IN_MEMORY);
  }

  @Test
  @NeedsLibbpf
  void prefersTheSystemsIfThatIsNewEnough() throws IOException {
    Path system = system();
    ChildJvm child = withNatives().environment("LD_LIBRARY_PATH", system.resolveSibling("") + "");
    assertThat(child.run(LoadedFrom.class).lines().toList())
        .containsExactly(OpenAndLoad.OPENED, system.toRealPath().toString());
    for (String order : List.of("first", "last")) {
      String output = child.property(ORDER, order).run(LoadedFrom.class);
      assertThat(output.contains(IN_MEMORY)).isEqualTo(order.equals("first"));
    }
  }

  @Test
  void aLibraryThatIsNamedIsTheOnlyOneThatIsTried() throws IOException {
    String output =
        withNatives().property("bpfskel.libbpf", "/nonexistent/libbpf.so").run(LoadedFrom.class);
    assertThat(output).contains("/nonexistent/libbpf.so cannot be used (there is no file");
    assertThat(output).doesNotContain(OpenAndLoad.OPENED);
    assertThat(output).doesNotContain("bpfskel-natives");
  }

  @Test
  void neverLeavesTheJarAlone() throws IOException {
    String output = withNatives().property(ORDER, "never").run(LoadedFrom.class);
    assertThat(output).contains("libbpf.so.1 cannot be used (");
    assertThat(output).doesNotContain("bpfskel-natives");
  }

  @Test
  void anotherOrderThanThereIsIsNamed() throws IOException {
    String output = withNatives().property(ORDER, "always").run(LoadedFrom.class);
    assertThat(output)
        .contains(
            "-Dbpfskel.natives=always says nothing: the libbpf of org.bpfskel:bpfskel-natives is"
                + " used first, last or never");
  }

  @Test
  void eachThatWasTriedIsNamedWithItsReason() throws IOException {
    String output = hidden(new ChildJvm().withJna()).run(LoadedFrom.class);
    assertThat(output).contains("libbpf.so.1 cannot be used (");
    assertThat(output)
        .contains(
            "; org.bpfskel:bpfskel-natives, which brings one along, is not on the class path."
                + " bpfskel needs libbpf 1.4 or newer. ");
  }

  @Test
  void isUnpackedOnceIntoAFolderThatIsNamed() throws IOException {
    Path unpacked = unpack();
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(unpacked.resolveSibling(""))))
        .isEqualTo("rwx------");
    FileTime then = FileTime.from(Instant.EPOCH);
    Files.setLastModifiedTime(unpacked, then);
    assertThat(unpack()).isEqualTo(unpacked);
    assertThat(Files.getLastModifiedTime(unpacked)).isEqualTo(then);
  }

  @Test
  void aFileThatIsNotWhatWasUnpackedIsReplaced() throws IOException {
    Path unpacked = unpack();
    byte[] library = Files.readAllBytes(unpacked);
    byte[] changed = library.clone();
    changed[changed.length / 2] ^= 1;
    for (byte[] other : List.of(changed, new byte[0], new byte[] {1, 2, 3})) {
      Files.write(unpacked, other);
      assertThat(unpack()).isEqualTo(unpacked);
      assertThat(Files.readAllBytes(unpacked)).isEqualTo(library);
    }
    try (Stream<Path> left = Files.list(unpacked.resolveSibling(""))) {
      assertThat(left.toList()).containsExactly(unpacked);
    }
  }

  @Test
  void aFolderThatOthersCanWriteIsNotUsed() throws IOException {
    Path open = Files.createDirectory(folder.resolve("unpacked"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    String output = withNatives().property(FOLDER, open + "").run(LoadedFrom.class);
    assertThat(output)
        .contains(
            "is not unpacked into %s, for somebody else could change it: %s can be written by every"
                .formatted(open, open));
    assertThat(output).contains(ANOTHER);
    assertThat(output).doesNotContain(OpenAndLoad.OPENED);
  }

  @Test
  void aFolderFromWhichNothingIsExecutedIsNamedWithTheWayOut() throws IOException {
    Path mount = Files.createDirectory(folder.resolve("unpacked"));
    String output =
        asRoot(withNatives(), "-m", "mount -t tmpfs -o noexec,mode=700 none " + mount)
            .property(FOLDER, mount + "")
            .run(LoadedFrom.class);
    assertThat(output)
        .contains(": nothing may be executed from " + mount + ", as it is mounted noexec, or ");
    assertThat(output).contains(ANOTHER);
    assertThat(output).doesNotContain("\tat ");
  }

  /** {@code vm.memfd_noexec} of a process namespace: no memory is executed. */
  @Test
  void isUnpackedWhereTheKernelExecutesNoMemory() throws IOException {
    Path mine = Files.createDirectory(folder.resolve("tmp"));
    String output =
        withoutMemory(withNatives().property("java.io.tmpdir", mine + "")).run(LoadedFrom.class);
    assertThat(output).contains(OpenAndLoad.OPENED);
    assertThat(output).contains("\n" + mine + "/bpfskel-natives-");
    assertThat(output).doesNotContain("memfd");
  }

  @Test
  void whereNeitherIsAllowedBothAreNamed() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    String output =
        withoutMemory(
                withNatives()
                    .property("java.io.tmpdir", file + "")
                    .property("jna.tmpdir", folder + ""))
            .run(LoadedFrom.class);
    assertThat(output).contains("cannot be kept in memory (memfd_create: EACCES); ");
    assertThat(output).contains("cannot be unpacked into " + file + "/bpfskel-natives-");
    assertThat(output).contains(ANOTHER);
  }

  @Test
  void whatIsInMemoryCannotBeChanged() throws Exception {
    int fd = MemoryFile.of("test", new byte[] {1, 2, 3});
    try {
      Path path = Path.of(MemoryFile.path(fd));
      assertThat(Files.readAllBytes(path)).isEqualTo(new byte[] {1, 2, 3});
      assertThrows(IOException.class, () -> Files.write(path, new byte[] {4}));
      assertThat(Files.readAllBytes(path)).isEqualTo(new byte[] {1, 2, 3});
    } finally {
      Descriptor.close(fd);
    }
  }

  /** By a process of its own. */
  private Path unpack() throws IOException {
    Path into = folder.resolve("unpacked");
    String output = withNatives().property(FOLDER, into + "").run(LoadedFrom.class);
    List<String> lines = output.lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(1)).startsWith(into + "/");
    return Path.of(lines.get(1));
  }

  private ChildJvm withNatives() {
    assumeTrue(Files.isDirectory(JAR), "the natives are not built: ./dev builds them");
    return hidden(new ChildJvm().withJna().alsoOn(JAR));
  }

  private ChildJvm hidden(ChildJvm child) {
    return child.environment("BPFSKEL_LIBBPF", "").environment("LD_LIBRARY_PATH", hiding + "");
  }

  /** A folder in which the linker finds the usable one by the system's name. */
  private Path system() throws IOException {
    Path usable = Path.of(Libraries.usable());
    assumeTrue(usable.isAbsolute(), "the system's own is found by the dynamic linker alone");
    Path link = Files.createDirectory(folder.resolve("system")).resolve("libbpf.so.1");
    return Files.createSymbolicLink(link, usable);
  }

  private static ChildJvm withoutMemory(ChildJvm child) {
    Path limit = Path.of("/proc/sys/vm/memfd_noexec");
    assumeTrue(Files.exists(limit), "this kernel executes all memory");
    return asRoot(child, "-fp", "echo 2 > " + limit);
  }

  private static ChildJvm asRoot(ChildJvm child, String namespace, String first) {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root may set that up");
    return child.launcher(
        List.of("unshare", namespace, "--mount-proc", "sh", "-ec", first + "; exec \"$@\"", "sh"));
  }
}
