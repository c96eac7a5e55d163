package org.bpfskel.it.map;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.OptionalLong;
import org.bpfskel.BpfException;
import org.bpfskel.BpfObject;
import org.bpfskel.MapType;
import org.bpfskel.data.Codec;
import org.bpfskel.it.NeedsKernel;
import org.bpfskel.map.BpfSocketMap;
import org.junit.jupiter.api.Test;

/** Maps of sockets: written by descriptor, read as the socket's cookie. */
@NeedsKernel
final class SocketMapTest {

  @Test
  void sockmapHoldsSocketsByIndex() {
    Maps.assumeSupported(MapType.SOCKMAP);
    try (BpfObject object = Maps.loadWithProgram(Maps.REDIRECT, "to_socket", "sockets");
        Socket socket = Socket.tcpListener()) {
      assertHolds(BpfSocketMap.of(object.map("sockets"), Codec.INT32), 2, socket);
    }
  }

  @Test
  void sockhashHoldsSocketsByKey() {
    Maps.assumeSupported(MapType.SOCKHASH);
    try (BpfObject object =
            Maps.loadWithProgram(Maps.REDIRECT, "to_socket_by_id", "sockets_by_id");
        Socket socket = Socket.tcpListener()) {
      assertHolds(BpfSocketMap.of(object.map("sockets_by_id"), Codec.INT64), 7L, socket);
    }
  }

  @Test
  void reuseportArrayHoldsSocketsThatShareAPort() {
    Maps.assumeSupported(MapType.REUSEPORT_SOCKARRAY);
    try (BpfObject object = Maps.loadWithProgram(Maps.REDIRECT, "to_listener", "listeners");
        Socket socket = Socket.udpOfSharedPort()) {
      assertHolds(BpfSocketMap.of(object.map("listeners"), Codec.INT32), 1, socket);
    }
  }

  @Test
  void closedSocketLeaves() {
    Maps.assumeSupported(MapType.SOCKHASH);
    try (BpfObject object = Maps.load(Maps.REDIRECT, "sockets_by_id")) {
      BpfSocketMap<Long> sockets = BpfSocketMap.of(object.map("sockets_by_id"), Codec.INT64);
      try (Socket socket = Socket.tcpListener()) {
        sockets.put(1L, socket.descriptor());
        assertThat(sockets.cookie(1L).isPresent()).isTrue();
      }
      assertThat(sockets.cookie(1L)).isEqualTo(OptionalLong.empty());
    }
  }

  @Test
  void descriptorOfNoSocketIsRefused() {
    Maps.assumeSupported(MapType.SOCKHASH);
    try (BpfObject object = Maps.load(Maps.REDIRECT, "sockets_by_id")) {
      BpfSocketMap<Long> sockets = BpfSocketMap.of(object.map("sockets_by_id"), Codec.INT64);
      BpfException e = assertThrows(BpfException.class, () -> sockets.put(1L, 0));
      assertThat(e.errnoName()).isEqualTo("ENOTSOCK");
    }
  }

  private static <K> void assertHolds(BpfSocketMap<K> sockets, K key, Socket socket) {
    assertThat(sockets.cookie(key)).isEqualTo(OptionalLong.empty());
    sockets.put(key, socket.descriptor());
    assertThat(sockets.cookie(key)).isEqualTo(OptionalLong.of(socket.cookie()));
    assertThat(sockets.remove(key)).isTrue();
    assertThat(sockets.cookie(key)).isEqualTo(OptionalLong.empty());
  }
}
