package org.bpfskel.btf;

import static com.google.common.truth.Truth.assertThat;
import static org.bpfskel.btf.BtfBytes.CHAR;
import static org.bpfskel.btf.BtfBytes.SIGNED;
import static org.bpfskel.btf.BtfBytes.bitfield;
import static org.bpfskel.btf.BtfBytes.member;
import static org.bpfskel.btf.BtfBytes.param;
import static org.bpfskel.btf.BtfBytes.value;
import static org.bpfskel.btf.BtfBytes.value64;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** C that gives each type the layout it has in BTF. That clang agrees is tested on the kernel's. */
class CHeaderTest {
  private final BtfBytes bytes = new BtfBytes();
  private final int integer = bytes.integer("int", 4, SIGNED);
  private final int character = bytes.integer("char", 1, SIGNED | CHAR);
  private final int wide = bytes.integer("long", 8, SIGNED);

  private String header() throws BtfException {
    return CHeader.of(bytes.parse());
  }

  @Test
  void structsComeAfterWhatTheyEmbedAndAfterDeclarationsOfWhatTheyPointTo() throws BtfException {
    int inner = bytes.nextId() + 1;
    bytes.struct("outer", 16, member("inner", inner, 0), member("next", inner + 1, 64));
    bytes.struct("inner", 4, member("i", integer, 0));
    bytes.ptr(bytes.nextId() + 1);
    bytes.struct("later", 4, member("i", integer, 0));

    assertThat(header())
        .contains(
            """
            struct inner {
            	int i;
            };

            struct later;

            struct outer {
            	struct inner inner;
            	struct later *next;
            };

            struct later {
            	int i;
            };
            """);
  }

  @Test
  void accessesAreRelocatedUnlessTheUserSaysNo() throws BtfException {
    assertThat(header()).contains("#ifndef BPF_NO_PRESERVE_ACCESS_INDEX\n#pragma clang attribute");
    assertThat(header()).contains("#pragma clang attribute pop");
  }

  @Test
  void membersThatAreNotAlignedPackTheStruct() throws BtfException {
    bytes.struct("packed", 5, member("c", character, 0), member("i", integer, 8));
    bytes.struct("short_end", 5, member("i", integer, 0), member("c", character, 32));

    assertThat(header()).contains("\tint i;\n} __attribute__((packed));");
    assertThat(header()).contains("\tchar c;\n} __attribute__((packed));");
  }

  @Test
  void gapsThatAlignmentDoesNotMakeArePadding() throws BtfException {
    bytes.struct("gap", 32, member("c", character, 0), member("l", wide, 128));

    assertThat(header())
        .contains("\tchar c;\n\tlong: 56;\n\tlong: 64;\n\tlong l;\n\tlong: 64;\n};");
  }

  @Test
  void bitfieldsKeepTheirBits() throws BtfException {
    bytes.structWithBitfields(
        "flags",
        8,
        bitfield("a", integer, 0, 3),
        bitfield("b", integer, 5, 1),
        bitfield("c", integer, 32, 32));

    assertThat(header()).contains("\tint a: 3;\n\tlong: 2;\n\tint b: 1;\n\tint c: 32;\n};");
  }

  @Test
  void anonymousTypesStandWhereTheyAreUsed() throws BtfException {
    int union = bytes.union("", 4, member("i", integer, 0), member("c", character, 0));
    bytes.struct("holder", 8, member("", union, 0), member("named", union, 32));
    bytes.typedef("mode_t", bytes.enumeration("", 4, false, value("OFF", 0), value("ON", 1)));

    assertThat(header())
        .contains(
            """
            struct holder {
            	union {
            		int i;
            		char c;
            	};
            	union {
            		int i;
            		char c;
            	} named;
            };
            """);
    assertThat(header()).contains("typedef enum {\n\tOFF = 0,\n\tON = 1,\n} mode_t;");
  }

  @Test
  void constantsOfNoTypeAreThereToo() throws BtfException {
    bytes.variable("v", bytes.enumeration("", 4, false, value("ALONE", 7)), 1);

    assertThat(header()).contains("enum {\n\tALONE = 7,\n};");
  }

  @Test
  void secondTypeOfANameHasAFlavour() throws BtfException {
    bytes.struct("twin", 4, member("i", integer, 0));
    int second = bytes.struct("twin", 8, member("l", wide, 0));
    bytes.struct("user", 8, member("p", bytes.ptr(second), 0));
    bytes.enumeration("one", 4, false, value("SAME", 0));
    bytes.enumeration("two", 4, false, value("SAME", 0));

    assertThat(header()).contains("struct twin {\n\tint i;");
    assertThat(header()).contains("struct twin___2 {\n\tlong l;");
    assertThat(header()).contains("\tstruct twin___2 *p;");
    assertThat(header()).contains("enum two {\n\tSAME___2 = 0,");
  }

  @Test
  void declarationOfTheOtherKindHasAFlavourToo() throws BtfException {
    bytes.union("either", 4, member("i", integer, 0));
    bytes.struct("user", 8, member("p", bytes.ptr(bytes.forward("either", false)), 0));

    assertThat(header()).contains("struct either___2;");
    assertThat(header()).contains("\tstruct either___2 *p;");
  }

  @Test
  void declarationOfWhatIsDefinedIsThatType() throws BtfException {
    int forward = bytes.forward("defined", false);
    bytes.struct("user", 8, member("p", bytes.ptr(forward), 0));
    bytes.struct("defined", 4, member("i", integer, 0));

    assertThat(header()).contains("\tstruct defined *p;");
    assertThat(header()).doesNotContain("___2");
  }

  @Test
  void enumerationsHaveTheirSizes() throws BtfException {
    bytes.enumeration("small", 1, false, value("S", 255));
    bytes.enumeration64("large", 8, false, value64("L", -1));
    bytes.enumeration64("lowest", 8, true, value64("M", Long.MIN_VALUE));

    assertThat(header()).contains("S = 255,\n} __attribute__((mode(byte)));");
    assertThat(header()).contains("L = 18446744073709551615ULL,\n} __attribute__((mode(word)));");
    assertThat(header()).contains("M = (-9223372036854775807LL - 1),");
  }

  @Test
  void unionThatIsLargerThanItsMembersIsAligned() throws BtfException {
    bytes.union("line", 64, member("i", integer, 0));
    bytes.union("empty", 8);

    assertThat(header()).contains("\tint i;\n} __attribute__((aligned(64)));");
    assertThat(header()).contains("union empty {\n\tlong: 64;\n};");
  }

  @Test
  void typedefsOfFunctionsDeclareTheirParameters() throws BtfException {
    int pointer = bytes.ptr(bytes.nextId() + 2);
    bytes.typedef("callback_t", bytes.nextId() + 2);
    bytes.struct("argument", 4, member("i", integer, 0));
    bytes.proto(0, param("a", pointer));

    assertThat(header())
        .contains("struct argument;\n\ntypedef void callback_t(struct argument *a);");
  }

  @Test
  void chosenTypesComeWithWhatTheyNeed() throws BtfException {
    int inner = bytes.struct("inner", 4, member("i", integer, 0));
    int far = bytes.struct("far", 4, member("i", integer, 0));
    int chosen =
        bytes.struct("chosen", 16, member("in", inner, 0), member("p", bytes.ptr(far), 64));
    bytes.struct("other", 4, member("i", integer, 0));

    String header = CHeader.of(bytes.parse(), List.of(chosen));

    assertThat(header).contains("struct inner {");
    assertThat(header).contains("struct far;");
    assertThat(header).doesNotContain("struct far {");
    assertThat(header).doesNotContain("other");
  }

  @Test
  void functionsThatProgramsMayCallAreDeclaredByName() throws BtfException {
    int task = bytes.ptr(bytes.struct("task", 4, member("pid", integer, 0)));
    int release = bytes.func("task_release", bytes.proto(0, param("p", task)), 0);
    int find = bytes.func("task_find", bytes.proto(task, param("pid", integer)), 0);
    bytes.func("not_for_programs", bytes.proto(0), 0);
    bytes.declTag("bpf_kfunc", release, -1);
    bytes.declTag("bpf_kfunc", find, -1);

    assertThat(header())
        .contains(
            """
            #ifndef BPF_NO_KFUNC_PROTOTYPES
            #ifndef __ksym
            #define __ksym __attribute__((section(".ksyms")))
            #endif
            #ifndef __weak
            #define __weak __attribute__((weak))
            #endif
            extern struct task *task_find(int pid) __weak __ksym;
            extern void task_release(struct task *p) __weak __ksym;
            #endif
            """);
    assertThat(header()).doesNotContain("not_for_programs");

    String chosen = CHeader.of(bytes.parse(), List.of(release));
    assertThat(chosen).contains("struct task;");
    assertThat(chosen).contains("task_release(");
    assertThat(chosen).doesNotContain("task_find");
  }

  @Test
  void functionWhoseNameSomethingElseHasIsLeftOut() throws BtfException {
    bytes.typedef("taken", integer);
    bytes.declTag("bpf_kfunc", bytes.func("taken", bytes.proto(0), 0), -1);

    assertThat(header()).doesNotContain("extern");
  }

  @Test
  void addressSpaceIsPartOfThePointersType() throws BtfException {
    int arena = bytes.record("address_space(1)", 18 | 0x80, 0);
    int verifiers = bytes.record("user", 18, integer);
    bytes.struct(
        "pointers",
        16,
        member("arena", bytes.ptr(arena), 0),
        member("user", bytes.ptr(verifiers), 64));

    assertThat(header()).contains("\t__attribute__((address_space(1))) void *arena;");
    assertThat(header()).contains("\tint *user;");
  }

  @Test
  void numbersThatClangDoesNotKnowAreThoseOfTheirSize() throws BtfException {
    bytes.typedef("poly8_t", bytes.integer("__Poly8_t", 1, 0));
    bytes.typedef("poly128_t", bytes.integer("__Poly128_t", 16, 0));
    bytes.typedef("half_t", bytes.floating("__fp16", 2));
    bytes.typedef("quad_t", bytes.floating("long double", 16));
    bytes.typedef("machine_t", bytes.integer("long unsigned int", 4, 0)); // of 32 bits
    bytes.typedef("size", bytes.integer("long unsigned int", 8, 0));
    bytes.typedef("truth", bytes.integer("bool", 1, BtfBytes.BOOL));

    assertThat(header()).contains("typedef unsigned char poly8_t;");
    assertThat(header()).contains("typedef unsigned __int128 poly128_t;");
    assertThat(header()).contains("typedef unsigned short half_t;");
    assertThat(header()).contains("typedef unsigned __int128 quad_t;");
    assertThat(header()).contains("typedef unsigned int machine_t;");
    assertThat(header()).contains("typedef long unsigned int size;");
    assertThat(header()).contains("typedef _Bool truth;");
  }

  @Test
  void enumerationThatIsOnlyDeclaredCanBeUsed() throws BtfException {
    bytes.struct("user", 4, member("state", bytes.enumeration("state", 4, false), 0));

    assertThat(header()).contains("enum state {\n\tstate___empty = 0,\n};");
  }

  @Test
  void whatNoCCanHaveIsRefused() {
    bytes.struct("overlap", 4, member("i", integer, 0), member("j", integer, 0));
    BtfException overlap = assertThrows(BtfException.class, this::header);
    assertThat(overlap).hasMessageThat().contains("struct overlap cannot be written in C");

    BtfBytes loop = new BtfBytes();
    loop.struct("itself", 8, member("again", loop.nextId(), 0));
    BtfException itself = assertThrows(BtfException.class, () -> CHeader.of(loop.parse()));
    assertThat(itself).hasMessageThat().contains("itself, contains itself");
  }
}
