package org.bpfskel.processor.model;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;

/** What libbpf would refuse at open or load is refused, with what to change in C. */
class StructOpsRefusalTest {
  private static final String OPS =
      """
      struct ops {
        int (*run)(void);
        int (*stop)(void);
        void *data;
        int number;
      };
      SEC("struct_ops/run") int run(void *ctx) { return 0; }
      int global = 1;
      """;

  @Test
  void addressInADataPointer() throws Exception {
    assertThat(Models.refusal(OPS + "SEC(\".struct_ops\") struct ops impl = { .data = &global };"))
        .isEqualTo(
            "struct_ops variable 'impl' sets data pointer 'data' to the address of 'global',"
                + " and libbpf takes no address but those of programs:"
                + " leave .data out of its initialiser in C");
  }

  @Test
  void numberInADataPointer() throws Exception {
    assertThat(
            Models.refusal(
                OPS + "SEC(\".struct_ops\") struct ops impl = { .data = (void *)0x4d };"))
        .isEqualTo(
            "struct_ops variable 'impl' sets data pointer 'data' to 0x4d,"
                + " and libbpf takes only NULL there: leave .data out of its initialiser in C");
  }

  @Test
  void numberInACallback() throws Exception {
    assertThat(
            Models.refusal(
                OPS + "SEC(\".struct_ops\") struct ops impl = { .stop = (void *)0x4d };"))
        .isEqualTo(
            "struct_ops variable 'impl' sets function pointer 'stop' to 0x4d,"
                + " which is no function: leave .stop out of its initialiser in C");
  }

  @Test
  void functionPointerInsideAnEmbeddedStruct() throws Exception {
    assertThat(
            refusalOfNested("struct { int x; int (*deep)(void); } in;", ".in.deep = (void *)run"))
        .isEqualTo(
            "struct_ops variable 'impl' sets function pointer 'in.deep' to the address of 'run',"
                + " and libbpf sets callbacks of struct 'nested' itself only, none inside a member:"
                + " leave .in.deep out of its initialiser in C");
  }

  @Test
  void functionPointerInsideAnAnonymousStruct() throws Exception {
    assertThat(refusalOfNested("struct { int x; int (*deep)(void); };", ".deep = (void *)run"))
        .startsWith("struct_ops variable 'impl' sets function pointer 'deep' to the address of");
  }

  @Test
  void functionPointerInsideAUnion() throws Exception {
    assertThat(
            refusalOfNested(
                "union { long number; int (*deep)(void); } u;", ".u.deep = (void *)run"))
        .startsWith("struct_ops variable 'impl' sets function pointer 'u.deep' to the address of");
  }

  @Test
  void functionPointerInsideArrays() throws Exception {
    assertThat(
            refusalOfNested(
                "struct { int (*deep[2][3])(void); } in[2];", ".in[1].deep[1][2] = (void *)run"))
        .startsWith("struct_ops variable 'impl' sets function pointer 'in[1].deep[1][2]' to");
  }

  @Test
  void dataPointerToWhatIsStatic() throws Exception {
    assertThat(
            Models.refusal(
                """
                struct nested { int x; struct { void *data[2]; } in; };
                static int first = 1, hidden = 2;
                SEC("xdp") int user(void *ctx) { return first++ + hidden++; }
                SEC(".struct_ops") struct nested impl = { .in.data = { 0, &hidden } };
                """))
        .startsWith(
            "struct_ops variable 'impl' sets data pointer 'in.data[1]' to the address of"
                + " 'hidden',");
  }

  @Test
  void addressInANumber() throws Exception {
    assertThat(refusalOfNested("unsigned long number;", ".number = (unsigned long)&global"))
        .startsWith(
            "struct_ops variable 'impl' sets member 'number' to the address of 'global', and libbpf"
                + " takes no address");
  }

  @Test
  void callbackAtThePlaceOfAnEmptyMember() throws Exception {
    assertThat(refusalOfNested("int none[0]; int (*go)(void);", ".go = (void *)run"))
        .isEqualTo(
            "struct_ops variable 'impl' sets callback 'go', but libbpf finds member 'none' there,"
                + " which is empty: leave 'none' out of struct 'nested' in C");
  }

  @Test
  void staticFunction() throws Exception {
    assertThat(
            refusalOfStop(
                """
                static int first(void *ctx) { return 1; }
                static int second(void *ctx) { return 2; }
                void *kept = first;
                """,
                "(void *)second"))
        .isEqualTo(
            "struct_ops variable 'impl' sets callback 'stop' to static function 'second',"
                + " which is no program: declare it with SEC(\"struct_ops/stop\")"
                + " and without 'static'");
  }

  @Test
  void functionWithoutSection() throws Exception {
    assertThat(refusalOfStop("int f(void *ctx) { return 0; }", "(void *)f"))
        .isEqualTo(
            "struct_ops variable 'impl' sets callback 'stop' to function 'f',"
                + " which has no SEC and so is no program:"
                + " declare it with SEC(\"struct_ops/stop\")");
  }

  @Test
  void programOfAnotherType() throws Exception {
    assertThat(refusalOfStop("SEC(\"xdp\") int f(void *ctx) { return 0; }", "(void *)f"))
        .isEqualTo(
            "struct_ops variable 'impl' sets callback 'stop' to program 'f' of section 'xdp',"
                + " which is no struct_ops program: declare it with SEC(\"struct_ops/stop\")");
  }

  @Test
  void functionOfAnotherObject() throws Exception {
    assertThat(refusalOfStop("extern int f(void *ctx);", "(void *)f"))
        .isEqualTo(
            "struct_ops variable 'impl' sets callback 'stop' to 'f', which this object does not"
                + " define: define it in this C source, with SEC(\"struct_ops/stop\")");
  }

  @Test
  void variableInACallback() throws Exception {
    assertThat(refusalOfStop("", "(void *)&global"))
        .isEqualTo(
            "struct_ops variable 'impl' sets callback 'stop' to 'global', which is no function:"
                + " leave .stop out of its initialiser in C, or set it to a function with"
                + " SEC(\"struct_ops/stop\")");
  }

  @Test
  void sectionsThatLibbpfPassesOver() throws Exception {
    assertThat(Models.refusal(OPS + "SEC(\".struct_ops.links\") struct ops impl = {};"))
        .isEqualTo(
            "variable 'impl' is in section '.struct_ops.links', which libbpf passes over:"
                + " write SEC(\".struct_ops.link\"),"
                + " or SEC(\".struct_ops\") for one that is attached without a link");
    assertThat(Models.refusal(OPS + "SEC(\"struct_ops.link\") struct ops impl = {};"))
        .startsWith("variable 'impl' is in section 'struct_ops.link', which libbpf passes over:");
    assertThat(Models.refusal(OPS + "SEC(\"?struct_ops\") struct ops impl = {};"))
        .contains("write SEC(\"?.struct_ops.link\")");
  }

  private static String refusalOfStop(String before, String value) throws Exception {
    return Models.refusal(
        OPS + before + "SEC(\".struct_ops\") struct ops impl = { .stop = " + value + " };");
  }

  private static String refusalOfNested(String members, String value) throws Exception {
    return Models.refusal(
        OPS
            + "struct nested { "
            + members
            + " }; SEC(\".struct_ops\") struct nested impl = { "
            + value
            + " };");
  }
}
