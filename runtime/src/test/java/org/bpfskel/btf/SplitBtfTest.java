package org.bpfskel.btf;

import static com.google.common.truth.Truth.assertThat;
import static org.bpfskel.btf.BtfBytes.SIGNED;
import static org.bpfskel.btf.BtfBytes.bitfield;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteOrder;
import org.bpfskel.btf.BtfBytes.Form;
import org.bpfskel.btf.BtfType.Member;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The BTF of a kernel module, on top of the kernel's. */
class SplitBtfTest {
  @ParameterizedTest
  @EnumSource
  void continuesIdsAndStringsOfTheBaseInSplitBtf(Form form) throws BtfException {
    BtfBytes kernel = new BtfBytes(form);
    int integer = kernel.integer("int", 4, SIGNED);
    BtfBytes module = kernel.split();
    int alias = module.typedef("module_int", integer);
    int struct = module.structWithBitfields("module_struct", 4, bitfield("bits", alias, 0, 3));
    Btf base = kernel.parse();

    Btf btf = Btf.parse(module.bytes(), base);

    assertThat(btf.typeCount()).isEqualTo(base.typeCount() + 2);
    assertThat(btf.name(integer)).isEqualTo("int");
    assertThat(btf.name(alias)).isEqualTo("module_int");
    assertThat(btf.find("int", BtfKind.INT)).isEqualTo(integer);
    assertThat(btf.find("module_struct", BtfKind.STRUCT)).isEqualTo(struct);
    assertThat(btf.sizeOf(alias)).isEqualTo(4);
    assertThat(((BtfType.Composite) btf.type(struct)).members())
        .containsExactly(new Member("bits", alias, 0, 3));
    assertThat(base.find("module_struct", BtfKind.STRUCT)).isEqualTo(0);
    assertThrows(BtfException.class, () -> Btf.parse(module.bytes()));
  }

  @Test
  void acceptsSplitBtfWithoutStringsOfItsOwn() throws BtfException {
    BtfBytes kernel = new BtfBytes();
    int integer = kernel.integer("int", 4, SIGNED);
    BtfBytes module = kernel.split();
    int pointer = module.ptr(integer);

    Btf btf = Btf.parse(module.bytes(), kernel.parse());

    assertThat(btf.type(pointer)).isEqualTo(new BtfType.Ptr(integer));
    assertThat(btf.byteOrder()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
  }
}
