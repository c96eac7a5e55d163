package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which libbpf a program gets, and what it is told when there is none to be used. */
final class LibbpfDiscoveryTest {
  private static final String PROPERTY = "bpfskel.libbpf";
  private static final String VARIABLE = "BPFSKEL_LIBBPF";
  private static final String NOWHERE = "/nonexistent/libbpf.so";
  private static final String REMEDY = "bpfskel needs libbpf 1.4 or newer. ";
  private static final Pattern FILE_VERSION = Pattern.compile("libbpf\\.so\\.(\\d+)\\.(\\d+)\\.");

  @Test
  void missingLibraryIsNamedWithTheRemedy() throws IOException {
    assertUnusable(
        new ChildJvm().property(PROPERTY, NOWHERE),
        NOWHERE + " cannot be used (there is no file /nonexistent). ");
  }

  @Test
  void environmentVariableIsHonoured() throws IOException {
    assertUnusable(new ChildJvm().environment(VARIABLE, NOWHERE), NOWHERE + " cannot be used (");
  }

  @Test
  @NeedsLibbpf
  void propertyWinsOverTheEnvironmentVariable() throws IOException {
    String output =
        new ChildJvm()
            .environment(VARIABLE, NOWHERE)
            .property(PROPERTY, Libraries.usable())
            .run(OpenAndLoad.class);
    assertThat(output).startsWith(OpenAndLoad.OPENED);
  }

  @Test
  @NeedsLibbpf
  void blankPropertyCountsAsNone() throws IOException {
    String output =
        new ChildJvm()
            .environment(VARIABLE, Libraries.usable())
            .property(PROPERTY, " ")
            .run(OpenAndLoad.class);
    assertThat(output).startsWith(OpenAndLoad.OPENED);
  }

  @Test
  void libraryThatIsNoLibbpfIsNamedWithTheFunctionItLacks() throws IOException {
    assertUnusable(
        new ChildJvm().property(PROPERTY, "libc.so.6"),
        "libc.so.6 cannot be used (it has no function libbpf_major_version). ");
  }

  @Test
  void systemsOwnLibraryThatIsTooOldIsNamedWithItsVersion() throws IOException {
    Path system = Libraries.ofTheSystem().orElse(Path.of("none"));
    Matcher version = FILE_VERSION.matcher(system.toString());
    assumeTrue(version.find(), "the system's libbpf tells no version: " + system);
    int minor = Integer.parseInt(version.group(2));
    assumeTrue(
        version.group(1).equals("1") && minor < 4, "the system's libbpf is new enough: " + system);
    assertUnusable(
        new ChildJvm().withJna().environment(VARIABLE, ""),
        "libbpf.so.1 is libbpf 1.%d, too old; ".formatted(minor));
  }

  @Test
  void nameThatTheLinkerDoesNotFindIsNamedInTheLinkersWords() throws IOException {
    assertUnusable(
        new ChildJvm().property(PROPERTY, "libnone.so.1"),
        "libnone.so.1 cannot be used (libnone.so.1: cannot open shared object file: No such file");
  }

  @Test
  @NeedsLibbpf
  void aLibraryThatOthersCanWriteIsNotLoaded(@TempDir Path folder) throws IOException {
    Path library = copyInto(folder);
    mode(library, "rw-rw-r--");
    assertUntrusted(library, library + " can be written by its group: chmod g-w takes that away");
    mode(library, "rw-r--r--");
    mode(folder, "rwxrwxrwx");
    assertUntrusted(library, folder + " can be written by every user: chmod o-w takes that away");
  }

  @Test
  @NeedsLibbpf
  void aLibraryDirectlyUnderTheRootFolderIsLookedAtToo(@TempDir Path folder) throws IOException {
    Path library = Path.of("/bpfskel-test-libbpf-" + ProcessHandle.current().pid() + ".so");
    assumeTrue(Files.isWritable(Path.of("/")), "needs to write to the root folder");
    Files.move(copyInto(folder), library);
    try {
      mode(library, "rw-rw-rw-");
      assertUntrusted(library, library + " can be written by every user");
    } finally {
      Files.delete(library);
    }
  }

  /** The attack: what is checked is a good library, what is loaded a moment later is the other. */
  @Test
  @NeedsLibbpf
  void aLinkThatAnotherUserSwapsRunsNothingOfHis(@TempDir Path folder) throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root can give files away");
    Path good = copyInto(folder);
    Path ran = folder.resolve("ran");
    Path foreign = Files.createDirectory(folder.resolve("foreign"));
    Path evil = foreign.resolve("evil.so");
    compileThatCreates(ran, evil);
    Path link = Files.createSymbolicLink(foreign.resolve("libbpf.so"), good);
    Files.setAttribute(foreign, "unix:uid", 65534);
    AtomicBoolean ended = new AtomicBoolean();
    Thread attacker =
        new Thread(
            () -> {
              while (!ended.get()) {
                swap(link, evil);
                swap(link, good);
              }
            });
    attacker.start();
    try {
      String[] tries = new String[50];
      Arrays.fill(tries, link.toString());
      String output = new ChildJvm().run(OpenAndLoad.class, tries);
      assertThat(output).contains(foreign + " belongs to user 65534");
      assertThat(output).doesNotContain(OpenAndLoad.OPENED);
    } finally {
      ended.set(true);
      attacker.join();
    }
    assertThat(Files.exists(ran)).isFalse();
  }

  @Test
  @NeedsLibbpf
  void relativePathsAndLinksOfOursAreFollowed(@TempDir Path folder) throws IOException {
    Path library = copyInto(folder);
    mode(library, "rw-r--r--");
    Path links = Files.createDirectory(folder.resolve("links"));
    Files.createSymbolicLink(
        links.resolve("libbpf.so"), Path.of("../", library.getFileName() + ""));
    Path here = Path.of("").toAbsolutePath();
    for (Path name :
        List.of(links.resolve("libbpf.so"), here.relativize(links.resolve("../libbpf.so")))) {
      String output = new ChildJvm().property(PROPERTY, name.toString()).run(OpenAndLoad.class);
      assertThat(output).startsWith(OpenAndLoad.OPENED);
    }
  }

  /** JNA would start ldconfig, and wait for its end. */
  @Test
  @NeedsLibbpf
  void noProcessIsStarted() throws IOException {
    String output =
        new ChildJvm().property(PROPERTY, Libraries.usable()).run(StartedProcesses.class);
    assertThat(output).startsWith(OpenAndLoad.OPENED);
    assertThat(output).contains(StartedProcesses.NONE);
  }

  @Test
  void otherSystemsThanLinuxAreToldSo() throws IOException {
    String output = new ChildJvm().property("os.name", "Mac OS X").run(OpenAndLoad.class);
    assertThat(output).contains("BPF objects can be opened on Linux only, this is Mac OS X");
    assertThat(output).doesNotContain("\tat ");
  }

  @Test
  @NeedsLibbpf
  void openWorksAfterAFailureOnceThePropertyIsRight() throws IOException {
    String output = new ChildJvm().run(OpenAndLoad.class, NOWHERE, "libc.so.6", Libraries.usable());
    assertThat(output).contains(NOWHERE + " cannot be used");
    assertThat(output).contains("libc.so.6 cannot be used");
    assertThat(output.lines().toList()).contains(OpenAndLoad.OPENED);
  }

  private static Path copyInto(Path folder) throws IOException {
    Path usable = Path.of(Libraries.usable());
    assumeTrue(Files.exists(usable), "the system's own is found by the dynamic linker alone");
    return mode(Files.copy(usable, folder.resolve("libbpf.so")), "rw-r--r--");
  }

  private static Path mode(Path file, String permissions) throws IOException {
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  /** A library that does something when it is loaded. */
  private static void compileThatCreates(Path created, Path library) throws IOException {
    Path source = Path.of(library + ".c");
    Files.writeString(
        source,
        "#include <fcntl.h>\n__attribute__((constructor)) static void ran(void)"
            + " { open(\"%s\", O_CREAT, 0600); }\n".formatted(created));
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

  private static void swap(Path link, Path target) {
    try {
      Path next = link.resolveSibling("next");
      Files.createSymbolicLink(next, target);
      Files.move(next, link, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertUntrusted(Path library, String because) throws IOException {
    String output = new ChildJvm().property(PROPERTY, library.toString()).run(OpenAndLoad.class);
    assertThat(output).contains(library + " is not loaded: " + because);
    assertThat(output).doesNotContain(OpenAndLoad.OPENED);
    assertThat(output).doesNotContain("\tat ");
  }

  private static void assertUnusable(ChildJvm child, String found) throws IOException {
    String output = child.run(OpenAndLoad.class);
    assertThat(output).startsWith("bpf_object__open_mem /bpf/dummy_ops.bpf.o []");
    assertThat(output).contains(found);
    assertThat(output).contains(REMEDY);
    assertThat(output).doesNotContain(OpenAndLoad.OPENED);
    assertThat(output).doesNotContain("\tat ");
  }
}
