package org.bpfskel.btf;

import static com.google.common.truth.Truth.assertThat;
import static org.bpfskel.btf.BtfBytes.CHAR;
import static org.bpfskel.btf.BtfBytes.SIGNED;
import static org.bpfskel.btf.BtfBytes.param;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class CDeclarationTest {
  private final BtfBytes bytes = new BtfBytes();
  private final int integer = bytes.integer("int", 4, SIGNED);
  private final int character = bytes.integer("char", 1, SIGNED | CHAR);

  private String named(int id) throws BtfException {
    return CDeclaration.of(bytes.parse(), id, "x");
  }

  private String unnamed(int id) throws BtfException {
    return CDeclaration.of(bytes.parse(), id, "");
  }

  @Test
  void writesTypesThatHaveNames() throws BtfException {
    assertThat(named(0)).isEqualTo("void x");
    assertThat(named(integer)).isEqualTo("int x");
    assertThat(unnamed(integer)).isEqualTo("int");
    assertThat(named(bytes.struct("sock", 0))).isEqualTo("struct sock x");
    assertThat(named(bytes.union("u", 0))).isEqualTo("union u x");
    assertThat(named(bytes.enumeration("e", 4, false))).isEqualTo("enum e x");
    assertThat(named(bytes.enumeration64("e64", 8, false))).isEqualTo("enum e64 x");
    assertThat(named(bytes.forward("f", false))).isEqualTo("struct f x");
    assertThat(named(bytes.forward("g", true))).isEqualTo("union g x");
    assertThat(named(bytes.floating("double", 8))).isEqualTo("double x");
  }

  @Test
  void keepsTypedefsAsWritten() throws BtfException {
    int u32 = bytes.typedef("u32", bytes.typedef("__u32", integer));

    assertThat(CDeclaration.of(bytes.parse(), u32, "flags")).isEqualTo("u32 flags");
    assertThat(unnamed(u32)).isEqualTo("u32");
  }

  @Test
  void marksAnonymousTypes() throws BtfException {
    assertThat(named(bytes.struct("", 0))).isEqualTo("struct {...} x");
    assertThat(unnamed(bytes.union("", 0))).isEqualTo("union {...}");
    assertThat(unnamed(bytes.enumeration("", 4, false))).isEqualTo("enum {...}");
  }

  @Test
  void putsArrayBoundsBehindTheName() throws BtfException {
    int array = bytes.array(character, 16);

    assertThat(CDeclaration.of(bytes.parse(), array, "name")).isEqualTo("char name[16]");
    assertThat(unnamed(array)).isEqualTo("char[16]");
    assertThat(unnamed(bytes.array(array, 2))).isEqualTo("char[2][16]");
  }

  @Test
  void putsStarsAndQualifiersWhereTheyBelong() throws BtfException {
    int pointer = bytes.ptr(bytes.constant(integer));

    assertThat(named(pointer)).isEqualTo("const int *x");
    assertThat(unnamed(pointer)).isEqualTo("const int *");
    assertThat(named(bytes.constant(pointer))).isEqualTo("const int *const x");
    assertThat(unnamed(bytes.constant(pointer))).isEqualTo("const int *const");
    assertThat(named(bytes.ptr(bytes.constant(pointer)))).isEqualTo("const int *const *x");
    assertThat(named(bytes.modifier(BtfKind.RESTRICT, "", pointer)))
        .isEqualTo("const int *restrict x");
    assertThat(named(bytes.constant(bytes.array(pointer, 3)))).isEqualTo("const int *const x[3]");
    assertThat(named(bytes.modifier(BtfKind.VOLATILE, "", bytes.constant(integer))))
        .isEqualTo("volatile const int x");
  }

  @Test
  void parenthesizesPointersToArraysAndFunctions() throws BtfException {
    int noArguments = bytes.proto(integer);
    int pointer = bytes.ptr(noArguments);

    assertThat(CDeclaration.of(bytes.parse(), pointer, "test_1")).isEqualTo("int (*test_1)(void)");
    assertThat(unnamed(pointer)).isEqualTo("int (*)(void)");
    assertThat(named(bytes.ptr(bytes.array(integer, 4)))).isEqualTo("int (*x)[4]");
    assertThat(named(bytes.array(pointer, 4))).isEqualTo("int (*x[4])(void)");
    assertThat(named(bytes.constant(pointer))).isEqualTo("int (*const x)(void)");
    assertThat(named(bytes.ptr(bytes.proto(pointer)))).isEqualTo("int (*(*x)(void))(void)");
  }

  @Test
  void namesParametersWhenTheBtfDoes() throws BtfException {
    int two = bytes.proto(0, param("a", integer), param("", bytes.ptr(character)));
    int open = bytes.proto(integer, param("format", bytes.ptr(character)), param("", 0));
    int callback = bytes.proto(0, param("done", bytes.ptr(two)));

    assertThat(named(bytes.ptr(two))).isEqualTo("void (*x)(int a, char *)");
    assertThat(named(bytes.ptr(open))).isEqualTo("int (*x)(char *format, ...)");
    assertThat(named(bytes.ptr(callback))).isEqualTo("void (*x)(void (*done)(int a, char *))");
    assertThat(named(bytes.func("f", two, 0))).isEqualTo("void x(int a, char *)");
  }

  @Test
  void leavesTagsOut() throws BtfException {
    int tagged = bytes.ptr(bytes.modifier(BtfKind.TYPE_TAG, "rcu", bytes.struct("sock", 0)));

    assertThat(named(tagged)).isEqualTo("struct sock *x");
  }

  @Test
  void abbreviatesWhatIsNestedTooDeep() throws BtfException {
    int deep = integer;
    for (int i = 0; i < 10_000; i++) {
      deep = bytes.ptr(deep);
    }

    assertThat(named(deep)).isEqualTo("... " + "*".repeat(32) + "x");
  }

  @Test
  void abbreviatesWhatGrowsWithoutEnd() throws BtfException {
    int self = bytes.nextId();
    bytes.proto(integer, param("a", self), param("b", self), param("c", self));

    String text = named(self);

    assertThat(text).contains("...");
    assertThat(text.length()).isLessThan(50_000);
  }

  @Test
  void refusesIdsOutOfRange() {
    assertThrows(BtfException.class, () -> named(99));
  }
}
