package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bpfskel.StructOpsShadow;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The layouts in generated classes: those of the object, with nothing opened, libbpf not there. */
class GeneratedLayoutTest {
  @TempDir Path root;

  @ParameterizedTest
  @ValueSource(strings = {"dummy_ops", "members", "optional", "tcp_cc", "testmod"})
  void isTheLayoutInTheObject(String name) throws Exception {
    byte[] object = BpfObjects.bytes("bpf/" + name + ".bpf.o");
    Btf btf = Btf.parse(BtfSection.of(object));
    List<StructLayout> layouts = generatedLayouts(object);

    assertThat(layouts).isNotEmpty();
    for (StructLayout layout : layouts) {
      int id = btf.find(layout.name(), BtfKind.STRUCT);
      assertThat(layout).isEqualTo(StructLayout.read(btf, id));
    }
  }

  @Test
  void namesEveryMemberInTheOrderOfC() throws Exception {
    StructLayout layout = generatedLayouts(BpfObjects.testmod()).get(0);

    assertThat(layout.name()).isEqualTo("bpf_testmod_ops");
    assertThat(layout.size()).isEqualTo(24);
    assertThat(
            layout.members().stream()
                .map(m -> List.of(m.name(), m.cType(), m.offset(), m.size(), m.kind())))
        .containsExactly(
            List.of("test_1", "int (*)(void)", 0, 8, Kind.PROGRAM),
            List.of("test_2", "void (*)(int, int)", 8, 8, Kind.PROGRAM),
            List.of("data", "int", 16, 4, Kind.INT32))
        .inOrder();
  }

  @Test
  void everyMemberWithAFieldHasAFieldOfThatName() throws Exception {
    List<Class<?>> classes = generatedClasses(BpfObjects.bytes("bpf/members.bpf.o"));
    Class<?> shadow = named("EveryMember", classes);

    assertThat(shadow.getField("s8").getType()).isEqualTo(byte.class);
    assertThat(shadow.getField("u16").getType()).isEqualTo(short.class);
    assertThat(shadow.getField("u32").getType()).isEqualTo(int.class);
    assertThat(shadow.getField("plain_long").getType()).isEqualTo(long.class);
    assertThat(shadow.getField("flag").getType()).isEqualTo(boolean.class);
    assertThat(shadow.getField("single_precision").getType()).isEqualTo(float.class);
    assertThat(shadow.getField("double_precision").getType()).isEqualTo(double.class);
    assertThat(shadow.getField("text").getType()).isEqualTo(String.class);
    assertThat(shadow.getField("anonymous_int").getType()).isEqualTo(int.class);
    assertThat(shadow.getField("huge").getType()).isEqualTo(long.class);
    assertThat(named("Color", classes).getField("BLUE").getInt(null)).isEqualTo(-3);
    assertThat(named("Huge", classes).getField("HUGE_HIGH").getLong(null)).isEqualTo(1L << 63);
  }

  private List<StructLayout> generatedLayouts(byte[] object) throws Exception {
    List<StructLayout> layouts = new ArrayList<>();
    for (Class<?> type : generatedClasses(object)) {
      if (StructOpsShadow.class.isAssignableFrom(type)) {
        layouts.add(WrittenLayout.of(type));
      }
    }
    return layouts;
  }

  /** The classes inside of the skeleton, which is not initialised itself. */
  private List<Class<?>> generatedClasses(byte[] object) throws Exception {
    Path objects = root.resolve("objects");
    Project.write(objects.resolve("test.bpf.o"), object);
    Project project =
        new Project(root)
            .source("App.java", "@org.bpfskel.BpfSkeleton(\"test.bpf.o\") public class App {}");
    project.compiles(List.of(objects));
    try (var loader = new URLClassLoader(new URL[] {project.output.toUri().toURL()})) {
      return List.of(Class.forName("TestSkel", false, loader).getClasses());
    }
  }

  private static Class<?> named(String name, List<Class<?>> classes) {
    return classes.stream().filter(c -> c.getSimpleName().equals(name)).findFirst().orElseThrow();
  }
}
