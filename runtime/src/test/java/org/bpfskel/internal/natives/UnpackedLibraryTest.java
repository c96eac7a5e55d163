package org.bpfskel.internal.natives;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a library is unpacked, and what is done with a file that is there already. */
public final class UnpackedLibraryTest {
  private static final String NAME = "lib.so";
  private static final byte[] LIBRARY = "a library".getBytes(UTF_8);

  @TempDir private Path temporary;
  private Path folder;
  private int self;

  @BeforeEach
  void aFolderThatIsNotThere() throws IOException {
    folder = temporary.toRealPath().resolve("unpacked");
    self = (int) Files.getAttribute(temporary, "unix:uid");
  }

  @Test
  void isInAFolderOfOursThatIsNamedAfterItsContent() throws Exception {
    Path file = unpacked(LIBRARY);
    assertThat(Files.readAllBytes(file)).isEqualTo(LIBRARY);
    assertThat(file.startsWith(folder)).isTrue();
    assertThat(file.getFileName().toString()).isEqualTo(NAME);
    assertThat(mode(folder)).isEqualTo("rwx------");
    assertThat(mode(file.resolveSibling(""))).isEqualTo("rwx------");
    assertThat(mode(file)).isEqualTo("rw-------");
    assertThat(unpacked("another".getBytes(UTF_8))).isNotEqualTo(file);
    assertThat(Files.readAllBytes(file)).isEqualTo(LIBRARY);
  }

  @Test
  void whatIsThereAndTheSameStays() throws Exception {
    Path file = unpacked(LIBRARY);
    Object inode = Files.getAttribute(file, "unix:ino");
    assertThat(unpacked(LIBRARY)).isEqualTo(file);
    assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(inode);
  }

  /** In a file of its own, for another process may run the old one. */
  @Test
  void whatIsThereAndAnotherIsReplaced() throws Exception {
    Path file = unpacked(LIBRARY);
    for (String other : List.of("", "A library", "a library that goes on")) {
      Files.writeString(file, other);
      Path kept = Files.createLink(folder.resolve("kept"), file);
      assertThat(unpacked(LIBRARY)).isEqualTo(file);
      assertThat(Files.readAllBytes(file)).isEqualTo(LIBRARY);
      assertThat(Files.readString(kept)).isEqualTo(other);
      Files.delete(kept);
    }
  }

  @Test
  void aFileOfSomebodyElseIsNotUsed() throws Exception {
    assumeTrue(self == 0, "only root can give files away");
    Path file = unpacked(LIBRARY);
    Files.setAttribute(file, "unix:uid", 12345);
    assertUntrusted(file + " belongs to user 12345");
    Files.setAttribute(folder, "unix:uid", 12345);
    assertUntrusted(folder + " belongs to user 12345");
  }

  @Test
  void aFolderThatOthersCanWriteIsNotUsed() throws Exception {
    Files.createDirectory(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwx---"));
    assertUntrusted(folder + " can be written by its group");
  }

  @Test
  void aFolderThatCannotBeMadeIsAnError() throws Exception {
    assertThrows(
        NoSuchFileException.class,
        () -> UnpackedLibrary.in(folder.resolve("deeper"), NAME, LIBRARY, self));
    Files.createFile(folder);
    assertThrows(IOException.class, () -> unpacked(LIBRARY));
  }

  @Test
  void manyMayUnpackItAtOnce() throws Exception {
    Set<Object> found = ConcurrentHashMap.newKeySet();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      threads.add(
          new Thread(
              () -> {
                try {
                  found.add(new String(Files.readAllBytes(unpacked(LIBRARY)), UTF_8));
                } catch (Exception e) {
                  found.add(e);
                }
              }));
    }
    for (Thread thread : threads) {
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(found).containsExactly("a library");
  }

  private void assertUntrusted(String because) {
    TrustedFile.UntrustedException e =
        assertThrows(TrustedFile.UntrustedException.class, () -> unpacked(LIBRARY));
    assertThat(e).hasMessageThat().contains(because);
  }

  private Path unpacked(byte[] library) throws Exception {
    return UnpackedLibrary.in(folder, NAME, library, self);
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
