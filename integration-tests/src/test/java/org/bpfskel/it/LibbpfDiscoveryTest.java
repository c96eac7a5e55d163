package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which libbpf a program gets, and what it is told when there is none to be used. */
final class LibbpfDiscoveryTest {
  private static final String PROPERTY = "bpfskel.libbpf";
  private static final String VARIABLE = "BPFSKEL_LIBBPF";
  private static final String NOWHERE = "/nonexistent/libbpf.so";
  private static final String REMEDY = "bpfskel needs libbpf 1.4 or newer. Debian 13: apt install";
  private static final Pattern FILE_VERSION = Pattern.compile("libbpf\\.so\\.(\\d+)\\.(\\d+)\\.");

  @Test
  void missingLibraryIsNamedWithTheRemedy() throws IOException {
    assertUnusable(
        new ChildJvm().property(PROPERTY, NOWHERE),
        "%s cannot be used (Unable to load library '%1$s': %1$s: cannot open shared object file: No such"
            .formatted(NOWHERE));
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
        "libc.so.6 cannot be used (Error looking up function 'libbpf_major_version'");
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
        new ChildJvm().environment(VARIABLE, ""),
        "libbpf.so.1 is libbpf 1.%d, too old. ".formatted(minor));
  }

  @Test
  @NeedsLibbpf
  void aLibraryThatEveryoneCanWriteIsNotLoaded(@TempDir Path folder) throws IOException {
    Path usable = Path.of(Libraries.usable());
    assumeTrue(Files.exists(usable), "the system's own is found by the dynamic linker alone");
    Path library = Files.copy(usable, folder.resolve("libbpf.so"));
    Files.setPosixFilePermissions(library, PosixFilePermissions.fromString("rw-rw-rw-"));
    assertUnusable(
        new ChildJvm().property(PROPERTY, library.toString()),
        library + " is not loaded: " + library + " can be written by every user");
    Files.setPosixFilePermissions(library, PosixFilePermissions.fromString("rw-r--r--"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertUnusable(
        new ChildJvm().property(PROPERTY, library.toString()),
        library + " is not loaded: " + folder + " can be written by every user");
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

  private static void assertUnusable(ChildJvm child, String found) throws IOException {
    String output = child.run(OpenAndLoad.class);
    assertThat(output).startsWith("bpf_object__open_mem /bpf/dummy_ops.bpf.o []");
    assertThat(output).contains(found);
    assertThat(output).contains(REMEDY);
    assertThat(output).doesNotContain(OpenAndLoad.OPENED);
    assertThat(output).doesNotContain("\tat ");
  }
}
