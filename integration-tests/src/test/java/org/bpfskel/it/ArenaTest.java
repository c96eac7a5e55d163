package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.bpfskel.BpfException;
import org.bpfskel.BpfObject;
import org.bpfskel.MapType;
import org.bpfskel.TestRun;
import org.bpfskel.data.IntVar;
import org.bpfskel.data.Variables;
import org.bpfskel.feature.Features;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Variables in an arena, which programs and this process have at one address. */
@NeedsKernel
final class ArenaTest {
  private static final String SOURCE =
      """
      #define SEC(name) __attribute__((section(name), used))
      #define __arena __attribute__((address_space(1)))
      struct { int (*type)[33]; int (*map_flags)[1024]; int (*max_entries)[10]; } pages SEC(".maps");
      struct pair { int first; long long second; };
      struct tight { char c; int n; } __attribute__((packed));
      int __arena hits = 5;
      struct tight __arena tight;
      struct pair __arena pairs[400] = { { 1, 2 } };
      long long __arena last;
      static int __arena hidden;
      SEC("syscall") int bump(void *ctx) {
        hidden++;
        pairs[1].second = ++hits;
        last = pairs[0].second;
        return hits;
      }
      char LICENSE[] SEC("license") = "GPL";
      """;

  private static final int BPF_F_SEGV_ON_FAULT = 1 << 17;
  private static final long UNUSED_ADDRESS = 1L << 44;
  private static final long OTHER_ADDRESS = 1L << 45;

  @TempDir static Path folder;

  @BeforeEach
  void needsArenas() throws IOException {
    assumeTrue(Clang.defines("bpfel", "__BPF_FEATURE_ADDR_SPACE_CAST"), "clang >= 19 knows arenas");
    assumeTrue(Features.isSupported(MapType.ARENA), "the kernel has no arenas");
  }

  private static BpfObject open() throws IOException {
    Path object = folder.resolve("arena.bpf.o");
    if (!Files.exists(object)) {
      Clang.compile("bpfel", SOURCE, object, "-mcpu=v3");
    }
    return BpfObject.open(object);
  }

  @Test
  void areSharedWithPrograms() throws IOException {
    try (BpfObject object = open()) {
      Variables arena = object.data("pages").variables();
      IntVar hits = arena.int32("hits");
      assertThat(hits.get()).isEqualTo(5);
      hits.set(40);

      object.load();

      assertThat(run(object)).isEqualTo(41);
      assertThat(hits.getAndAdd(1)).isEqualTo(41);
      assertThat(arena.int64("last").get()).isEqualTo(2);
      assertThat(run(object)).isEqualTo(43);
      assertThat(hits.get()).isEqualTo(43);
    }
  }

  @Test
  void areASectionLikeOthers() throws IOException {
    try (BpfObject object = open()) {
      object.load();
      assertThat(object.data(".addr_space.1")).isEqualTo(object.map("pages"));
      assertThat(object.data("pages").structLayout().members().stream().map(m -> m.name()))
          .containsExactly("hits", "tight", "pairs", "last");
      assertThat(object.map("pages").type()).isEqualTo(MapType.ARENA);
      assertThat(object.data("pages").variables().int32("hits").get()).isEqualTo(5);
    }
  }

  @Test
  void aMemberOfAPackedStructHasPlainAccessesOnly() throws IOException {
    try (BpfObject object = open()) {
      IntVar packed = object.data("pages").variables().struct("tight").int32("n");
      object.load();
      packed.set(-7);
      assertThat(packed.get()).isEqualTo(-7);
      assertThat(assertThrows(IllegalStateException.class, () -> packed.getAndAdd(1)))
          .hasMessageThat()
          .matches(
              "tight[.]n begins at byte [0-9]+ of [.]addr_space[.]1, and accesses that are volatile,"
                  + ".* need a multiple of 4: .*");
      assertThat(packed.get()).isEqualTo(-7);
    }
  }

  @Test
  void keepTheirValuesAfterClose() throws IOException {
    BpfObject object = open();
    IntVar hits = object.data("pages").variables().int32("hits");
    object.load();
    run(object);
    object.close();
    assertThat(hits.get()).isEqualTo(6);
    hits.set(7);
    assertThat(hits.get()).isEqualTo(7);
    assertThat(descriptors()).doesNotContain("anon_inode:bpf-prog");
    assertThat(descriptors()).doesNotContain("anon_inode:bpf-map");
  }

  @Test
  void closeWhileTheyAreRead() throws Exception {
    for (int round = 0; round < 50; round++) {
      BpfObject object = open();
      IntVar hits = object.data("pages").variables().int32("hits");
      object.load();
      CompletableFuture<Void> reader =
          CompletableFuture.runAsync(
              () -> {
                while (object.isOpen()) {
                  assertThat(hits.getVolatile()).isEqualTo(5);
                }
              },
              OwnThread.EACH);
      object.close();
      reader.get();
      assertThat(hits.get()).isEqualTo(5);
    }
  }

  @Test
  void anAddressInUseIsRefusedAndAnotherOneTaken() throws IOException {
    try (BpfObject object = open()) {
      object.map("pages").options().setMapExtra(addressInUse());
      BpfException refused = assertThrows(BpfException.class, object::load);
      assertThat(refused).hasMessageThat().contains("choose another map_extra");

      object.map("pages").options().setMapExtra(UNUSED_ADDRESS);
      object.load();
      assertThat(run(object)).isEqualTo(6);
    }
  }

  @Test
  void theSameAddressServesOneObjectAfterTheOther() throws IOException {
    for (int i = 0; i < 3; i++) {
      try (BpfObject object = open()) {
        object.map("pages").options().setMapExtra(UNUSED_ADDRESS);
        object.load();
        assertThat(run(object)).isEqualTo(6);
      }
    }
  }

  @Test
  void oneAddressDoesNotServeTwoObjectsAtOnce() throws IOException {
    try (BpfObject one = open();
        BpfObject other = open()) {
      one.map("pages").options().setMapExtra(UNUSED_ADDRESS);
      other.map("pages").options().setMapExtra(UNUSED_ADDRESS);
      one.load();
      BpfException refused = assertThrows(BpfException.class, other::load);
      assertThat(refused).hasMessageThat().contains("already uses some of its 40960 bytes");
      assertThat(run(one)).isEqualTo(6);
    }
  }

  @Test
  void aFailedLoadGivesTheAddressBack() throws IOException {
    try (BpfObject object = open()) {
      object.map("pages").options().setMapExtra(OTHER_ADDRESS);
      object.map("pages").options().setMapFlags(0);
      assertThrows(BpfException.class, object::load);
      assertThat(mappings().noneMatch(line -> line.startsWith("200000000000-"))).isTrue();
    }
  }

  @Test
  void whatWouldEndTheProcessIsRefused() throws IOException {
    try (BpfObject object = open()) {
      object.map("pages").options().setMapFlags(1024 | BPF_F_SEGV_ON_FAULT);
      assertThat(assertThrows(BpfException.class, object::load))
          .hasMessageThat()
          .contains("BPF_F_SEGV_ON_FAULT");
      object.map("pages").options().setMapFlags(1024);
      object.map("pages").options().setMaxEntries(1);
      assertThat(assertThrows(BpfException.class, object::load))
          .hasMessageThat()
          .contains("its 1 pages are 4096");
    }
  }

  private static int run(BpfObject object) {
    return object.program("bump").testRun(TestRun.builder().build()).retval();
  }

  private static long addressInUse() throws IOException {
    try (Stream<String> lines = mappings()) {
      String first = lines.findFirst().orElseThrow();
      return Long.parseLong(first.substring(0, first.indexOf('-')), 16);
    }
  }

  private static Stream<String> mappings() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/maps")).stream();
  }

  private static String descriptors() throws IOException {
    StringBuilder targets = new StringBuilder();
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      for (Path file : files.toList()) {
        targets.append(readLink(file)).append('\n');
      }
    }
    return targets.toString();
  }

  private static String readLink(Path file) {
    try {
      return Files.readSymbolicLink(file).toString();
    } catch (java.nio.file.NoSuchFileException e) {
      return ""; // the descriptor that listed them
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
