package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.NetworkInterface;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bpfskel.BpfException;
import org.bpfskel.BpfLink;
import org.bpfskel.BpfMap;
import org.bpfskel.BpfProgram;
import org.bpfskel.LinkInfo;
import org.bpfskel.MapInfo;
import org.bpfskel.MapType;
import org.bpfskel.ProgramInfo;
import org.bpfskel.attach.Xdp;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.link.LinkDetails;
import org.bpfskel.loaded.BtfInfo;
import org.bpfskel.loaded.KernelMap;
import org.bpfskel.loaded.KernelObjects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lists of all that the kernel has, against bpftool's, while others load and close theirs. */
@NeedsKernel
@Timeout(120)
final class KernelObjectsTest extends LoadedNetwork {
  /** A {@code bpftool prog list} in Java. */
  private static List<String> programs() {
    return KernelObjects.programs().stream()
        .map(
            info ->
                "%d: %s name %s tag %s gpl %b uid %d xlated %dB jited %dB map_ids %s btf_id %d"
                    .formatted(
                        info.id(),
                        info.type().name().toLowerCase(Locale.ROOT),
                        info.name(),
                        info.tag(),
                        info.gplCompatible(),
                        info.createdByUid(),
                        info.xlatedProgLen(),
                        info.jitedProgLen(),
                        info.mapIds(),
                        info.btfId()))
        .toList();
  }

  /** A {@code bpftool map list} in Java. */
  private static List<String> maps() {
    return KernelObjects.maps().stream()
        .map(
            info ->
                "%d: %s name %s flags %#x key %dB value %dB max_entries %d btf_id %d"
                    .formatted(
                        info.id(),
                        info.type().name().toLowerCase(Locale.ROOT),
                        info.name(),
                        info.mapFlags(),
                        info.keySize(),
                        info.valueSize(),
                        info.maxEntries(),
                        info.btfId()))
        .toList();
  }

  /** Of one thing: in lists of all, bpftool shows of some what the one before has. */
  private static JsonObject bpftool(String kind, int id) throws IOException {
    return JsonParser.parseString(Bpftool.run("-j", kind, "show", "id", Integer.toString(id)))
        .getAsJsonObject();
  }

  private static String text(JsonObject object, String member) {
    return object.has(member) ? object.get(member).getAsString() : "";
  }

  /** Of one link: bpftool fails after it has shown one by its id. */
  private static JsonObject bpftoolLink(int id) throws IOException {
    for (JsonElement one :
        JsonParser.parseString(Bpftool.run("-j", "link", "show")).getAsJsonArray()) {
      if (one.getAsJsonObject().get("id").getAsInt() == id) {
        return one.getAsJsonObject();
      }
    }
    throw new AssertionError("bpftool shows no link " + id);
  }

  /** bpftool completes it from the types. */
  private static String kernelName(String name) {
    return name.substring(0, Math.min(name.length(), 15));
  }

  private static int number(JsonObject object, String member) {
    return object.has(member) ? object.get(member).getAsInt() : 0;
  }

  @Test
  @NeedsBpftool
  void programsAreThoseOfBpftool() throws IOException {
    List<String> ours = programs();
    for (BpfProgram program : skel.object().programs()) {
      if (!program.autoload()) {
        continue;
      }
      JsonObject one = bpftool("prog", program.info().id());
      List<Integer> mapIds = new ArrayList<>();
      if (one.has("map_ids")) {
        one.getAsJsonArray("map_ids").forEach(id -> mapIds.add(id.getAsInt()));
      }
      assertThat(ours)
          .contains(
              "%d: %s name %s tag %s gpl %b uid %d xlated %dB jited %dB map_ids %s btf_id %d"
                  .formatted(
                      number(one, "id"),
                      text(one, "type"),
                      kernelName(text(one, "name")),
                      text(one, "tag"),
                      one.get("gpl_compatible").getAsBoolean(),
                      number(one, "uid"),
                      number(one, "bytes_xlated"),
                      number(one, "bytes_jited"),
                      mapIds,
                      number(one, "btf_id")));
      Instant loaded = Instant.ofEpochSecond(one.get("loaded_at").getAsLong());
      assertThat(program.info().loadedAt()).isAtLeast(loaded.minusSeconds(2));
      assertThat(program.info().loadedAt()).isAtMost(loaded.plusSeconds(2));
    }
  }

  @Test
  @NeedsBpftool
  void mapsAreThoseOfBpftool() throws IOException {
    List<String> ours = maps();
    for (BpfMap map : skel.object().maps()) {
      JsonObject one = bpftool("map", map.info().id());
      assertThat(ours)
          .contains(
              "%d: %s name %s flags %#x key %dB value %dB max_entries %d btf_id %d"
                  .formatted(
                      number(one, "id"),
                      text(one, "type"),
                      text(one, "name"),
                      number(one, "flags"),
                      number(one, "bytes_key"),
                      number(one, "bytes_value"),
                      number(one, "max_entries"),
                      number(one, "btf_id")));
    }
  }

  @Test
  @NeedsBpftool
  void linksAreThoseOfBpftool() throws IOException {
    try (BpfLink link = skel.progs.on_xdp.attach(Xdp.on("lo"))) {
      int id = link.info().id();
      JsonObject one = bpftoolLink(id);
      LinkInfo ours = link(id);
      assertThat(ours.type().name().toLowerCase(Locale.ROOT)).isEqualTo(text(one, "type"));
      assertThat(ours.programId()).isEqualTo(number(one, "prog_id"));
      assertThat(ours.details())
          .isEqualTo(new LinkDetails.XdpLink(NetworkInterface.getByName("lo").getIndex()));
    }
  }

  private static LinkInfo link(int id) {
    return KernelObjects.links().stream().filter(info -> info.id() == id).findFirst().orElseThrow();
  }

  @Test
  void typesOfAMapAndOfTheKernelAreRead() {
    int id = skel.object().map(".bss").info().btfId();
    BtfInfo ours =
        KernelObjects.btfs().stream().filter(info -> info.id() == id).findFirst().orElseThrow();
    assertThat(ours.ofKernel()).isFalse();
    assertThat(ours.size()).isGreaterThan(0);
    Btf types = KernelObjects.btf(id);
    assertThat(types.typeCount()).isEqualTo(skel.object().btf().typeCount());
    BtfInfo kernel =
        KernelObjects.btfs().stream()
            .filter(info -> info.name().equals("vmlinux"))
            .findFirst()
            .orElseThrow();
    assertThat(kernel.ofKernel()).isTrue();
    assertThat(KernelObjects.btf(kernel.id()).find("task_struct", BtfKind.STRUCT)).isNotEqualTo(0);
  }

  @Test
  void walkGoesOnWhileMapsComeAndGo() throws InterruptedException {
    Thread churn =
        new Thread(
            () -> {
              for (int i = 0; i < 300; i++) {
                KernelMap.create(MapType.HASH, "churn", 4, 4, 1).close();
              }
            });
    churn.start();
    Set<Integer> known = new HashSet<>();
    skel.object().maps().forEach(map -> known.add(map.info().id()));
    do {
      List<Integer> ids = KernelObjects.maps().stream().map(MapInfo::id).toList();
      assertThat(ids).containsAtLeastElementsIn(known);
      assertThat(ids).isInOrder();
    } while (churn.isAlive());
    churn.join();
  }

  @Test
  void withoutPrivilegesTheListSaysWhatItTakes() throws IOException {
    String output =
        new ChildJvm()
            .launcher(List.of("setpriv", "--bounding-set=-sys_admin", "--inh-caps=-all"))
            .run(ListedMaps.class);
    assertWithMessage(output).that(output).contains("PERMISSION");
    assertThat(output).contains("with CAP_SYS_ADMIN alone, which this process lacks");
  }

  @Test
  void idsThatAreNotThereAreNotFound() {
    BpfException e = assertThrows(BpfException.class, () -> KernelObjects.btf(Integer.MAX_VALUE));
    assertThat(e.kind()).isEqualTo(BpfException.Kind.NOT_FOUND);
    assertThat(KernelObjects.programs().stream().map(ProgramInfo::id).toList()).isInOrder();
  }
}
