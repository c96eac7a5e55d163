package org.bpfskel.it.map;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;
import org.bpfskel.BpfException;
import org.bpfskel.BpfObject;
import org.bpfskel.BpfProgram;
import org.bpfskel.BpfSkeleton;
import org.bpfskel.BpfTypes;
import org.bpfskel.TestRun;
import org.bpfskel.it.BpfFileSystem;
import org.bpfskel.it.Clang;
import org.bpfskel.it.NeedsBpfFileSystem;
import org.bpfskel.it.NeedsKernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two skeletons share a map, and the Java class of its values. */
@NeedsKernel
final class SharedTypesTest {
  @BpfTypes(
      value = "bpf/session_open.bpf.o",
      name = "SessionTypes",
      types = {"session", "request"})
  interface Sessions {}

  @BpfSkeleton(value = "bpf/session_open.bpf.o", typesOf = Sessions.class)
  interface Opening {}

  @BpfSkeleton(value = "bpf/session_close.bpf.o", typesOf = Sessions.class)
  interface Closing {}

  /** The same map, of which this program takes the user for eight bytes. */
  private static final String OTHER =
      """
      typedef unsigned int __u32;
      typedef unsigned long long __u64;
      struct session { __u64 user; __u32 bytes; __u32 state; char name[16]; };
      struct {
        int (*type)[1]; /* BPF_MAP_TYPE_HASH */
        int (*max_entries)[64];
        int *key;
        struct session *value;
      } sessions __attribute__((section(".maps"), used));
      """;

  private static int run(BpfProgram program, int session, int user) {
    SessionTypes.Request request = new SessionTypes.Request();
    request.session = session;
    request.user = user;
    ByteBuffer context = ByteBuffer.allocate(request.byteSize());
    request.write(context);
    return program.testRun(TestRun.builder().ctxIn(context.array()).build()).retval();
  }

  @Test
  void whatOneProgramWritesTheOtherReads() {
    try (SessionOpenSkel opening = SessionOpenSkel.openAndLoad();
        SessionCloseSkel closing = SessionCloseSkel.open()) {
      closing.maps.sessions.options().reuse(opening.maps.sessions);
      closing.load();

      assertThat(run(opening.progs.open_session, 7, 1000)).isEqualTo(0);
      SessionTypes.Session session = Objects.requireNonNull(closing.maps.sessions.get(7));
      assertThat(session.user).isEqualTo(1000);
      assertThat(session.name).isEqualTo("new");
      assertThat(session.state).isEqualTo(SessionTypes.SessionState.SESSION_OPEN);

      session.name = "renamed";
      opening.maps.sessions.put(7, session);
      assertThat(run(closing.progs.close_session, 7, 0)).isEqualTo(0);
      SessionTypes.Session last = closing.bss.last.get();
      assertThat(last.name).isEqualTo("renamed");
      assertThat(last.state).isEqualTo(SessionTypes.SessionState.SESSION_CLOSED);
      assertThat(last).isEqualTo(opening.maps.sessions.get(7));
    }
  }

  @Test
  void aMapWhoseValuesLookOtherwiseIsNotShared(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("other.bpf.o");
    Clang.compile("bpf", OTHER, file);
    try (SessionOpenSkel opening = SessionOpenSkel.openAndLoad();
        BpfObject other = BpfObject.open(file)) {
      BpfException e =
          assertThrows(
              BpfException.class,
              () -> other.map("sessions").options().reuse(opening.maps.sessions));
      assertThat(e.kind()).isEqualTo(BpfException.Kind.INVALID);
      assertThat(e)
          .hasMessageThat()
          .contains(
              """
              the map to be used has other types, there, than this object has for it, here:
                value.bytes: __u64, 8 bytes at 0 there, __u32, 4 bytes at 8 here
                value.user: __u32, 4 bytes at 8 there, __u64, 8 bytes at 0 here""");
    }
  }

  @Test
  @NeedsBpfFileSystem
  void soItIsWithAMapThatIsPinned(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("other.bpf.o");
    Clang.compile("bpf", OTHER, file);
    try (BpfFileSystem bpf = BpfFileSystem.mount();
        SessionOpenSkel opening = SessionOpenSkel.openAndLoad();
        SessionCloseSkel closing = SessionCloseSkel.open();
        BpfObject other = BpfObject.open(file)) {
      Path pin = bpf.root().resolve("sessions");
      opening.maps.sessions.pin(pin);

      closing.maps.sessions.options().reusePinned(pin);
      closing.load();
      assertThat(closing.maps.sessions.info().id()).isEqualTo(opening.maps.sessions.info().id());
      BpfException e =
          assertThrows(BpfException.class, () -> other.map("sessions").options().reusePinned(pin));
      assertThat(e).hasMessageThat().contains("value.user: __u32, 4 bytes at 8 there");
      opening.maps.sessions.unpin();
    }
  }
}
