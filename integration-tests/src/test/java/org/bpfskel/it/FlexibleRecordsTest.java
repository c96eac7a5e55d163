package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bpfskel.BpfObject;
import org.bpfskel.TestRun;
import org.bpfskel.data.StructValue;
import org.bpfskel.data.Variables;
import org.bpfskel.event.RingBuffer;
import org.bpfskel.event.UserRingBuffer;
import org.bpfskel.map.BpfRingBuf;
import org.bpfskel.map.BpfUserRingBuf;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Structs that end with an array of no fixed length, from a program and to it. */
@NeedsKernel
final class FlexibleRecordsTest {
  private static final String SOURCE =
      """
      #define SEC(name) __attribute__((section(name), used))
      struct { int (*type)[27]; int (*max_entries)[4096]; } ring SEC(".maps");
      struct { int (*type)[31]; int (*max_entries)[4096]; } orders SEC(".maps");
      static long (*bpf_ringbuf_output)(void *, void *, long, long) = (void *) 130;
      static long (*bpf_dynptr_read)(void *, int, void *, int, long) = (void *) 201;
      static long (*bpf_user_ringbuf_drain)(void *, void *, void *, long) = (void *) 209;

      struct point { short x; int y; };
      struct event { unsigned n; char kind; char data[]; };
      struct path { unsigned n; struct point points[0]; };
      struct event event_variable;
      struct path path_variable;
      static union { struct event event; struct path path; char room[256]; } out;
      unsigned count;

      SEC("raw_tp") int send_event(void *ctx) {
        struct event *e = &out.event;
        e->n = count & 15;
        e->kind = 'k';
        for (int i = 0; i < 20; i++)
          e->data[i] = 'a' + i;
        return bpf_ringbuf_output(&ring, e, sizeof(*e) + (count & 15), 0);
      }
      SEC("raw_tp") int send_path(void *ctx) {
        struct path *p = &out.path;
        p->n = count & 15;
        for (int i = 0; i < 16; i++) {
          p->points[i].x = i;
          p->points[i].y = -i;
        }
        return bpf_ringbuf_output(&ring, p, sizeof(*p) + (count & 15) * sizeof(p->points[0]), 0);
      }

      unsigned char received[64];
      unsigned received_length;
      static long take(void *dynptr, void *ctx) {
        received_length = 0;
        for (unsigned i = 0; i < sizeof(received); i++)
          if (!bpf_dynptr_read(&received[i], 1, dynptr, i, 0))
            received_length = i + 1;
        return 0;
      }
      SEC("raw_tp") int receive(void *ctx) {
        return bpf_user_ringbuf_drain(&orders, take, 0, 0);
      }
      char LICENSE[] SEC("license") = "GPL";
      """;

  @TempDir private Path folder;
  private CompiledSkeleton skeleton;
  private BpfObject object;
  private Variables variables;

  @BeforeEach
  void load() throws IOException {
    Files.createDirectories(folder.resolve("bpf"));
    Path file = folder.resolve("bpf/flexible.bpf.o");
    Clang.compile("bpf", SOURCE, file);
    skeleton = CompiledSkeleton.of("bpf/flexible.bpf.o", folder, "event, path");
    object = BpfObject.open(file);
    object.load();
    variables = object.data(".bss").variables();
  }

  @AfterEach
  void close() {
    object.close();
  }

  private void run(String program) {
    object.program(program).testRun(TestRun.builder().ctxIn(new byte[8]).build());
  }

  /** The same record as a new object and as one that is filled again. */
  private List<StructValue> records(String program, int count, StructValue... empty) {
    List<StructValue> records = new ArrayList<>();
    BpfRingBuf ring = BpfRingBuf.of(object.map("ring"));
    variables.int32("count").set(count);
    for (StructValue value : empty) {
      try (RingBuffer events = new RingBuffer()) {
        events.onReused(ring, value, records::add);
        run(program);
        events.consume();
      }
    }
    return records;
  }

  private byte[] received() {
    run("receive");
    ByteBuffer bytes = ByteBuffer.wrap(variables.bytes("received").get());
    byte[] record = new byte[variables.int32("received_length").get()];
    bytes.get(record);
    return record;
  }

  @Test
  void charactersComeAsFarAsTheyWereSent() {
    StructValue reused = skeleton.struct("Event");
    for (int count = 0; count < 16; count++) {
      // The array begins in the struct's padding, three bytes before its end.
      byte[] data = new byte[3 + count];
      for (int i = 0; i < data.length; i++) {
        data[i] = (byte) ('a' + i);
      }
      for (StructValue event : records("send_event", count, reused, skeleton.struct("Event"))) {
        assertThat((byte[]) Fields.get(event, "data")).isEqualTo(data);
        assertThat(Fields.get(event, "n")).isEqualTo(count);
        assertThat(event.recordLength()).isEqualTo(8 + count);
      }
    }
  }

  @Test
  void structsComeAsFarAsTheyWereSent() {
    StructValue reused = skeleton.struct("Path");
    for (int count = 15; count >= 0; count--) {
      for (StructValue path : records("send_path", count, reused, skeleton.struct("Path"))) {
        Object points = Fields.get(path, "points");
        assertThat(Array.getLength(points)).isEqualTo(count);
        for (int i = 0; i < count; i++) {
          assertThat(Array.get(points, i).toString()).isEqualTo("point{x=" + i + ", y=" + -i + "}");
        }
      }
    }
  }

  @Test
  void programReceivesAllElementsThatAreSet() {
    BpfUserRingBuf map = BpfUserRingBuf.of(object.map("orders"));
    try (UserRingBuffer orders = new UserRingBuffer(map)) {
      StructValue event = skeleton.struct("Event");
      Fields.set(event, "n", 2);
      assertThat(orders.send(event, Duration.ZERO)).isTrue();
      assertThat(received()).isEqualTo(bytes(8).putInt(0, 2).array());
      Fields.set(event, "data", new byte[] {1, 2, 3, 4, 5});
      assertThat(orders.send(event, Duration.ZERO)).isTrue();
      assertThat(received())
          .isEqualTo(bytes(10).putInt(0, 2).put(5, new byte[] {1, 2, 3, 4, 5}).array());
    }
  }

  @Test
  void recordIsSentBackAsItCame() {
    BpfUserRingBuf map = BpfUserRingBuf.of(object.map("orders"));
    try (UserRingBuffer orders = new UserRingBuffer(map)) {
      StructValue path = records("send_path", 3, skeleton.struct("Path")).get(0);
      assertThat(orders.send(path, Duration.ZERO)).isTrue();
      ByteBuffer expected = bytes(4 + 3 * 8).putInt(0, 3);
      for (short i = 0; i < 3; i++) {
        expected.putShort(4 + 8 * i, i).putInt(8 + 8 * i, -i);
      }
      assertThat(ByteBuffer.wrap(received())).isEqualTo(expected);
    }
  }

  private static ByteBuffer bytes(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
  }

  @Test
  void variableHasNoRoomForElements() {
    StructValue event = records("send_event", 1, skeleton.struct("Event")).get(0);
    var variable = variables.struct("event_variable", () -> skeleton.struct("Event"));
    assertThat((byte[]) Fields.get(variable.get(), "data")).isEmpty();
    assertThat(assertThrows(IllegalArgumentException.class, () -> variable.set(event)))
        .hasMessageThat()
        .contains("event.data: has 4 elements, for which only records have room");
    Fields.set(event, "data", new byte[0]);
    variable.set(event);
    assertThat(Fields.get(variable.get(), "n")).isEqualTo(1);
  }
}
