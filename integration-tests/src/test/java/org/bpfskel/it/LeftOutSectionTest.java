package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.bpfskel.BpfException;
import org.bpfskel.BpfObject;
import org.bpfskel.DataMap;
import org.bpfskel.data.IntVar;
import org.bpfskel.data.Variable;
import org.bpfskel.data.Variables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A section that load was told not to create: nobody's memory, and no private copy of it either.
 */
@NeedsKernel
final class LeftOutSectionTest {
  private static final String OBJECT = "bpf/globals.bpf.o";

  private static BpfObject openWithout(String section) {
    BpfObject object = BpfObject.open(BpfObjects.bytes(OBJECT), OBJECT);
    object.programs().forEach(program -> program.setAutoload(false));
    object.map(section).options().setAutocreate(false);
    return object;
  }

  @ParameterizedTest
  @CsvSource({
    ".data, threshold",
    ".bss, kernel_version",
    ".data.a_section_with_a_long_name, tuned",
    ".rodata, target_tgid",
    ".rodata.steps, step",
    ".kconfig, LINUX_KERNEL_VERSION"
  })
  void saysSoOnEveryAccessAfterLoad(String section, String name) {
    try (BpfObject object = openWithout(section)) {
      DataMap map = object.data(section);
      IntVar before = map.variables().int32(name);
      int value = before.get();
      object.load();

      IntVar after = map.variables().int32(name);
      for (IntVar variable : new IntVar[] {before, after}) {
        assertRefused(map, assertThrows(IllegalStateException.class, variable::get));
        assertRefused(map, assertThrows(IllegalStateException.class, variable::getVolatile));
        assertRefused(map, assertThrows(IllegalStateException.class, () -> variable.set(value)));
        assertRefused(map, assertThrows(IllegalStateException.class, () -> variable.getAndAdd(1)));
        assertThat(variable.toString()).contains("load left map");
      }
      assertRefused(
          map, assertThrows(IllegalStateException.class, () -> map.bytes().lookup(new byte[4])));
    }
  }

  @Test
  void refusesStructsArraysAndTextToo() {
    try (BpfObject object = openWithout(".data")) {
      Variables data = object.data(".data").variables();
      Variable text = data.text("label");
      IntVar element = data.struct("initial").int32("last_cpu");
      object.load();

      assertThat(text.toString()).contains("load left map");
      assertThrows(IllegalStateException.class, element::get);
      assertThrows(IllegalStateException.class, () -> data.int8("small").get());
      assertThrows(IllegalStateException.class, () -> data.int16("port").get());
      assertThrows(IllegalStateException.class, () -> data.int64("large").get());
      assertThrows(IllegalStateException.class, () -> data.bool("enabled").get());
      assertThrows(IllegalStateException.class, () -> data.float32("ratio").get());
      assertThrows(IllegalStateException.class, () -> data.float64("precise").get());
      assertThat(object.data(".bss").variables().int32("kernel_version").get()).isEqualTo(0);
    }
  }

  @Test
  void aProgramThatUsesItIsRefusedByName() {
    try (BpfObject object = BpfObject.open(BpfObjects.bytes(OBJECT), OBJECT)) {
      object.map(".bss").options().setAutocreate(false);
      BpfException e = assertThrows(BpfException.class, object::load);
      assertThat(e).hasMessageThat().contains(".bss");
      assertThat(e).hasMessageThat().contains("on_sys_enter");
    }
  }

  private static void assertRefused(DataMap map, IllegalStateException e) {
    assertThat(e)
        .hasMessageThat()
        .contains("load left map " + map.name() + " out, for its autocreate was off");
  }
}
