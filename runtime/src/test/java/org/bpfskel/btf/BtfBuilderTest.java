package org.bpfskel.btf;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read again as it was. */
class BtfBuilderTest {
  private static final Path KERNEL = Path.of("/sys/kernel/btf/vmlinux");

  private static final BtfType.Int INT = new BtfType.Int("int", 4, true, false, false, 0, 32);

  /** One of each kind, ids from 1; those that name others name the first. */
  private static final List<BtfType> ALL =
      List.of(
          INT,
          new BtfType.Ptr(1),
          new BtfType.Array(1, 1, 0xffff_ffffL),
          new BtfType.Composite(
              BtfKind.STRUCT,
              "s",
              8,
              List.of(new BtfType.Member("plain", 1, 0, 0), new BtfType.Member("bits", 1, 35, 29))),
          new BtfType.Composite(
              BtfKind.UNION, "", 4, List.of(new BtfType.Member("far", 1, 0xffff_ffffL, 0))),
          new BtfType.Enum(
              BtfKind.ofEnum(4), "e", 4, true, List.of(new BtfType.Value("NEGATIVE", -1))),
          new BtfType.Enum(
              BtfKind.ofEnum(8), "l", 8, false, List.of(new BtfType.Value("LARGE", 1L << 40))),
          new BtfType.Fwd("later", true),
          new BtfType.Modifier(BtfKind.TYPEDEF, "t", 1),
          new BtfType.Modifier(BtfKind.CONST, "", 0),
          new BtfType.FuncProto(1, List.of(new BtfType.Param("a", 1)), true),
          new BtfType.Func("f", 11, BtfType.Linkage.EXTERN),
          new BtfType.Var("v", 1, BtfType.Linkage.GLOBAL),
          new BtfType.DataSec(".data", 4, List.of(new BtfType.SectionVar(13, 0, 4))),
          new BtfType.Float("double", 8),
          new BtfType.DeclTag("tag", 4, 1),
          new BtfType.Modifier(BtfKind.TYPE_TAG, "user", 1));

  @ParameterizedTest
  @ValueSource(strings = {"LITTLE_ENDIAN", "BIG_ENDIAN"})
  void typesOfEachKind(String order) throws Exception {
    BtfBuilder builder =
        new BtfBuilder(order.equals("BIG_ENDIAN") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < ALL.size(); i++) {
      assertThat(builder.nextId()).isEqualTo(i + 1);
      assertThat(builder.add(ALL.get(i))).isEqualTo(i + 1);
    }

    Btf btf = Btf.parse(builder.toBytes());
    assertThat(btf.byteOrder().toString()).isEqualTo(order);
    assertThat(btf.typeCount()).isEqualTo(ALL.size() + 1);
    for (int i = 0; i < ALL.size(); i++) {
      assertThat(btf.type(i + 1)).isEqualTo(ALL.get(i));
    }
  }

  @Test
  void splitTypesNameThoseOfTheirBase() throws Exception {
    BtfBuilder ofBase = new BtfBuilder(ByteOrder.nativeOrder());
    ofBase.add(INT);
    Btf base = Btf.parse(ofBase.toBytes());
    BtfBuilder builder = new BtfBuilder(base);

    assertThat(builder.add(new BtfType.Ptr(1))).isEqualTo(2);
    assertThat(builder.add(new BtfType.Modifier(BtfKind.TYPEDEF, "int", 2))).isEqualTo(3);
    Btf btf = Btf.parse(builder.toBytes(), base);
    assertThat(btf.type(2)).isEqualTo(new BtfType.Ptr(1));
    assertThat(btf.type(3)).isEqualTo(new BtfType.Modifier(BtfKind.TYPEDEF, "int", 2));
    assertThat(btf.type(1)).isEqualTo(INT);
  }

  @Test
  void idsOfAnotherBtfAreTranslated() throws Exception {
    BtfBuilder builder = new BtfBuilder(ByteOrder.nativeOrder());
    builder.add(INT);
    builder.add(new BtfType.Ptr(77), id -> id - 76);

    assertThat(Btf.parse(builder.toBytes()).type(2)).isEqualTo(new BtfType.Ptr(1));
  }

  @Test
  void whatBtfCannotHoldIsRefusedByNameAndLeavesNothing() throws Exception {
    BtfBuilder builder = new BtfBuilder(ByteOrder.nativeOrder());
    List<BtfType.Value> many = Collections.nCopies(65_536, new BtfType.Value("A", 0));
    List<BtfType.Member> far =
        List.of(new BtfType.Member("bit", 1, 0, 1), new BtfType.Member("far", 1, 1 << 24, 0));

    assertThat(refusal(builder, new BtfType.Enum(BtfKind.ENUM, "e", 4, false, many)))
        .isEqualTo("'e' has 65536 members, and BTF counts at most 65535");
    assertThat(refusal(builder, new BtfType.Composite(BtfKind.STRUCT, "s", 1 << 22, far)))
        .isEqualTo(
            "member 'far' of 's' lies at bit 16777216, and in a struct with bitfields 16777215 is"
                + " the last");
    assertThat(refusal(builder, new BtfType.Void())).isEqualTo("BTF has no record of kind VOID");
    assertThat(builder.add(INT)).isEqualTo(1);
    assertThat(Btf.parse(builder.toBytes()).type(1)).isEqualTo(INT);
  }

  private static String refusal(BtfBuilder builder, BtfType type) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> builder.add(type)).getMessage());
  }

  @Test
  void typesOfTheRunningKernel() throws Exception {
    assumeTrue(Files.isReadable(KERNEL), "the kernel shows no BTF in " + KERNEL);
    Btf kernel = Btf.parse(Files.readAllBytes(KERNEL));
    BtfBuilder builder = new BtfBuilder(kernel.byteOrder());
    for (int id = 1; id < kernel.typeCount(); id++) {
      builder.add(kernel.type(id));
    }

    Btf written = Btf.parse(builder.toBytes());
    assertThat(written.typeCount()).isEqualTo(kernel.typeCount());
    for (int id = 1; id < kernel.typeCount(); id++) {
      assertThat(written.type(id)).isEqualTo(kernel.type(id));
    }
  }
}
