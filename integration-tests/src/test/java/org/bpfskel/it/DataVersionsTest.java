package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bpfskel.BpfException;
import org.bpfskel.BpfObject;
import org.bpfskel.DataMap;
import org.bpfskel.Skeleton;
import org.bpfskel.TestRun;
import org.bpfskel.data.IntVar;
import org.bpfskel.data.SectionPlace;
import org.bpfskel.data.StructValue;
import org.bpfskel.data.StructVar;
import org.bpfskel.data.ValueVar;
import org.bpfskel.data.Variables;
import org.bpfskel.event.RingBuffer;
import org.bpfskel.event.UserRingBuffer;
import org.bpfskel.map.BpfHashMap;
import org.bpfskel.map.BpfRingBuf;
import org.bpfskel.map.BpfUserRingBuf;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A class opens other builds of its object: global variables, keys and values of maps, records. */
@NeedsLibbpf
final class DataVersionsTest {
  private static final String SOURCE =
      """
      #define SEC(name) __attribute__((section(name), used))
      #ifndef NUMBER
      #define NUMBER int
      #endif
      struct flow {
      #ifdef MEMBER_BEFORE
        long long before;
      #endif
      #ifndef MEMBER_REMOVED
        int source;
      #endif
        NUMBER port;
      };
      #ifdef VARIABLE_BEFORE
      long long first = 1;
      #endif
      #ifndef VARIABLE_REMOVED
      NUMBER limit = 5;
      #endif
      struct flow one = { .port = 80 };
      struct flow many[2] = { {}, { .port = 443 } };
      struct {
        int (*type)[1];
        int (*max_entries)[8];
        struct flow *key;
        struct flow *value;
      } flows SEC(".maps");
      struct { int (*type)[27]; int (*max_entries)[4096]; } sent SEC(".maps");
      struct { int (*type)[31]; int (*max_entries)[4096]; } orders SEC(".maps");
      static long (*bpf_ringbuf_output)(void *, void *, long, long) = (void *) 130;
      static long (*bpf_dynptr_read)(void *, int, void *, int, long) = (void *) 201;
      static long (*bpf_user_ringbuf_drain)(void *, void *, void *, long) = (void *) 209;
      SEC("syscall") int send(void *ctx) {
        return bpf_ringbuf_output(&sent, &one, sizeof(one), 0);
      }
      static long take(void *dynptr, void *ctx) {
        bpf_dynptr_read(&one, sizeof(one), dynptr, 0, 0);
        return 0;
      }
      SEC("syscall") int receive(void *ctx) {
        return bpf_user_ringbuf_drain(&orders, take, 0, 0);
      }
      char LICENSE[] SEC("license") = "GPL";
      """;

  @TempDir private static Path folder;
  private static CompiledSkeleton skeleton;

  @BeforeAll
  static void makeTheClass() throws IOException {
    Files.createDirectories(folder.resolve("bpf"));
    Files.write(folder.resolve("bpf/data.bpf.o"), build(""));
    skeleton = CompiledSkeleton.of("bpf/data.bpf.o", folder);
  }

  private static byte[] build(String macros) throws IOException {
    StringBuilder source = new StringBuilder();
    for (String macro : Splitter.on(' ').omitEmptyStrings().split(macros)) {
      source.append("#define ").append(macro.replace('=', ' ')).append('\n');
    }
    Path object = folder.resolve("build.bpf.o");
    Clang.compile("bpf", source + SOURCE, object);
    return Files.readAllBytes(object);
  }

  private static Variables data(Skeleton skel) {
    return (Variables) Fields.get(skel, "data");
  }

  private static ValueVar<?> variable(Skeleton skel, String name) {
    return (ValueVar<?>) Fields.get(data(skel), name);
  }

  @SuppressWarnings("unchecked") // generated for struct flow
  private static StructVar<StructValue> one(Skeleton skel) {
    return (StructVar<StructValue>) variable(skel, "one");
  }

  /** The handles on its members, of the class that was generated for struct flow. */
  private static Object members(StructVar<StructValue> variable) {
    return variable.members(
        place -> {
          try {
            Class<?> members =
                Class.forName(
                    variable.get().getClass().getName() + "$Members",
                    true,
                    variable.get().getClass().getClassLoader());
            return (Variables) members.getConstructor(SectionPlace.class).newInstance(place);
          } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
          }
        });
  }

  private static IntVar member(Skeleton skel, String name) {
    return (IntVar) Fields.get(members(one(skel)), name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "VARIABLE_BEFORE", "MEMBER_BEFORE", "VARIABLE_BEFORE MEMBER_BEFORE"})
  void variablesAreReadAndSetWhereThatBuildHasThem(String macros) throws IOException {
    try (Skeleton skel = skeleton.open(build(macros))) {
      assertThat(data(skel).int32("limit").get()).isEqualTo(5);
      assertThat(one(skel).toString()).isEqualTo("one=flow{source=0, port=80}");
      assertThat(variable(skel, "many").toString())
          .isEqualTo("many=[flow{source=0, port=0}, flow{source=0, port=443}]");

      StructValue flow = one(skel).get();
      Fields.set(flow, "source", 7);
      one(skel).set(flow);
      assertThat(one(skel).members().int32("source").get()).isEqualTo(7);
      assertThat(one(skel).members().int32("port").get()).isEqualTo(80);
      assertThat(member(skel, "source").get()).isEqualTo(7);
      assertThat(member(skel, "port").get()).isEqualTo(80);
      assertThat(data(skel).int32("limit").get()).isEqualTo(5);
    }
  }

  @Test
  void whatIsGoneReadsAsZeroAndCannotBeSet() throws IOException {
    try (Skeleton skel = skeleton.open(build("MEMBER_REMOVED VARIABLE_REMOVED"))) {
      assertThat(data(skel).int32("limit").get()).isEqualTo(0);
      assertThat(variable(skel, "many").toString())
          .isEqualTo("many=[flow{source=0, port=0}, flow{source=0, port=443}]");
      assertThat(assertThrows(IllegalStateException.class, () -> data(skel).int32("limit").set(1)))
          .hasMessageThat()
          .isEqualTo("limit cannot be set: this build of the object has no such variable");

      StructValue flow = one(skel).get();
      one(skel).set(flow);
      Fields.set(flow, "source", 7);
      assertThat(assertThrows(IllegalArgumentException.class, () -> one(skel).set(flow)))
          .hasMessageThat()
          .isEqualTo("one: flow.source: is set, but this build of the object has no such member");
      assertThat(one(skel).members().int32("source").get()).isEqualTo(0);
      assertThat(member(skel, "source").get()).isEqualTo(0);
      assertThat(member(skel, "port").get()).isEqualTo(80);
      assertThrows(IllegalStateException.class, () -> member(skel, "source").set(1));
    }
  }

  @Test
  void sectionsInWhichJavaNamesNothingMayBeGone() throws IOException {
    Path folderOfDebug = folder.resolve("debug");
    Files.createDirectories(folderOfDebug.resolve("bpf"));
    String use = "#define SEC(name) __attribute__((section(name), used))\n";
    String debug =
        """
        static const volatile char message[] = "debug";
        static volatile int counted_from SEC(".data.debug") = 5;
        SEC("syscall") int run(void *ctx) {
          static const char *volatile literal;
          literal = "literal";
          return message[0] + counted_from;
        }
        """;
    String release = "SEC(\"syscall\") int run(void *ctx) { return 0; }";
    Clang.compile("bpf", use + debug, folderOfDebug.resolve("bpf/data.bpf.o"));
    Clang.compile("bpf", use + release, folderOfDebug.resolve("release.bpf.o"));
    CompiledSkeleton made = CompiledSkeleton.of("bpf/data.bpf.o", folderOfDebug);

    try (Skeleton skel = made.open()) {
      for (String map : List.of("rodata", "rodata_str1_1", "data_debug", "bss")) {
        assertThat(Fields.get(Fields.get(skel, "maps"), map)).isInstanceOf(DataMap.class);
      }
    }
    try (Skeleton skel = made.open(Files.readAllBytes(folderOfDebug.resolve("release.bpf.o")))) {
      assertThat(skel.object().maps()).isEmpty();
    }
  }

  @Test
  void whatHasAnotherTypeIsListedAtOnce() throws IOException {
    byte[] object = build("NUMBER=long");

    assertThat(assertThrows(BpfException.class, () -> skeleton.open(object)))
        .hasMessageThat()
        .endsWith(
            String.join(
                ": int of 4 bytes in the class, long of 8 bytes in the object",
                "another build of it:\n  flows key.port",
                "\n  flows value.port",
                "\n  .data.limit",
                "\n  .data.one.port",
                "\n  .data.many[].port",
                ""));
  }

  @Test
  @NeedsKernel
  void keysAndValuesAreTheKernelsInThatBuild() throws IOException {
    try (Skeleton skel = skeleton.open(build("MEMBER_BEFORE"))) {
      skel.load();
      @SuppressWarnings("unchecked") // generated for struct flow
      BpfHashMap<StructValue, StructValue> flows =
          (BpfHashMap<StructValue, StructValue>) Fields.get(Fields.get(skel, "maps"), "flows");
      StructValue flow = one(skel).get();
      Fields.set(flow, "source", 7);
      flows.put(flow, flow);

      assertThat(flows.getAll()).containsExactly(flow, flow);
      byte[] inThatBuild =
          ByteBuffer.allocate(16)
              .order(ByteOrder.nativeOrder())
              .putLong(0)
              .putInt(7)
              .putInt(80)
              .array();
      assertThat(skel.object().map("flows").bytes().lookup(inThatBuild)).isEqualTo(inThatBuild);
    }
  }

  @Test
  @NeedsKernel
  void recordsAreReadAsThatBuildSendsThem() throws IOException {
    try (Skeleton skel = skeleton.open(build("MEMBER_BEFORE"));
        RingBuffer sent = new RingBuffer()) {
      skel.load();
      List<String> records = new ArrayList<>();
      sent.on(BpfRingBuf.of(skel.object().map("sent")), empty(skel), r -> add(records, r));
      set(one(skel).members(), 7, 443);
      run(skel, "send");
      sent.consume();
      assertThat(records).containsExactly("flow{source=7, port=443}");
    }
  }

  @Test
  @NeedsKernel
  void oneRecordForAllIsFilledAsThatBuildSendsThem() throws IOException {
    try (Skeleton skel = skeleton.open(build("MEMBER_REMOVED"));
        RingBuffer sent = new RingBuffer()) {
      skel.load();
      List<String> records = new ArrayList<>();
      StructValue record = empty(skel).get();
      Fields.set(record, "source", 9);
      sent.onReused(BpfRingBuf.of(skel.object().map("sent")), record, r -> add(records, r));
      run(skel, "send");
      sent.consume();
      assertThat(records).containsExactly("flow{source=0, port=80}");
    }
  }

  @Test
  @NeedsKernel
  void ordersAreWrittenAsThatBuildTakesThem() throws IOException {
    try (Skeleton skel = skeleton.open(build("MEMBER_BEFORE"))) {
      skel.load();
      try (UserRingBuffer orders =
          new UserRingBuffer(BpfUserRingBuf.of(skel.object().map("orders")))) {
        StructValue order = empty(skel).get();
        Fields.set(order, "source", 7);
        Fields.set(order, "port", 443);
        assertThat(orders.send(order, Duration.ZERO)).isTrue();
        run(skel, "receive");
        assertThat(one(skel).get()).isEqualTo(order);
      }
    }
  }

  @Test
  @NeedsKernel
  void recordsOfOtherTypesAreRefused() throws IOException {
    // A skeleton would be refused at open.
    try (BpfObject object = BpfObject.open(build("NUMBER=long"), "data.bpf.o");
        Skeleton skel = skeleton.open();
        RingBuffer sent = new RingBuffer()) {
      object.load();
      BpfRingBuf map = BpfRingBuf.of(object.map("sent"));
      assertThat(
              assertThrows(
                  IllegalArgumentException.class, () -> sent.on(map, empty(skel), record -> {})))
          .hasMessageThat()
          .contains("flow.port: int of 4 bytes in the class, long of 8 bytes in the object");
    }
  }

  private static Supplier<StructValue> empty(Skeleton skel) {
    return () -> one(skel).get();
  }

  private static void add(List<String> records, StructValue record) {
    records.add(record.toString());
  }

  private static void set(Variables members, int source, int port) {
    members.int32("source").set(source);
    members.int32("port").set(port);
  }

  private static void run(Skeleton skel, String program) {
    assertThat(skel.object().program(program).testRun(TestRun.builder().build()).retval())
        .isAtLeast(0);
  }
}
