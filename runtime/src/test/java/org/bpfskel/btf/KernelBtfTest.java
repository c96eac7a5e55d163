package org.bpfskel.btf;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.btf.StructLayout.Member;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The BTF of the running kernel, where there is one. */
class KernelBtfTest {
  private static final Path VMLINUX = Path.of("/sys/kernel/btf/vmlinux");

  private static Btf btf;

  @BeforeAll
  static void parse() throws IOException, BtfException {
    assumeTrue(
        Files.isReadable(VMLINUX) || "1".equals(System.getenv("BPFSKEL_REQUIRE_KERNEL")),
        VMLINUX + " is not readable: the kernel has no BTF");
    btf = Btf.parse(Files.readAllBytes(VMLINUX));
  }

  private static int struct(String name) {
    int id = btf.find(name, BtfKind.STRUCT);
    assertWithMessage("struct %s", name).that(id).isGreaterThan(0);
    return id;
  }

  @Test
  void decodesEveryType() throws BtfException {
    assertThat(btf.typeCount()).isGreaterThan(10_000);
    for (int id = 0; id < btf.typeCount(); id++) {
      BtfType type = btf.type(id);
      assertThat(type.kind()).isEqualTo(btf.kind(id));
      assertThat(type.kind()).isNotEqualTo(BtfKind.UNKNOWN);
      assertThat(CDeclaration.of(btf, id, "x")).isNotEmpty();
    }
  }

  @Test
  void laysOutEveryStructAndUnion() throws BtfException {
    for (int id = 1; id < btf.typeCount(); id++) {
      if (btf.type(id) instanceof BtfType.Composite struct) {
        StructLayout layout = StructLayout.read(btf, id);
        assertThat(layout.size()).isEqualTo(struct.size());
        for (Member member : layout.members()) {
          int end =
              member.kind() == Kind.BITFIELD
                  ? member.offset() + 1
                  : member.offset() + member.size();
          assertThat(end).isAtMost(struct.size());
        }
      }
    }
  }

  @Test
  void knowsTheSizesOfWellKnownTypes() throws BtfException {
    assertThat(btf.sizeOf(btf.find("int", BtfKind.INT))).isEqualTo(4);
    assertThat(btf.sizeOf(btf.find("u64", BtfKind.TYPEDEF))).isEqualTo(8);
    assertThat(btf.sizeOf(struct("list_head"))).isEqualTo(16);
    assertThat(btf.sizeOf(struct("hlist_head"))).isEqualTo(8);
    assertThat(btf.sizeOf(struct("task_struct"))).isGreaterThan(1_000L);
  }

  @Test
  void laysOutTcpCongestionOps() throws BtfException {
    StructLayout ops = StructLayout.read(btf, struct("tcp_congestion_ops"));

    for (String callback : List.of("ssthresh", "cong_avoid", "undo_cwnd", "init", "release")) {
      assertThat(member(ops, callback).kind()).isEqualTo(Kind.PROGRAM);
      assertThat(member(ops, callback).size()).isEqualTo(8);
    }
    assertThat(member(ops, "ssthresh").cType()).isEqualTo("u32 (*)(struct sock *)");
    assertThat(member(ops, "name").cType()).isEqualTo("char[16]");
    assertThat(member(ops, "name").kind()).isEqualTo(Kind.TEXT);
    assertThat(member(ops, "flags").cType()).isEqualTo("u32");
    assertThat(member(ops, "flags").kind()).isEqualTo(Kind.UINT32);
    assertThat(member(ops, "owner").kind()).isEqualTo(Kind.POINTER);
    assertThat(member(ops, "list").kind()).isEqualTo(Kind.STRUCT);
  }

  private static Member member(StructLayout layout, String name) {
    return layout.members().stream()
        .filter(member -> member.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void parsesModulesOnTopOfTheKernel() throws IOException, BtfException {
    List<Path> modules;
    try (var files = Files.list(VMLINUX.getParent())) {
      modules = files.filter(file -> !file.equals(VMLINUX)).toList();
    }
    assumeTrue(!modules.isEmpty(), "no loaded module has BTF");
    for (Path module : modules) {
      Btf split = Btf.parse(Files.readAllBytes(module), btf);
      for (int id = btf.typeCount(); id < split.typeCount(); id++) {
        assertThat(split.type(id).kind()).isEqualTo(split.kind(id));
      }
    }
  }
}
