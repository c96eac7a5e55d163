package org.bpfskel.it.tool;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bpfskel.BpfMap;
import org.bpfskel.BpfObject;
import org.bpfskel.BpfProgram;
import org.bpfskel.MapType;
import org.bpfskel.it.BpftoolBtf;
import org.bpfskel.it.BpftoolSkeleton;
import org.bpfskel.it.NeedsBpftool;
import org.bpfskel.it.NeedsLibbpf;
import org.bpfskel.it.tool.ToolJar.Ended;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code inspect} says of an object what bpftool and libbpf say of it. */
@NeedsToolJar
@NeedsBpftool
@NeedsLibbpf
final class InspectTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bpf/globals.bpf.o",
        "bpf/maps_and_programs.bpf.o",
        "bpf/maps_storage.bpf.o",
        "bpf/members.bpf.o",
        "bpf/perf_events.bpf.o",
        "bpf/tcp_cc.bpf.o"
      })
  void jsonHasWhatBpftoolAndLibbpfSay(String resource) throws IOException {
    Path file = new ToolJar(folder).object(resource);
    Ended ended = new ToolJar(folder).run("inspect", "--json", file.toString());
    assertThat(ended.errors()).isEmpty();
    JsonObject report = JsonParser.parseString(ended.output()).getAsJsonObject();

    assertThat(report.get("format").getAsInt()).isEqualTo(1);
    BpftoolSkeleton bpftool = BpftoolSkeleton.of(file);
    assertThat(texts(report, "programs", "name")).isEqualTo(bpftool.names("progs"));
    assertThat(texts(report, "maps", "javaName")).isEqualTo(bpftool.names("maps"));
    compareStructs(BpftoolBtf.of(file).structOps(), report, "structOps", "name", "members");
    compareStructs(bpftool.dataSections(file), report, "globals", "javaName", "variables");
    compareWithLibbpf(file, report);
  }

  private static void compareWithLibbpf(Path file, JsonObject report) {
    try (BpfObject object = BpfObject.open(file)) {
      for (JsonElement element : report.getAsJsonArray("programs")) {
        BpfProgram program = object.program(text(element, "name"));
        assertThat(text(element, "section").replaceFirst("^\\?", "")).isEqualTo(program.section());
      }
      for (JsonElement element : report.getAsJsonArray("maps")) {
        JsonObject json = element.getAsJsonObject();
        BpfMap map = object.map(text(json, "name"));
        String name = "map " + text(json, "name");
        assertWithMessage(name)
            .that("BPF_MAP_TYPE_" + text(json, "type"))
            .isEqualTo(map.type().toString());
        assertWithMessage(name).that(size(json, "key")).isEqualTo(map.keySize());
        if (!map.type().equals(MapType.STRUCT_OPS)) { // of which only load knows the kernel's size
          assertWithMessage(name).that(size(json, "value")).isEqualTo(map.valueSize());
        }
        int most = json.has("maxEntries") ? json.get("maxEntries").getAsInt() : 0;
        assertWithMessage(name).that(most).isEqualTo(map.maxEntries());
      }
    }
  }

  private static int size(JsonObject map, String element) {
    return map.has(element) ? map.getAsJsonObject(element).get("size").getAsInt() : 0;
  }

  /**
   * Sizes and members of each, as {@code name@offset:size}; bpftool's flattened ones by C's rule.
   */
  private static void compareStructs(
      Map<String, BpftoolBtf.Struct> expected,
      JsonObject report,
      String list,
      String name,
      String members) {
    Map<String, List<String>> found = new TreeMap<>();
    for (JsonElement element : report.getAsJsonArray(list)) {
      List<String> places = new ArrayList<>();
      JsonArray all = element.getAsJsonObject().getAsJsonArray(members);
      for (JsonElement each : all) {
        JsonObject member = each.getAsJsonObject();
        if (!member.has("bits")) {
          places.add(place(text(member, "name"), number(member, "offset"), number(member, "size")));
        }
      }
      found.put(text(element, name), places);
    }
    Map<String, List<String>> wanted = new TreeMap<>();
    expected.forEach(
        (key, struct) -> {
          List<String> places =
              struct.members().stream()
                  .filter(member -> !member.name().startsWith("__pad"))
                  .map(member -> place(member.name(), member.offset(), member.size()))
                  .toList();
          if (places.isEmpty()) {
            found.remove(key); // bpftool does not find those of a section whose name it cut
          } else {
            wanted.put(key, places);
          }
        });
    assertThat(wanted.size()).isAtLeast(expected.isEmpty() ? 0 : 1);
    assertThat(found).isEqualTo(wanted);
  }

  private static String place(String name, int offset, int size) {
    return "%s@%d:%d".formatted(name, offset, size);
  }

  private static int number(JsonObject object, String member) {
    return object.get(member).getAsInt();
  }

  private static String text(JsonElement object, String member) {
    return object.getAsJsonObject().get(member).getAsString();
  }

  private static List<String> texts(JsonObject report, String list, String member) {
    List<String> texts = new ArrayList<>();
    report.getAsJsonArray(list).forEach(each -> texts.add(text(each, member)));
    return texts;
  }

  @Test
  void textShowsTheSame() throws IOException {
    ToolJar tool = new ToolJar(folder);
    tool.object("bpf/maps_and_programs.bpf.o");
    tool.object("bpf/testmod.bpf.o");

    String maps = tool.run("inspect", "bpf/maps_and_programs.bpf.o").succeeded();
    String structOps = tool.run("inspect", "bpf/testmod.bpf.o").succeeded();

    assertThat(maps).startsWith("bpf/maps_and_programs.bpf.o: BPF object, little-endian\n");
    assertThat(maps).containsMatch("(?m)^  on_xdp +xdp$");
    assertThat(maps)
        .containsMatch(
            "(?m)^  flows +HASH, max_entries 1024, key struct flow \\(12 bytes\\), value struct");
    assertThat(maps).containsMatch("(?m)^ +4 +8  struct settings settings$");
    assertThat(structOps)
        .contains("  testmod_1: struct bpf_testmod_ops, 24 bytes, in .struct_ops.link\n");
    assertThat(structOps).containsMatch("(?m)^ +0 +8  int \\(\\*test_1\\)\\(void\\)$");
    assertThat(structOps).contains("  note: struct_ops program 'test_3' is in no struct_ops");
  }

  @Test
  void aWarningEndsWith1() throws IOException {
    ToolJar tool = new ToolJar(folder);
    tool.object("bpf/bitfields.bpf.o");

    Ended ended = tool.run("inspect", "bpf/bitfields.bpf.o");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.output()).contains("  warning: struct 'bitfields' has bitfields");
  }
}
