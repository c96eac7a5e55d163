package org.bpfskel.processor.model;

import static com.google.common.truth.Truth.assertThat;

import java.nio.ByteOrder;
import java.util.List;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Member;
import org.bpfskel.processor.BpfObjects;
import org.bpfskel.processor.Clang;
import org.junit.jupiter.api.Test;

class ObjectReaderTest {
  @Test
  void theExampleOfTheDocumentation() throws Exception {
    SkeletonModel model =
        ObjectReader.read(BpfObjects.testmod(), "bpf/testmod.bpf.o", "Skel", List.of());

    assertThat(model.byteOrder()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
    assertThat(model.programs())
        .containsExactly(
            new Program("test_1", "test_1", "struct_ops/test_1", true),
            new Program("test_2", "test_2", "struct_ops/test_2", true),
            new Program("test_3", "test_3", "struct_ops/test_3", true))
        .inOrder();
    assertThat(model.maps())
        .containsExactly(
            new MapModel(".bss", "bss", MapModel.MapSource.DATA, null),
            new MapModel("testmod_1", "testmod_1", MapModel.MapSource.STRUCT_OPS, null))
        .inOrder();

    StructType type = model.structs().get(0);
    assertThat(type.cName()).isEqualTo("bpf_testmod_ops");
    assertThat(type.javaName()).isEqualTo("BpfTestmodOps");
    assertThat(type.layout().size()).isEqualTo(24);
    assertThat(type.fields().stream().map(Field::declaration))
        .containsExactly("int (*test_1)(void)", "void (*test_2)(int, int)", "int data")
        .inOrder();
    assertThat(type.fields().stream().map(f -> f.member().offset())).containsExactly(0, 8, 16);
    assertThat(type.fields().stream().map(Field::leftOut)).containsExactly(null, null, null);
    assertThat(model.structOps())
        .containsExactly(new StructOpsVariable("testmod_1", "testmod_1", ".struct_ops.link", type));
  }

  @Test
  void globalsHaveTheirPlaceFromTheSymbolTable() throws Exception {
    SkeletonModel model =
        ObjectReader.read(BpfObjects.testmod(), "bpf/testmod.bpf.o", "Skel", List.of());

    List<Member> variables = Models.group(model, ".bss").layout().members();
    assertThat(variables.stream().map(Member::name))
        .containsExactly("test_1_calls", "test_2_calls", "last_a", "last_b", "test_3_calls");
    assertThat(variables.stream().map(Member::offset)).containsExactly(0, 4, 8, 12, 16).inOrder();
    assertThat(variables.stream().map(Member::size)).doesNotContain(0);
  }

  @Test
  void bothByteOrdersGiveTheSameModel() throws Exception {
    String source =
        C.SEC
            + """
            enum mode { SLOW, FAST };
            struct ops { int (*run)(int a); enum mode mode; char name[8]; };
            int counter, total;
            SEC("struct_ops/run") int run(unsigned long *ctx) { return counter++ + total++; }
            SEC(".struct_ops") struct ops impl = { .run = (void *)run, .mode = FAST };
            """;
    SkeletonModel little =
        ObjectReader.read(Clang.bpf(source, "-target", "bpfel"), "x.o", "XSkel", List.of());
    SkeletonModel big =
        ObjectReader.read(Clang.bpf(source, "-target", "bpfeb"), "x.o", "XSkel", List.of());

    assertThat(big.byteOrder()).isEqualTo(ByteOrder.BIG_ENDIAN);
    assertThat(big.structOps()).isEqualTo(little.structOps());
    assertThat(big.dataGroups()).isEqualTo(little.dataGroups());
    assertThat(big.programs()).isEqualTo(little.programs());
    assertThat(big.maps()).isEqualTo(little.maps());
    assertThat(big.enums()).isEqualTo(little.enums());
  }

  @Test
  void theSameBytesGiveTheSameModel() throws Exception {
    for (String name : BpfObjects.NAMES) {
      SkeletonModel once = ObjectReader.read(BpfObjects.bytes(name), name, "Skel", List.of());
      SkeletonModel again = ObjectReader.read(BpfObjects.bytes(name), name, "Skel", List.of());

      assertThat(again).isEqualTo(once);
      assertThat(again.toString()).isEqualTo(once.toString());
    }
  }

  @Test
  void everyFieldPointsToItsMember() throws Exception {
    SkeletonModel model =
        ObjectReader.read(BpfObjects.testmod(), "bpf/testmod.bpf.o", "Skel", List.of());

    for (StructType type : model.structs()) {
      List<StructLayout.Member> members = type.layout().members();
      assertThat(type.fields()).hasSize(members.size());
      for (Field field : type.fields()) {
        assertThat(field.member()).isEqualTo(members.get(field.index()));
      }
    }
  }
}
