package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.bpfskel.BpfObject;
import org.bpfskel.Skeleton;
import org.bpfskel.TestRun;
import org.bpfskel.data.Codec;
import org.bpfskel.data.StructValue;
import org.bpfskel.data.StructVar;
import org.bpfskel.data.Variables;
import org.bpfskel.event.PerfBuffer;
import org.bpfskel.event.RingBuffer;
import org.bpfskel.event.UserRingBuffer;
import org.bpfskel.map.BpfPerfEventArray;
import org.bpfskel.map.BpfRingBuf;
import org.bpfskel.map.BpfUserRingBuf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No map says what its records are: which struct of C a class stands for, in every build. */
@NeedsLibbpf
final class RecordStructsTest {
  private static final String MAPS =
      """
      #define SEC(name) __attribute__((section(name), used))
      struct { int (*type)[27]; int (*max_entries)[4096]; } ring SEC(".maps");
      struct { int (*type)[31]; int (*max_entries)[4096]; } orders SEC(".maps");
      struct { int (*type)[4]; int (*key_size)[4]; int (*value_size)[4]; } perf SEC(".maps");
      static long (*bpf_perf_event_output)(void *, void *, long, void *, long) = (void *) 25;
      static long (*bpf_ringbuf_output)(void *, void *, long, long) = (void *) 130;
      static long (*bpf_dynptr_read)(void *, int, void *, int, long) = (void *) 201;
      static long (*bpf_user_ringbuf_drain)(void *, void *, void *, long) = (void *) 209;
      """;

  /** Sends the variable as a record, and takes an order into it. */
  private static final String PROGRAMS =
      """
      SEC("raw_tp") int send(void *ctx) {
        EVENT copy = sample;
        bpf_ringbuf_output(&ring, &copy, sizeof(copy), 0);
        return bpf_perf_event_output(ctx, &perf, 0xffffffff, &copy, sizeof(copy));
      }
      static long take(void *dynptr, void *ctx) {
        bpf_dynptr_read(&sample, sizeof(sample), dynptr, 0, 0);
        return 0;
      }
      SEC("raw_tp") int receive(void *ctx) {
        return bpf_user_ringbuf_drain(&orders, take, 0, 0);
      }
      char LICENSE[] SEC("license") = "GPL";
      """;

  private static final String MEMBERS = "{ unsigned pid; char comm[8]; long when; }";
  private static final String MOVED = "{ long when; unsigned more; char comm[8]; unsigned pid; }";
  private static final String OTHER = "{ int code; }";

  @TempDir private Path folder;

  /** A program that sends the variable {@code sample} of that type. */
  private static String sending(String types, String event) {
    return "#define EVENT %s\n%s\n%s\nEVENT sample = { .pid = 7, .comm = \"init\", .when = -1 };\n%s"
        .formatted(event, types, MAPS, PROGRAMS);
  }

  private byte[] compiled(String source) throws IOException {
    Path object = folder.resolve("compiled.bpf.o");
    Clang.compile("bpf", source, object);
    return Files.readAllBytes(object);
  }

  private byte[] linked(String first, String second) throws IOException {
    Path object = folder.resolve("linked.bpf.o");
    Path one = folder.resolve("one.bpf.o");
    Path two = folder.resolve("two.bpf.o");
    Clang.compile("bpf", first, one);
    Clang.compile("bpf", second, two);
    Bpftool.run("gen", "object", object.toString(), one.toString(), two.toString());
    return Files.readAllBytes(object);
  }

  private CompiledSkeleton classOf(byte[] object, String types) throws IOException {
    Files.createDirectories(folder.resolve("bpf"));
    Files.write(folder.resolve("bpf/records.bpf.o"), object);
    return CompiledSkeleton.of("bpf/records.bpf.o", folder, types);
  }

  /** The records of both kinds of buffers, as new objects and as one that is filled again. */
  private static List<String> records(BpfObject object, Supplier<StructValue> empty) {
    BpfRingBuf ring = BpfRingBuf.of(object.map("ring"));
    BpfPerfEventArray perf = BpfPerfEventArray.of(object.map("perf"));
    List<String> records = new ArrayList<>();
    try (RingBuffer rings = new RingBuffer();
        PerfBuffer perfs = new PerfBuffer()) {
      rings.on(ring, empty, record -> records.add(record.toString()));
      perfs.on(perf, empty, (cpu, record) -> records.add(record.toString()));
      run(object, "send");
      rings.consume();
      perfs.consume();
    }
    try (RingBuffer rings = new RingBuffer();
        PerfBuffer perfs = new PerfBuffer()) {
      rings.onReused(ring, empty.get(), record -> records.add(record.toString()));
      perfs.onReused(perf, empty.get(), (cpu, record) -> records.add(record.toString()));
      run(object, "send");
      rings.consume();
      perfs.consume();
    }
    return records;
  }

  private static void run(BpfObject object, String program) {
    object.program(program).testRun(TestRun.builder().ctxIn(new byte[8]).build());
  }

  /** Records come as they are sent, and orders arrive as they are given. */
  private static void assertTravel(CompiledSkeleton skeleton, String name, byte[] build) {
    try (BpfObject object = BpfObject.open(build, "records.bpf.o")) {
      object.load();
      Variables sample = object.data(".data").variables().struct("sample");
      assertThat(records(object, () -> skeleton.struct(name)))
          .containsExactlyElementsIn(Collections.nCopies(4, "event{pid=7, comm=init, when=-1}"));

      try (UserRingBuffer orders = new UserRingBuffer(BpfUserRingBuf.of(object.map("orders")))) {
        assertThat(orders.send(order(skeleton.struct(name)), Duration.ZERO)).isTrue();
        run(object, "receive");
      }
      assertThat(sample.int32("pid").get()).isEqualTo(9);
      assertThat(sample.text("comm").get()).isEqualTo("java");
    }
  }

  private static StructValue order(StructValue order) {
    Fields.set(order, "pid", 9);
    Fields.set(order, "comm", "java");
    return order;
  }

  private static String refusal(CompiledSkeleton skeleton, String name, byte[] build) {
    try (BpfObject object = BpfObject.open(build, "records.bpf.o")) {
      object.load();
      Supplier<StructValue> empty = () -> skeleton.struct(name);
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> records(object, empty));
      String message = String.valueOf(refused.getMessage());
      try (UserRingBuffer orders = new UserRingBuffer(BpfUserRingBuf.of(object.map("orders")))) {
        IllegalArgumentException e =
            assertThrows(
                IllegalArgumentException.class, () -> orders.send(empty.get(), Duration.ZERO));
        assertThat(e).hasMessageThat().isEqualTo(message);
      }
      return message;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "typedef struct " + MEMBERS + " event;",
        "typedef const struct "
            + OTHER
            + " first; first one; typedef struct "
            + MEMBERS
            + " event;",
        "struct event " + OTHER + " one; typedef struct " + MEMBERS + " event;",
        "union event " + OTHER + " one; typedef struct " + MEMBERS + " event;",
        "typedef struct { struct "
            + OTHER
            + " in; } one_t; one_t one; typedef struct "
            + MEMBERS
            + " event;",
      })
  @NeedsKernel
  void structsWithoutATagAreFoundByTheirTypedef(String types) throws IOException {
    byte[] object = compiled(sending(types, "event"));
    CompiledSkeleton skeleton = classOf(object, "typedef event");
    String name = ofSample(skeleton);

    assertTravel(skeleton, name, object);
    assertTravel(skeleton, name, compiled(sending(types.replace(MEMBERS, MOVED), "event")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"typedef struct " + OTHER + " event; event one;", "typedef int event;", ""})
  @NeedsKernel
  void tagsAreNoTypedefs(String types) throws IOException {
    String tagged = types + " struct event " + MEMBERS + ";";
    byte[] object = compiled(sending(tagged, "struct event"));
    CompiledSkeleton skeleton = classOf(object, "struct event");
    String name = ofSample(skeleton);

    assertTravel(skeleton, name, object);
    assertTravel(skeleton, name, compiled(sending(tagged.replace(MEMBERS, MOVED), "struct event")));
  }

  @Test
  @NeedsKernel
  void aStructWithoutAnyNameIsFoundByWhatItLooksLike() throws IOException {
    String source =
        sending("", "__typeof__(sample)").replace("EVENT sample", "struct " + MEMBERS + " sample");
    byte[] object = compiled(source);
    CompiledSkeleton skeleton = classOf(object, "");
    try (BpfObject opened = BpfObject.open(object, "records.bpf.o")) {
      opened.load();
      assertThat(records(opened, () -> skeleton.struct("Sample")))
          .containsExactlyElementsIn(Collections.nCopies(4, "{pid=7, comm=init, when=-1}"));
    }
    try (BpfObject opened = BpfObject.open(compiled(source + "int more;"), "records.bpf.o")) {
      opened.load();
      assertThat(records(opened, () -> skeleton.struct("Sample"))).hasSize(4);
    }
    assertThat(refusal(skeleton, "Sample", compiled(source.replace(MEMBERS, MOVED))))
        .isEqualTo(
            "the class does not fit this build of the object:\n"
                + "  struct {...}, 24 bytes: unsigned int pid at 0, char[8] comm at 4, long when at 16:"
                + " this build has none that looks like that, and it has no name to be found by:"
                + " give it a tag or a typedef");
  }

  @Test
  @NeedsBpftool
  @NeedsKernel
  void ofALinkedObjectEachClassKeepsItsOwnStruct() throws IOException {
    byte[] object = linkedOfTwo();
    CompiledSkeleton skeleton = classOf(object, "");

    assertTravel(skeleton, ofSample(skeleton), object);
  }

  private byte[] linkedOfTwo() throws IOException {
    return linked(
        "struct event " + OTHER + "; struct event one = { 5 };",
        sending("struct event " + MEMBERS + ";", "struct event"));
  }

  @Test
  @NeedsBpftool
  @NeedsKernel
  void ofALinkedObjectTheClassOfAnotherBuildCannotTellStructsOfOneName() throws IOException {
    CompiledSkeleton skeleton =
        classOf(compiled(sending("struct event " + MEMBERS + ";", "struct event")), "");

    assertThat(refusal(skeleton, "Event", linkedOfTwo()))
        .isEqualTo(
            "the class does not fit this build of the object:\n"
                + "  struct event is the name of several that differ, so that none can be told to be"
                + " the class's\n"
                + "    struct event, 4 bytes: int code at 0\n"
                + "    struct event, 24 bytes: unsigned int pid at 0, char[8] comm at 4, long when at 16");
  }

  @Test
  @NeedsBpftool
  @NeedsKernel
  void ofALinkedObjectStructsThatLookTheSameAreOne() throws IOException {
    String other = "typedef unsigned u32; struct event " + MOVED.replace("unsigned", "u32") + ";";
    byte[] object =
        linked(
            other + " struct event one = {};",
            sending("struct event " + MOVED + ";", "struct event"));
    CompiledSkeleton skeleton =
        classOf(compiled(sending("struct event " + MEMBERS + ";", "struct event")), "");

    assertTravel(skeleton, "Event", object);
  }

  @Test
  @NeedsKernel
  void aNameThatIsNowAnotherKindOfNameIsRefused() throws IOException {
    CompiledSkeleton skeleton =
        classOf(compiled(sending("struct event " + MEMBERS + ";", "struct event")), "");
    byte[] build = compiled(sending("typedef struct " + MEMBERS + " event;", "event"));

    assertThat(refusal(skeleton, "Event", build))
        .isEqualTo(
            "the class does not fit this build of the object:\n"
                + "  struct event of the class is not in this build, which has that name for a typedef"
                + " of 24 bytes: unsigned int pid at 0, char[8] comm at 4, long when at 16");
  }

  @ParameterizedTest
  @ValueSource(strings = {MEMBERS, MOVED})
  @NeedsKernel
  void arraysOfStructsAreReadAsTheBuildHasThem(String members) throws IOException {
    CompiledSkeleton skeleton =
        classOf(compiled(sending("typedef struct " + MEMBERS + " event;", "event")), "");
    String two =
        sending(
                "typedef struct %s event; typedef struct { event e[2]; } two;".formatted(members),
                "two")
            .replace(
                "{ .pid = 7, .comm = \"init\", .when = -1 }", "{ { { .pid = 7 }, { .pid = 8 } } }");
    try (BpfObject object = BpfObject.open(compiled(two), "records.bpf.o");
        RingBuffer rings = new RingBuffer()) {
      object.load();
      List<StructValue> events = new ArrayList<>();
      rings.on(
          BpfRingBuf.of(object.map("ring")),
          Codec.structs(() -> new StructValue[2], () -> skeleton.struct("Event"), 2),
          record -> Collections.addAll(events, record));
      run(object, "send");
      rings.consume();
      assertThat(events.toString())
          .isEqualTo("[event{pid=7, comm=, when=0}, event{pid=8, comm=, when=0}]");
    }
  }

  /** The class of the variable that is sent. */
  private static String ofSample(CompiledSkeleton skeleton) {
    try (Skeleton skel = skeleton.open()) {
      StructVar<?> sample = (StructVar<?>) Fields.get(Fields.get(skel, "data"), "sample");
      return sample.get().getClass().getSimpleName();
    }
  }
}
