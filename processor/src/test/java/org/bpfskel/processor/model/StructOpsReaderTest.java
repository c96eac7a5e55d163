package org.bpfskel.processor.model;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StructOpsReaderTest {
  @Test
  void allFourSectionsHoldVariables() throws Exception {
    SkeletonModel model =
        Models.of(
            """
            struct ops { int (*run)(void); };
            SEC(".struct_ops") struct ops plain = {};
            SEC(".struct_ops.link") struct ops linked = {};
            SEC("?.struct_ops") struct ops optional = {};
            SEC("?.struct_ops.link") struct ops optional_linked = {};
            """);

    assertThat(model.structOps().stream().map(v -> v.name() + " " + v.section()))
        .containsExactly(
            "plain .struct_ops",
            "linked .struct_ops.link",
            "optional ?.struct_ops",
            "optional_linked ?.struct_ops.link")
        .inOrder();
  }

  @Test
  void variablesOfOneTypeShareItsClass() throws Exception {
    SkeletonModel model =
        Models.of(
            """
            struct ops { int (*run)(void); };
            typedef struct ops ops_t;
            SEC(".struct_ops") struct ops first = {};
            SEC(".struct_ops.link") const ops_t second = {};
            """);

    assertThat(model.structs()).hasSize(1);
    assertThat(model.structOps().get(1).type()).isSameInstanceAs(model.structOps().get(0).type());
  }

  @Test
  void aStaticVariableIsAMapToo() throws Exception {
    SkeletonModel model =
        Models.of(
            """
            struct ops { int (*run)(void); };
            SEC(".struct_ops") struct ops first = {};
            static SEC(".struct_ops") struct ops second = {};
            SEC(".struct_ops") struct ops third = {};
            """);

    assertThat(model.structOps().stream().map(StructOpsVariable::name))
        .containsExactly("first", "second", "third");
  }

  @Test
  void classesOfTypesNeverDifferInCaseOnly() throws Exception {
    SkeletonModel model =
        Models.of(
            """
            struct tcp_ops { int a; };
            struct TcpOPS { int a; };
            struct tcp_ops___v2 { int a; };
            struct progs { int a; };
            struct test_skel { int a; };
            SEC(".struct_ops") struct tcp_ops v1 = {};
            SEC(".struct_ops") struct TcpOPS v2 = {};
            SEC(".struct_ops") struct tcp_ops___v2 v3 = {};
            SEC(".struct_ops") struct progs v4 = {};
            SEC(".struct_ops") struct test_skel v5 = {};
            """);

    assertThat(model.structs().stream().map(t -> t.cName() + " " + t.javaName()))
        .containsExactly(
            "tcp_ops TcpOps",
            "TcpOPS TcpOPS_",
            "tcp_ops___v2 TcpOps___v2",
            "progs Progs_",
            "test_skel TestSkel_")
        .inOrder();
  }

  @Test
  void fieldsAreNamedAsInC() throws Exception {
    StructType type =
        only(
            """
            struct ops { int native; int native_; int LAYOUT; int _; int maps; int CamelCase; };
            SEC(".struct_ops") struct ops impl = {};
            """);

    assertThat(type.fields().stream().map(Field::javaName))
        .containsExactly("native__", "native_", "LAYOUT_", "__", "maps", "CamelCase")
        .inOrder();
  }

  @Test
  void whatHasNoFieldTellsWhy() throws Exception {
    StructType type =
        only(
            """
            struct unknown;
            struct ops {
              int (*run)(void);
              void *data;
              __int128 wide;
              char text[4];
              struct unknown *flexible[];
            };
            SEC(".struct_ops") struct ops impl = {};
            """);

    assertThat(type.fields().stream().map(f -> f.member().name() + ": " + f.leftOut()))
        .containsExactly(
            "run: null",
            "data: null",
            "wide: null",
            "text: null",
            "flexible: an array of no fixed length has no place in the struct")
        .inOrder();
  }

  @Test
  void embeddedStructsAndUnionsHaveClassesOfTheirOwn() throws Exception {
    SkeletonModel model =
        Models.of(
            """
            struct inner { int x; int (*never)(void); };
            struct ops {
              struct inner one;
              struct inner more[2][3];
              union { int a; long b; } either;
              struct { struct inner deep; } nameless;
            };
            SEC(".struct_ops") struct ops impl = {};
            """);

    assertThat(model.structs().stream().map(s -> s.cType() + " " + s.javaName()))
        .containsExactly(
            "struct ops Ops", "struct inner Inner", "union {...} Either", "struct {...} Nameless")
        .inOrder();
    assertThat(model.structs().stream().map(StructType::embedded))
        .containsExactly(false, true, true, true)
        .inOrder();
    assertThat(model.structs().get(0).fields().stream().map(Field::structClass))
        .containsExactly(own("Inner"), own("Inner"), own("Either"), own("Nameless"))
        .inOrder();
  }

  @Test
  void declarationsAreThoseOfC() throws Exception {
    StructType type =
        only(
            """
            typedef unsigned long long u64;
            struct ops { int (*run)(u64 *ctx, int); char name[16]; struct { const u64 flags; }; };
            SEC(".struct_ops") struct ops impl = {};
            """);

    assertThat(type.fields().stream().map(Field::declaration))
        .containsExactly("int (*run)(u64 *, int)", "char name[16]", "const u64 flags")
        .inOrder();
  }

  @Test
  void enumsOfMembersGiveTheirConstants() throws Exception {
    SkeletonModel model =
        Models.of(
            """
            enum mode { SLOW = -1, FAST = 7, default_ = 8 };
            enum big { HUGE = 0x1234567890abcdefUL, none = 0 };
            typedef enum mode mode_t;
            struct ops { enum mode a; mode_t b; enum big c; enum { ANON } d; int e; };
            SEC(".struct_ops") struct ops impl = {};
            """);

    EnumType mode =
        new EnumType(
            "enum mode",
            "Mode",
            4,
            true,
            List.of(
                new EnumType.Constant("SLOW", "SLOW", -1),
                new EnumType.Constant("FAST", "FAST", 7),
                new EnumType.Constant("default_", "default_", 8)));
    EnumType big =
        new EnumType(
            "enum big",
            "Big",
            8,
            false,
            List.of(
                new EnumType.Constant("HUGE", "HUGE", 0x1234567890abcdefL),
                new EnumType.Constant("none", "none", 0)));
    EnumType ofMember =
        new EnumType(
            "enum {...}", "D", 4, false, List.of(new EnumType.Constant("ANON", "ANON", 0)));
    assertThat(model.enums()).containsExactly(mode, big, ofMember).inOrder();
    assertThat(model.structs().get(0).fields().stream().map(Field::enumClass))
        .containsExactly(
            own(mode.javaName()),
            own(mode.javaName()),
            own(big.javaName()),
            own(ofMember.javaName()),
            null)
        .inOrder();
  }

  private static TypeClass own(String simpleName) {
    return new TypeClass(null, simpleName);
  }

  private static StructType only(String source) throws Exception {
    SkeletonModel model = Models.of(source);
    assertThat(model.structs()).hasSize(1);
    return model.structs().get(0);
  }
}
