package org.bpfskel.internal.natives;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.bpfskel.internal.natives.TrustedFile.UntrustedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files are loaded: those that only root and this user can change, or lead to. */
public final class TrustedFileTest {
  private static final int SOMEBODY_ELSE = 12345;

  @TempDir private Path temporary;
  private Path root;
  private Path lib;
  private Path library;
  private int self;

  @BeforeEach
  void aLibraryInAFolderOfOurs() throws IOException {
    root = temporary.toRealPath();
    self = (int) Files.getAttribute(root, "unix:uid");
    lib = folder("lib", "rwxr-xr-x");
    library = Files.createFile(lib.resolve("libbpf.so"));
    mode(library, "rw-r--r--");
  }

  @Test
  void fileOfOursIsFoundWhereItIs() throws Exception {
    assertThat(TrustedFile.resolve(library, self)).isEqualTo(library);
  }

  @Test
  void linksAndDotsAreFollowedAsTheKernelDoes() throws Exception {
    Path links = folder("links", "rwxr-xr-x");
    Files.createSymbolicLink(links.resolve("folder"), Path.of("../lib"));
    Files.createSymbolicLink(links.resolve("file"), Path.of("folder/./libbpf.so"));
    Files.createSymbolicLink(links.resolve("absolute"), links.resolve("file"));
    for (String name :
        new String[] {"file", "absolute", "folder/libbpf.so", "folder/../lib/libbpf.so"}) {
      Path named = links.resolve(name);
      assertThat(TrustedFile.resolve(named, self)).isEqualTo(named.toRealPath());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-rw-r--", "rw-r--rw-", "rw-rw-rw-"})
  void fileThatOthersCanWriteIsRefused(String mode) throws IOException {
    mode(library, mode);
    assertRefused(library, library + " can be written by ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxrwxr-x", "rwxr-xrwx"})
  void fileInAFolderThatOthersCanWriteIsRefused(String mode) throws IOException {
    mode(lib, mode);
    assertRefused(library, lib + " can be written by ");
  }

  @Test
  void messageSaysWhatTakesTheGroupsRightAway() throws IOException {
    mode(library, "rw-rw-r--");
    assertRefused(library, "by its group: chmod g-w takes that away");
  }

  @Test
  void linkInAFolderThatOthersCanWriteIsRefusedThoughItLeadsToAGoodFile() throws IOException {
    Path open = folder("open", "rwxrwxrwx");
    Path link = Files.createSymbolicLink(open.resolve("link"), library);
    assertRefused(link, open + " can be written by every user");
    Path second = Files.createSymbolicLink(root.resolve("second"), link);
    assertRefused(second, open + " can be written by every user");
    Path through = Files.createSymbolicLink(root.resolve("through"), open.resolve("../lib"));
    assertRefused(through.resolve("libbpf.so"), open + " can be written by every user");
  }

  @Test
  void stickyFolderIsNoHarm() throws Exception {
    Path sticky = folder("sticky", "rwxrwxrwx");
    Files.setAttribute(sticky, "unix:mode", 01777);
    Path file = mode(Files.copy(library, sticky.resolve("libbpf.so")), "rw-r--r--");
    assertThat(TrustedFile.resolve(file, self)).isEqualTo(file);
  }

  @Test
  void whatBelongsToSomebodyElseIsRefused() throws IOException {
    assumeTrue(self == 0, "only root can give files away");
    Path foreign = folder("foreign", "rwxr-xr-x");
    Path link = Files.createSymbolicLink(foreign.resolve("link"), library);
    Files.setAttribute(foreign, "unix:uid", SOMEBODY_ELSE);
    assertRefused(link, foreign + " belongs to user " + SOMEBODY_ELSE);

    Path sticky = folder("sticky", "rwxrwxrwx");
    Files.setAttribute(sticky, "unix:mode", 01777);
    Path planted = Files.createSymbolicLink(sticky.resolve("libbpf.so"), library);
    Files.setAttribute(planted, "unix:uid", SOMEBODY_ELSE, LinkOption.NOFOLLOW_LINKS);
    assertRefused(planted, planted + " belongs to user " + SOMEBODY_ELSE);

    Files.setAttribute(library, "unix:uid", SOMEBODY_ELSE);
    assertRefused(library, library + " belongs to user " + SOMEBODY_ELSE);
  }

  @Test
  void whatIsNoFileIsNotLoaded() throws IOException {
    Path loop = Files.createSymbolicLink(root.resolve("loop"), Path.of("loop"));
    assertThrows(FileSystemLoopException.class, () -> TrustedFile.resolve(loop, self));
    assertThrows(NoSuchFileException.class, () -> TrustedFile.resolve(root.resolve("none"), self));
    assertThrows(IOException.class, () -> TrustedFile.resolve(lib, self));
    assertThrows(IOException.class, () -> TrustedFile.resolve(library.resolve("x"), self));
    assertThrows(IOException.class, () -> TrustedFile.resolve(Path.of("/"), self));
  }

  private void assertRefused(Path file, String because) {
    UntrustedException e =
        assertThrows(UntrustedException.class, () -> TrustedFile.resolve(file, self));
    assertThat(e).hasMessageThat().contains(because);
  }

  private Path folder(String name, String mode) throws IOException {
    return mode(Files.createDirectories(root.resolve(name)), mode);
  }

  private static Path mode(Path file, String mode) throws IOException {
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }
}
