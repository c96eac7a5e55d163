package org.bpfskel.processor.model;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import org.bpfskel.internal.elf.ElfFile;
import org.bpfskel.internal.elf.Section;
import org.bpfskel.processor.Clang;
import org.junit.jupiter.api.Test;

class MapReaderTest {
  @Test
  void mapsComeInTheOrderOfLibbpf() throws Exception {
    SkeletonModel model =
        Models.of(
            """
            struct ops { int (*run)(void); };
            SEC("?.struct_ops") struct ops optional = {};
            SEC(".struct_ops") struct ops first = {};
            SEC(".struct_ops") struct ops second = {};
            int counter;
            """
                + C.map("zebra")
                + C.map("ant"));

    assertThat(names(model, MapModel.MapSource.USER)).containsExactly("zebra", "ant").inOrder();
    assertThat(names(model, MapModel.MapSource.STRUCT_OPS))
        .containsExactly("optional", "first", "second")
        .inOrder();
    assertThat(model.maps().stream().map(MapModel::source)).isInOrder();
  }

  @Test
  void dataSectionsComeAsInTheFileAndKconfigLast() throws Exception {
    byte[] object =
        Clang.bpf(
            C.SEC
                + """
                int zeroed, set = 1, custom SEC(".data.custom") = 2;
                const volatile int fixed = 3;
                extern int CONFIG_HZ __kconfig;
                SEC("xdp") int program(void *ctx) { return zeroed + set + fixed + CONFIG_HZ; }
                """);
    List<String> inFile =
        ElfFile.parse(object).sections().stream()
            .map(Section::name)
            .filter(Set.of(".bss", ".data", ".data.custom", ".rodata")::contains)
            .toList();

    List<String> maps =
        names(ObjectReader.read(object, "x.o", "X", List.of()), MapModel.MapSource.DATA);
    assertThat(maps.subList(0, 4)).isEqualTo(inFile);
    assertThat(maps).containsAtLeast(".data.custom", ".kconfig").inOrder();
    assertThat(maps).hasSize(5);
  }

  @Test
  void customDataSectionsAreNamedAsBpftoolNamesThem() throws Exception {
    SkeletonModel model =
        Models.of(
            """
            int a SEC(".data.custom") = 1;
            int b SEC(".bss.two.dots");
            const int c SEC(".rodata.a_name_longer_than_15_characters") = 3;
            """);

    assertThat(model.maps())
        .containsExactly(
            new MapModel(".data.custom", "data_custom", MapModel.MapSource.DATA, null),
            new MapModel(".bss.two.dots", "bss_two_dots", MapModel.MapSource.DATA, null),
            new MapModel(
                ".rodata.a_name_longer_than_15_characters",
                "rodata_a_name_longer_than_15_characters",
                MapModel.MapSource.DATA,
                null));
  }

  @Test
  void stringLiteralsHaveASectionOfTheirOwn() throws Exception {
    SkeletonModel model =
        Models.of(
            """
            const char *volatile text;
            SEC("xdp") int program(void *ctx) { text = "literal"; return 0; }
            """);

    assertThat(model.maps())
        .contains(
            new MapModel(
                ".rodata.str1.1", "rodata_str1_1", MapModel.MapSource.NAMELESS_DATA, null));
    assertThat(model.dataGroups().stream().map(DataGroup::section)).containsExactly(".bss");
  }

  @Test
  void sectionsThatLibbpfPassesOverAreNoMaps() throws Exception {
    SkeletonModel model =
        Models.of(
            """
            int a SEC(".percpu") = 1;
            int c SEC("own") = 3;
            char LICENSE[] SEC("license") = "GPL";
            """);

    assertThat(model.maps()).isEmpty();
  }

  @Test
  void variablesOfAnArenaNeedOne() throws Exception {
    String variable = "int pages_used SEC(\".addr_space.1\") = 2;";
    ObjectException refused = assertThrows(ObjectException.class, () -> Models.of(variable));
    assertThat(refused).hasMessageThat().contains("and no arena: define a map of");

    String arena = "struct { __uint(type, 33); __uint(max_entries, 4); } pages SEC(\".maps\");";
    SkeletonModel model = Models.of(variable + arena);
    assertThat(model.maps().stream().map(MapModel::name)).containsExactly("pages");
    assertThat(model.dataGroups().stream().map(DataGroup::javaName)).containsExactly("arena");
  }

  @Test
  void aMapThatIsCalledLikeASectionKeepsItsName() throws Exception {
    SkeletonModel model = Models.of("int counter;" + C.map("bss"));

    assertThat(names(model, MapModel.MapSource.USER)).containsExactly("bss");
    assertThat(names(model, MapModel.MapSource.DATA)).containsExactly(".bss");
    assertThat(model.maps().stream().map(MapModel::javaName))
        .containsExactly("bss", "bss_")
        .inOrder();
  }

  private static List<String> names(SkeletonModel model, MapModel.MapSource source) {
    return model.maps().stream().filter(m -> m.source() == source).map(MapModel::name).toList();
  }
}
