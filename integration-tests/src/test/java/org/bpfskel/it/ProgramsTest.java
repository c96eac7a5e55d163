package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import org.bpfskel.BpfException;
import org.bpfskel.BpfLink;
import org.bpfskel.BpfProgram;
import org.bpfskel.Skeleton;
import org.bpfskel.StructOpsMap;
import org.bpfskel.StructOpsProgram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which programs and struct_ops variables load takes to the kernel, and attach attaches. */
@NeedsKernel
final class ProgramsTest {
  private static final String SOURCE =
      """
      #define SEC(name) __attribute__((section(name), used))
      #define PROGRAM(name) SEC("struct_ops/" #name) unsigned name(void *ctx) { return 2; }
      struct tcp_congestion_ops {
        unsigned (*ssthresh)(void *sk);
        void (*cong_avoid)(void *sk, unsigned ack, unsigned acked);
        unsigned (*undo_cwnd)(void *sk);
        char name[16];
        unsigned flags;
        union { unsigned whole; unsigned char part; };
      };
      struct tcp_congestion_ops___flavour {
        unsigned (*ssthresh)(void *sk);
        void (*cong_avoid)(void *sk, unsigned ack, unsigned acked);
        unsigned (*undo_cwnd)(void *sk);
        char name[16];
      };
      char LICENSE[] SEC("license") = "GPL";
      PROGRAM(ssthresh)
      PROGRAM(cong_avoid)
      PROGRAM(undo_cwnd)
      PROGRAM(own_ssthresh)
      PROGRAM(spare)
      PROGRAM(optional_ssthresh)
      SEC("socket") int on_socket(void *ctx) { return 0; }

      #define CALLBACKS .cong_avoid = (void *)cong_avoid, .undo_cwnd = (void *)undo_cwnd
      SEC(".struct_ops.link") struct tcp_congestion_ops first = {
        .ssthresh = (void *)ssthresh, CALLBACKS, .whole = 0,
      };
      SEC(".struct_ops.link") struct tcp_congestion_ops second = {
        .ssthresh = (void *)own_ssthresh, CALLBACKS,
      };
      SEC(".struct_ops.link") struct tcp_congestion_ops___flavour third = {
        .ssthresh = (void *)ssthresh, CALLBACKS,
      };
      SEC("?.struct_ops") struct tcp_congestion_ops optional_first = {
        .ssthresh = (void *)optional_ssthresh, CALLBACKS,
      };
      SEC("?.struct_ops") struct tcp_congestion_ops optional_second = {
        .ssthresh = (void *)optional_ssthresh, CALLBACKS,
      };
      """;

  private static final int CONG_AVOID = 8;

  @TempDir private static Path folder;
  private static CompiledSkeleton skeleton;

  private final String name = CongestionControls.uniqueName();
  private Skeleton skel;
  private ShadowFields first;

  @BeforeAll
  static void makeTheClass() throws IOException {
    Clang.compile("bpf", SOURCE, folder.resolve("bpf/programs.bpf.o"));
    skeleton = CompiledSkeleton.of("bpf/programs.bpf.o", folder);
  }

  @BeforeEach
  void open() {
    skel = skeleton.open();
    for (String variable :
        new String[] {"first", "second", "third", "optional_first", "optional_second"}) {
      ShadowFields.of(skel, variable).set("name", nameOf(variable));
    }
    first = ShadowFields.of(skel, "first");
  }

  @AfterEach
  void close() {
    skel.close();
  }

  @Test
  void programOfSeveralVariablesInTheSameCallbackIsFine() throws IOException {
    ShadowFields.of(skel, "second").set("ssthresh", program("ssthresh"));
    skel.load();
    assertThat(program("own_ssthresh").autoload()).isFalse();
    skel.attach();
    assertThat(CongestionControls.available())
        .containsAtLeast(nameOf("first"), nameOf("second"), nameOf("third"));
  }

  @Test
  void programInTwoCallbacksIsRefusedWithBothAndTheObjectCanBeMended() throws IOException {
    first.set("undo_cwnd", program("own_ssthresh"));
    BpfException e = assertThrows(BpfException.class, skel::load);
    assertThat(e)
        .hasMessageThat()
        .isEqualTo(
            "load failed for programs_bpf: program own_ssthresh"
                + " (SEC(\"struct_ops/own_ssthresh\")) is in both first.undo_cwnd and"
                + " second.ssthresh, but the kernel binds a program to one callback");
    assertThat(e.libbpfLog()).isEmpty();
    first.set("undo_cwnd", program("undo_cwnd"));
    skel.load();
    skel.attach();
    assertThat(CongestionControls.available()).contains(nameOf("first"));
  }

  @Test
  void loadAfterARefusedOneTakesTheFieldsAsTheyAreThen() {
    first.set("undo_cwnd", program("ssthresh"));
    assertThrows(BpfException.class, skel::load);
    byte[] before = map("first").initialValue();
    first.set("whole", 0x0102);
    assertThrows(BpfException.class, skel::load);
    byte[] after = map("first").initialValue();
    assertThat(after).isNotEqualTo(before);
    // The union's other member still holds what it was before.
    assertThrows(BpfException.class, skel::load);
    assertThat(map("first").initialValue()).isEqualTo(after);
    first.set("whole", 0);
    assertThrows(BpfException.class, skel::load);
    assertThat(map("first").initialValue()).isEqualTo(before);
    first.set("undo_cwnd", program("undo_cwnd"));
    skel.load();
  }

  @Test
  void programsOfAVariableThatIsNotCreatedAreNotLoaded() throws IOException {
    map("second").options().setAutocreate(false);
    skel.load();
    assertThat(program("own_ssthresh").autoload()).isFalse();
    assertThat(program("ssthresh").autoload()).isTrue();
    skel.attach();
    assertThat(CongestionControls.available()).contains(nameOf("first"));
    assertThat(CongestionControls.available()).doesNotContain(nameOf("second"));
  }

  @Test
  void conflictWithAVariableThatIsNotCreatedIsNone() {
    first.set("undo_cwnd", program("own_ssthresh"));
    map("second").options().setAutocreate(false);
    skel.load();
    assertThat(program("own_ssthresh").autoload()).isTrue();
  }

  @Test
  void everyVariableOfAnOptionalSectionIsLeftOut() throws IOException {
    assertThat(map("optional_first").options().autocreate()).isFalse();
    assertThat(map("optional_second").options().autocreate()).isFalse();
    skel.load();
    assertThat(program("optional_ssthresh").autoload()).isFalse();
    skel.attach();
    assertThat(CongestionControls.available())
        .containsNoneOf(nameOf("optional_first"), nameOf("optional_second"));
  }

  @Test
  void optionalVariableIsCreatedWhenAskedFor() throws IOException {
    map("optional_second").options().setAutocreate(true);
    skel.load();
    assertThat(program("optional_ssthresh").autoload()).isTrue();
    skel.attach();
    assertThat(CongestionControls.available()).contains(nameOf("optional_second"));
    assertThat(CongestionControls.available()).doesNotContain(nameOf("optional_first"));
  }

  @Test
  void variableThatDoesNotAttachByItselfIsAttachedByHand() throws IOException {
    map("first").setAutoattach(false);
    assertThat(map("first").autoattach()).isFalse();
    skel.load();
    skel.attach();
    assertThat(CongestionControls.available()).doesNotContain(nameOf("first"));
    assertThat(CongestionControls.available()).contains(nameOf("second"));
    try (BpfLink link = map("first").attachStructOps()) {
      assertThat(link.name()).isEqualTo("first");
      assertThat(CongestionControls.available()).contains(nameOf("first"));
    }
    assertThat(CongestionControls.available()).doesNotContain(nameOf("first"));
  }

  @Test
  void programOfAnotherSkeletonIsRefusedByTheMapToo() {
    try (Skeleton other = skeleton.open()) {
      StructOpsProgram stranger = (StructOpsProgram) other.object().program("ssthresh");
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class, () -> map("first").setProgram("ssthresh", stranger));
      assertThat(e).hasMessageThat().contains("first: program ssthresh");
      assertThat(e).hasMessageThat().contains("belongs to another open object");
    }
  }

  @Test
  void callbackIsNotChangedAfterLoad() {
    skel.load();
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class,
            () -> map("first").setProgram("ssthresh", program("own_ssthresh")));
    assertThat(e).hasMessageThat().contains("map first is not possible after load");
  }

  @Test
  void autoloadThatTheUserChoseStays() {
    BpfProgram plain = skel.object().program("on_socket");
    plain.setAutoload(false);
    program("spare").setAutoload(true);
    BpfException e = assertThrows(BpfException.class, skel::load);
    assertThat(e.operation()).isEqualTo("bpf_object__load");
    assertThat(program("spare").autoload()).isTrue();
    assertThat(plain.autoload()).isFalse();
    assertThat(e.libbpfLog().toString()).contains("spare");
  }

  @Test
  void programOfACreatedVariableCannotBeLeftOut() {
    program("own_ssthresh").setAutoload(false);
    BpfException e = assertThrows(BpfException.class, skel::load);
    assertThat(e)
        .hasMessageThat()
        .contains(
            "second.ssthresh is program own_ssthresh (SEC(\"struct_ops/own_ssthresh\")), whose"
                + " autoload was set to false, but load creates map second");
    assertThat(program("own_ssthresh").autoload()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"clear the member", "autocreate off", "autoload on"})
  void eachWayOutOfThatLoads(String way) {
    program("own_ssthresh").setAutoload(false);
    assertThrows(BpfException.class, skel::load);
    switch (way) {
      case "autocreate off" -> map("second").options().setAutocreate(false);
      case "autoload on" -> program("own_ssthresh").setAutoload(true);
      default -> map("second").setProgram("ssthresh", program("ssthresh"));
    }
    skel.load();
    assertThat(program("own_ssthresh").autoload()).isEqualTo(way.equals("autoload on"));
  }

  @Test
  void imageThatIsSetIsFollowedByTheShadow() {
    StructOpsMap map = map("first");
    first.set("flags", 1);
    byte[] image = map.initialValue();
    image[3 * Long.BYTES] = 'x';
    image[3 * Long.BYTES + 1] = 0;
    map.setInitialValue(image);
    assertThat(first.get("name")).isEqualTo("x");
    assertThat(first.get("flags")).isEqualTo(0);
    assertThat(first.get("ssthresh")).isSameInstanceAs(program("ssthresh"));
  }

  @Test
  void imageThatIsSetLeavesFunctionPointersAlone() throws IOException {
    StructOpsMap map = map("first");
    byte[] image = map.initialValue();
    for (int i = 0; i < CONG_AVOID + Long.BYTES; i++) {
      assertThat(image[i]).isEqualTo(0);
      image[i] = (byte) 0xee;
    }
    map.setInitialValue(image);
    assertThat(map.program("ssthresh")).isSameInstanceAs(program("ssthresh"));
    assertThat(map.program("cong_avoid")).isSameInstanceAs(program("cong_avoid"));
    first.set("name", nameOf("first"));
    skel.load();
    skel.attach();
    assertThat(CongestionControls.available()).contains(nameOf("first"));
  }

  @Test
  void imageOfAnotherSizeIsRefused() {
    StructOpsMap map = map("first");
    byte[] image = map.initialValue();
    BpfException e =
        assertThrows(BpfException.class, () -> map.setInitialValue(new byte[image.length + 1]));
    assertThat(e)
        .hasMessageThat()
        .contains(
            "the value is %d bytes, the map takes %d".formatted(image.length + 1, image.length));
    assertThat(map.initialValue()).isEqualTo(image);
  }

  private StructOpsProgram program(String program) {
    return (StructOpsProgram) skel.object().program(program);
  }

  private StructOpsMap map(String map) {
    return skel.object().structOps(map);
  }

  /** In the kernel: of the variable, and nothing else on this machine. */
  private String nameOf(String variable) {
    return name + variable.replace("optional_", "o").substring(0, 2);
  }
}
