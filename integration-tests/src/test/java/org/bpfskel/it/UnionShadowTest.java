package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.bpfskel.BpfException;
import org.bpfskel.BpfObject;
import org.bpfskel.Skeleton;
import org.bpfskel.StructOpsMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members that share bytes: one of them may change, not two. */
@NeedsLibbpf
final class UnionShadowTest {
  private static final String SOURCE =
      """
      struct overlapping_ops {
        int (*decide)(void);
        union {
          unsigned int word;
          struct { short low; short high; };
          unsigned char first;
        };
      };
      char LICENSE[] __attribute__((section("license"), used)) = "GPL";
      __attribute__((section("struct_ops/decide"), used)) int decide(void *ctx) { return 0; }
      __attribute__((section(".struct_ops.link"), used)) struct overlapping_ops ops = {
        .decide = (void *)decide,
        .word = 0x00020001,
      };
      """;

  @TempDir private static Path folder;
  private Skeleton skel;
  private Object ops;

  @BeforeEach
  void open() throws Exception {
    Clang.compile("bpf", SOURCE, folder.resolve("bpf/overlapping.bpf.o"));
    skel = CompiledSkeleton.of("bpf/overlapping.bpf.o", folder).open();
    ops = Fields.get(Fields.get(skel, "structOps"), "ops");
  }

  @AfterEach
  void close() {
    skel.close();
  }

  @Test
  void contentOfCallbacksThatOverlapCanBeWrittenBack() throws Exception {
    Path object = folder.resolve("bpf/callbacks.bpf.o");
    Clang.compile(
        "bpf",
        SOURCE.replace("unsigned int word;", "int (*other)(void), (*another)(void); int word;"),
        object);
    try (BpfObject callbacks = BpfObject.open(object)) {
      StructOpsMap map = callbacks.structOps("ops");
      byte[] content = map.initialValue();
      map.setInitialValue(content);
      assertThat(map.initialValue()).isEqualTo(content);
    }
  }

  @Test
  void twoChangedMembersThatOverlapAreRefused() throws Exception {
    set("word", 7);
    set("high", (short) 9);
    BpfException e = assertThrows(BpfException.class, skel::load);
    assertThat(e)
        .hasMessageThat()
        .endsWith("ops.high: shares its bytes with ops.word, change one of the two only");
  }

  @Test
  void changedMembersBesideEachOtherAreNot() throws Exception {
    set("low", (short) 8);
    set("high", (short) 9);
    assertLoadReachesTheKernel();
  }

  @Test
  void memberThatStaysTheSameDoesNotCount() throws Exception {
    set("word", 0x00020001);
    set("first", (byte) 9);
    assertLoadReachesTheKernel();
  }

  private void assertLoadReachesTheKernel() {
    BpfException e = assertThrows(BpfException.class, skel::load);
    assertThat(e.operation()).isEqualTo("bpf_object__load");
  }

  private void set(String member, Object value) {
    Fields.set(ops, member, value);
  }
}
