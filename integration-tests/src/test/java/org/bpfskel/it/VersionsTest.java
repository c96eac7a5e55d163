package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bpfskel.BpfException;
import org.bpfskel.BpfObject;
import org.bpfskel.OpenOptions;
import org.bpfskel.Skeleton;
import org.bpfskel.data.ObjectBuild;
import org.bpfskel.generated.ObjectSource;
import org.bpfskel.generated.WriteBack;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A class opens other builds of its object. What fields must read, and where they must be written,
 * is what clang says: each build is compiled once with the old values and once with the new ones.
 */
@NeedsLibbpf
final class VersionsTest {
  @TempDir private static Path folder;
  private static CompiledSkeleton skeleton;

  /** Each field's value in the C source of {@link VersionedObject}, old and new. */
  private static Map<String, List<Object>> values() {
    Map<String, List<Object>> values = new LinkedHashMap<>();
    values.put("number", List.of(-7, 70));
    values.put("text", List.of("before", "after"));
    values.put("weights[0]", List.of(1, 10));
    values.put("weights[2]", List.of(3, 30));
    values.put("point.x", List.of((short) -5, (short) 50));
    values.put("point.y", List.of(6, -60));
    values.put("points[1].x", List.of((short) 7, (short) 77));
    values.put("points[1].y", List.of(-8, 88));
    values.put("bits.narrow", List.of(5, 2));
    values.put("bits.wide", List.of(100_000, 200_000));
    values.put("whole", List.of(0x01020304, 0x05060708));
    values.put("last", List.of((byte) 'y', (byte) 'z'));
    return values;
  }

  @BeforeAll
  static void makeTheClass() throws IOException {
    Files.createDirectories(folder.resolve("bpf"));
    Files.write(folder.resolve("bpf/versioned.bpf.o"), VersionedObject.build(""));
    skeleton = CompiledSkeleton.of("bpf/versioned.bpf.o", folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "MEMBER_BEFORE",
        "MEMBER_ADDED",
        "MEMBER_MOVED",
        "NESTED_MEMBER_BEFORE",
        "BITFIELD_BEFORE",
        "BITFIELD_MOVED",
        "UNION_MEMBER_ADDED",
        "CALLBACK_REMOVED",
        "MEMBER_BEFORE MEMBER_ADDED MEMBER_MOVED NESTED_MEMBER_BEFORE BITFIELD_MOVED",
      })
  void fieldsAreReadAndWrittenWhereThatBuildHasThem(String macros) throws IOException {
    assertReadsAndWrites(macros, List.of());
  }

  @Test
  void fieldsOfMembersThatAreGoneAreLeftOut() throws IOException {
    assertReadsAndWrites("MEMBER_REMOVED", List.of("number", "text", "weights"));
    assertReadsAndWrites("NESTED_MEMBER_REMOVED", List.of("point.x", "points[1].x"));
    assertReadsAndWrites("NESTED_REMOVED", List.of("point", "points"));
  }

  @Test
  void membersThatAreGoneReadAsZeroAndDoNoHarmWhileUnset() throws IOException {
    byte[] object = VersionedObject.build("MEMBER_REMOVED NESTED_REMOVED CALLBACK_REMOVED");
    try (Skeleton skel = skeleton.open(object)) {
      ShadowFields ops = ShadowFields.of(skel, "ops");
      assertThat(ops.get("number")).isEqualTo(0);
      assertThat(ops.get("text")).isEqualTo("");
      assertThat(ops.get("weights")).isEqualTo(new int[3]);
      assertThat(ops.get("point.y")).isEqualTo(0);
      assertThat(ops.get("points[1].y")).isEqualTo(0);
      assertThat(ops.get("notify")).isNull();
      assertThat(assertThrows(BpfException.class, skel::load).operation())
          .isEqualTo("bpf_object__load");
    }
  }

  @Test
  void membersThatAreGoneAreRefusedByNameOnceTheyAreSet() throws IOException {
    byte[] object = VersionedObject.build("MEMBER_REMOVED NESTED_REMOVED CALLBACK_REMOVED");
    try (Skeleton skel = skeleton.open(object)) {
      ShadowFields ops = ShadowFields.of(skel, "ops");
      ops.set("notify", skel.object().program("notify"));
      ops.set("number", 1);
      ops.set("text", "x");
      ops.set("weights[2]", 1);
      ops.set("point.y", 1);
      ops.set("points[1].x", (short) 1);
      BpfException e = assertThrows(BpfException.class, skel::load);
      assertThat(e)
          .hasMessageThat()
          .isEqualTo(
              String.join(
                      ": is set, but this build of the object has no such member\n  ",
                      "load failed for versioned_bpf: ops.notify",
                      "ops.number",
                      "ops.text",
                      "ops.weights[2]",
                      "ops.point.y",
                      "ops.points[1].x",
                      "")
                  .stripTrailing());
      ops.set("notify", null);
      ops.set("number", 0);
      ops.set("text", "");
      ops.set("weights[2]", 0);
      ops.set("point.y", 0);
      ops.set("points[1].x", (short) 0);
      assertThat(assertThrows(BpfException.class, skel::load).operation())
          .isEqualTo("bpf_object__load");
    }
  }

  @Test
  void memberOfAnotherTypeIsRefused() throws IOException {
    assertMisfits(
        "NUMBER=unsigned",
        "ops.number: int of 4 bytes in the class, unsigned int of 4 bytes in the object");
    assertMisfits(
        "NUMBER=float", "ops.number: int of 4 bytes in the class, float of 4 bytes in the object");
    assertMisfits(
        "NESTED_Y=unsigned",
        "ops.point.y: int of 4 bytes in the class, unsigned int of 4 bytes in the object",
        "ops.points[].y: int of 4 bytes in the class, unsigned int of 4 bytes in the object");
  }

  @Test
  void memberOfAnotherSizeIsRefused() throws IOException {
    assertMisfits(
        "NUMBER=short", "ops.number: int of 4 bytes in the class, short of 2 bytes in the object");
    assertMisfits(
        "TEXT=16", "ops.text: char[8] of 8 bytes in the class, char[16] of 16 bytes in the object");
    assertMisfits(
        "NARROW=4",
        "ops.bits.narrow: unsigned int of 3 bits in the class, unsigned int of 4 bits in the"
            + " object");
  }

  @Test
  void longerAndShorterArraysAreRefused() throws IOException {
    assertMisfits(
        "WEIGHTS=4",
        "ops.weights: int[3] of 12 bytes in the class, int[4] of 16 bytes in the object");
    assertMisfits(
        "WEIGHTS=2",
        "ops.weights: int[3] of 12 bytes in the class, int[2] of 8 bytes in the object");
  }

  @Test
  void structOfAnotherNameIsRefused() throws IOException {
    assertMisfits(
        "OPS=renamed_ops",
        "ops: struct versioned_ops in the class, struct renamed_ops in the object");
  }

  @Test
  void whatTheClassNamesAndTheObjectLacksIsRefused() throws IOException {
    assertMisfits("MAP_REMOVED", "counters: no such map in the object");
    assertMisfits("PROGRAM_REMOVED", "notify: no such struct_ops program in the object");
    assertMisfits(
        "OTHER_KIND_OF_PROGRAM",
        "spare: no struct_ops program in the object, but program spare (SEC(\"socket\"))");
    assertMisfits("VARIABLE_REMOVED", "ops: no such struct_ops variable in the object");
  }

  @Test
  void everythingThatDoesNotFitIsListedAtOnce() throws IOException {
    assertMisfits(
        "PROGRAM_REMOVED MAP_REMOVED NUMBER=long TEXT=4 NESTED_Y=short NARROW=2",
        "notify: no such struct_ops program in the object",
        "counters: no such map in the object",
        "ops.number: int of 4 bytes in the class, long of 8 bytes in the object",
        "ops.text: char[8] of 8 bytes in the class, char[4] of 4 bytes in the object",
        "ops.point.y: int of 4 bytes in the class, short of 2 bytes in the object",
        "ops.points[].y: int of 4 bytes in the class, short of 2 bytes in the object",
        "ops.bits.narrow: unsigned int of 3 bits in the class, unsigned int of 2 bits in the"
            + " object");
  }

  @Test
  void ofItsOwnBuildNobodySaysThatItIsAnother() throws IOException {
    byte[] object = VersionedObject.build("MAP_REMOVED");
    ObjectBuild build = ObjectBuild.of(object);
    ObjectSource source =
        ObjectSource.of(skeleton.type(), "/bpf/versioned.bpf.o")
            .size(build.size())
            .crc32(build.crc32());

    assertThat(
            assertThrows(
                BpfException.class, () -> source.open(object, OpenOptions.DEFAULT, skeleton::on)))
        .hasMessageThat()
        .isEqualTo(
            "open failed for versioned_bpf: the object does not fit host.Skel:\n"
                + "  counters: no such map in the object");
  }

  /** Opens it from bytes and from a file. */
  private static void assertReadsAndWrites(String macros, List<String> gone) throws IOException {
    byte[] object = VersionedObject.build(macros);
    Path file = Files.write(folder.resolve("another.bpf.o"), object);
    try (Skeleton fromBytes = skeleton.open(object);
        Skeleton fromFile = skeleton.open(file)) {
      assertThat(fromBytes.object().name()).isEqualTo("versioned_bpf");
      assertThat(fromFile.object().name()).isEqualTo("another_bpf");
      assertReadsAndWrites(fromBytes, macros, gone);
      assertReadsAndWrites(fromFile, macros, gone);
    }
  }

  private static void assertReadsAndWrites(Skeleton skel, String macros, List<String> gone)
      throws IOException {
    ShadowFields ops = ShadowFields.of(skel, "ops");
    values()
        .forEach(
            (field, values) -> {
              if (gone.stream().noneMatch(field::startsWith)) {
                assertWithMessage(field).that(ops.get(field)).isEqualTo(values.get(0));
                ops.set(field, values.get(1));
              }
            });
    byte[] written = WriteBack.of(skel.object().structOps("ops"), ops.shadow());
    try (BpfObject wanted =
        BpfObject.open(VersionedObject.build(macros + " NEW_VALUES"), "wanted.bpf.o")) {
      assertThat(written).isEqualTo(wanted.structOps("ops").initialValue());
    }
    assertThat(ops.get("decide")).isSameInstanceAs(skel.object().program("decide"));
  }

  private static void assertMisfits(String macros, String... problems) throws IOException {
    byte[] object = VersionedObject.build(macros);
    List<BpfObject> opened = new ArrayList<>();
    ObjectSource source = ObjectSource.of(skeleton.type(), "/bpf/versioned.bpf.o");
    BpfException e =
        assertThrows(
            BpfException.class,
            () ->
                source.open(
                    object,
                    OpenOptions.DEFAULT,
                    open -> {
                      opened.add(open.object());
                      return skeleton.on(open);
                    }));
    assertThat(e)
        .hasMessageThat()
        .isEqualTo(
            "open failed for versioned_bpf: the object does not fit host.Skel, generated from"
                + " another build of it:\n  "
                + String.join("\n  ", problems));
    assertThat(opened.get(0).isOpen()).isFalse();
  }
}
