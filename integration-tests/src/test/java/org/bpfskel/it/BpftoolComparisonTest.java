package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bpfskel.btf.StructLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The skeleton of every object in bpf-src has the names and layouts that bpftool gives. */
@NeedsBpftool
final class BpftoolComparisonTest {
  @TempDir private Path folder;

  static List<String> objects() throws IOException {
    return BpfObjects.names();
  }

  @Test
  void thereAreObjectsToCompare() throws IOException {
    assertThat(objects()).containsAtLeast("bpf/members.bpf.o", "bpf/maps_and_programs.bpf.o");
  }

  @ParameterizedTest
  @MethodSource("objects")
  void namesAndOrderOfMapsProgramsAndLinks(String object) throws IOException {
    BpftoolSkeleton bpftool = BpftoolSkeleton.of(file(object));
    CompiledSkeleton skeleton = CompiledSkeleton.of(object, folder);
    for (String group : List.of("maps", "progs", "links")) {
      String type = group.substring(0, 1).toUpperCase(Locale.ROOT) + group.substring(1);
      assertWithMessage(group)
          .that(skeleton.names(type))
          .containsExactlyElementsIn(bpftool.names(group))
          .inOrder();
    }
    assertThat(bpftool.names("maps")).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("objects")
  void layoutOfEachStructOpsVariable(String object) throws Exception {
    CompiledSkeleton skeleton = CompiledSkeleton.of(object, folder);
    Map<String, BpftoolBtf.Struct> layouts = new LinkedHashMap<>();
    for (Field variable : skeleton.fields("StructOps")) {
      Object layout = variable.getType().getMethod("layout").invoke(null);
      layouts.put(variable.getName(), asBpftoolHasIt((StructLayout) layout));
    }
    assertThat(layouts).isEqualTo(BpftoolBtf.of(file(object)).structOps());
  }

  private static BpftoolBtf.Struct asBpftoolHasIt(StructLayout layout) {
    return new BpftoolBtf.Struct(
        layout.name(),
        layout.size(),
        layout.members().stream()
            .map(member -> new BpftoolBtf.Member(member.name(), member.offset(), member.size()))
            .toList());
  }

  /** bpftool reads no jars, and names its skeleton by the file. */
  private Path file(String object) throws IOException {
    Path file = folder.resolve(Path.of(object).getFileName().toString());
    return Files.exists(file) ? file : Files.write(file, BpfObjects.bytes(object));
  }
}
