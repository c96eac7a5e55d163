package org.bpfskel.processor.dwarf;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfBuilder;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;
import org.bpfskel.btf.CDeclaration;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.internal.elf.ElfFile;
import org.bpfskel.processor.Clang;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Types of debug information are what clang's BTF has of them, where it has them. */
class DebugTypesTest {
  private static final String TYPES =
      """
      typedef unsigned int __u32;
      typedef unsigned long long __u64;
      struct task_struct;
      enum color { RED = 1, GREEN = -5 };
      enum mode { SLOW, FAST = 0xffffffff };
      enum huge { HUGE = 0x100000000ULL, MOST = 0xffffffffffffffffULL };
      enum low { LOWEST = -0x7fffffffffffffffLL };
      enum __attribute__((packed)) tiny { TINY = 200 };
      struct inner { unsigned char a; __u64 b; };
      typedef struct { int x, y; } point_t;
      typedef int (*callback_t)(struct inner *, const char *, ...);
      struct __attribute__((packed)) squeezed { char c; long l; short s : 5; int i : 20; };
      struct event {
        __u32 pid;
        char comm[16];
        char path[200];
        long far[40000];
        struct inner inner;
        enum color color;
        enum mode mode;
        enum huge huge;
        enum low low;
        enum tiny tiny;
        point_t points[2][3];
        union { __u32 small; __u64 large; };
        struct task_struct *task;
        const volatile void *address;
        int negative : 3;
        __u32 low_bits : 7;
        unsigned long long far_bits : 40;
        _Bool flag, flags[2];
        float f;
        double d;
        __int128 wide;
        callback_t callback;
        struct event *next;
        struct squeezed squeezed;
        struct { int only; } anonymous;
        struct inner (*row)[4];
        _Atomic int atomic;
        signed char sc;
        int rest[];
      };
      """;

  private static final String PROGRAM =
      """
      __attribute__((section("socket"), used)) int program(void *ctx) {
        struct event *event = *(struct event **)ctx;
        return event->pid;
      }
      """;

  private static DebugTypes read(byte[] object) throws Exception {
    return Objects.requireNonNull(DebugTypes.of(ElfFile.parse(object)));
  }

  private static Btf btf(DebugTypes types, String... names) throws Exception {
    BtfBuilder builder = new BtfBuilder(ByteOrder.LITTLE_ENDIAN);
    for (BtfType type : types.named(List.of(names), builder.nextId())) {
      builder.add(type);
    }
    return Btf.parse(builder.toBytes());
  }

  private static Btf clangs(String... options) throws Exception {
    byte[] object = Clang.bpf(TYPES + PROGRAM + "struct event *forced;\n", options);
    ElfFile elf = ElfFile.parse(object);
    return Btf.parse(elf.data(Objects.requireNonNull(elf.section(".BTF"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-gdwarf-4",
        "-gdwarf-5",
        "-gdwarf-5 -gdwarf64",
        "-gdwarf-4 -gdwarf64",
        "-gdwarf-4 -target bpfeb",
        "-gdwarf-5 -target bpfeb",
        "-gdwarf-5 -gz",
        "-gdwarf-4 -glldb",
        "-gdwarf-4 -ggdb",
        "-gdwarf-5 -O0",
        "-gdwarf-5 -gstrict-dwarf"
      })
  void aStructIsAsInBtf(String options) throws Exception {
    String[] all = options.split(" ", -1);
    DebugTypes types = read(Clang.bpf(TYPES + PROGRAM, all));
    Btf ofDebug = btf(types, "event");
    Btf ofClang = clangs(all);

    int struct = ofDebug.find("event", BtfKind.STRUCT);
    int expected = ofClang.find("event", BtfKind.STRUCT);
    StructLayout layout = StructLayout.readNested(ofDebug, struct);
    assertThat(layout).isEqualTo(StructLayout.readNested(ofClang, expected));
    List<BtfType.Member> members = ((BtfType.Composite) ofDebug.type(struct)).members();
    List<BtfType.Member> ofBtf = ((BtfType.Composite) ofClang.type(expected)).members();
    for (int i = 0; i < members.size(); i++) {
      assertThat(CDeclaration.of(ofDebug, members.get(i).type(), members.get(i).name()))
          .isEqualTo(CDeclaration.of(ofClang, ofBtf.get(i).type(), ofBtf.get(i).name()));
    }
    for (String name : List.of("color", "mode", "huge", "low", "tiny")) {
      assertWithMessage(name).that(constants(ofDebug, name)).isEqualTo(constants(ofClang, name));
    }
  }

  private static BtfType constants(Btf btf, String name) throws Exception {
    for (int id = 1; id < btf.typeCount(); id++) {
      if (btf.name(id).equals(name) && btf.kind(id).isEnumeration()) {
        return btf.type(id);
      }
    }
    throw new AssertionError(name);
  }

  @Test
  void whatIsBehindAPointerIsOnlyDeclared() throws Exception {
    Btf btf =
        btf(
            read(
                Clang.bpf(
                    """
                    struct far { int x; };
                    struct list { struct list *next; struct far *far; struct { int y; } *own; };
                    __attribute__((section("socket"), used)) int program(struct list *list) {
                      return list->far->x + list->own->y;
                    }
                    """)),
            "list");

    assertThat(btf.find("far", BtfKind.STRUCT)).isEqualTo(0);
    assertThat(btf.find("far", BtfKind.FWD)).isNotEqualTo(0);
    assertThat(StructLayout.readNested(btf, btf.find("list", BtfKind.STRUCT)).members()).hasSize(3);
  }

  @Test
  void typesOfFunctionsHaveNamesToo() throws Exception {
    DebugTypes types =
        read(
            Clang.bpf(
                """
                __attribute__((section("socket"), used)) int program(int *ctx) {
                  struct local { int pid; } *local = (struct local *)ctx;
                  { enum inner { ONE = 1 } inner = *ctx; return inner + local->pid; }
                }
                """,
                "-O0"));

    assertThat(types.names()).containsAtLeast("local", "inner");
  }

  @Test
  void olderVersionsAreNamed() throws Exception {
    byte[] object = Clang.bpf(TYPES + PROGRAM, "-gdwarf-3");

    DwarfException refused = assertThrows(DwarfException.class, () -> read(object));
    assertThat(refused).hasMessageThat().contains("DWARF of version 3");
    assertThat(refused).hasMessageThat().contains("compile with -gdwarf-5");
  }

  @Test
  void anObjectWithoutDebugInformationHasNone() throws Exception {
    assertThat(DebugTypes.of(ElfFile.parse(Clang.bpf(TYPES + PROGRAM, "-g0")))).isNull();
  }
}
