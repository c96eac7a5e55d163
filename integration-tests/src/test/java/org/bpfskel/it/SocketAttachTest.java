package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.bpfskel.BpfException;
import org.bpfskel.BpfLink;
import org.bpfskel.attach.ReusePort;
import org.bpfskel.attach.SocketFilter;
import org.junit.jupiter.api.Test;

/** Programs that sockets have by an option. */
@NeedsKernel
final class SocketAttachTest extends LoadedTraffic {
  @Test
  void filterSeesWhatItsSocketReceivesUntilItsLinkIsClosed() throws IOException {
    try (OpenedDatagrams socket = OpenedDatagrams.open();
        OpenedDatagrams other = OpenedDatagrams.open()) {
      SocketFilter target = SocketFilter.descriptor(socket.descriptor());
      counting("socket").countsUntilClosed(target, socket::send);
      try (BpfLink link = skel.progs.on_socket.attach(target)) {
        assertThat(link.isOpen()).isTrue();
        assertThat(counting("socket").runsDuring(other::send)).isEqualTo(0);
      }
    }
  }

  @Test
  void filterDropsWhatItReturnsNothingOf() throws IOException {
    try (OpenedDatagrams socket = OpenedDatagrams.open()) {
      SocketFilter target = SocketFilter.descriptor(socket.descriptor());
      try (BpfLink link = skel.progs.on_drop.attach(target)) {
        socket.send();
        assertThat(socket.received()).isFalse();
        link.update(skel.progs.on_socket);
        socket.send();
        assertThat(socket.received()).isTrue();
        link.update(skel.progs.on_drop);
      }
      socket.send();
      assertThat(socket.received()).isTrue();
    }
  }

  @Test
  void programOfAPortSeesItsDatagrams() throws IOException {
    try (OpenedDatagrams socket = OpenedDatagrams.open()) {
      ReusePort target = ReusePort.descriptor(socket.descriptor());
      counting("reuseport").countsUntilClosed(target, socket::send);
      counting("socket").countsUntilClosed(target, socket::send);
    }
  }

  @Test
  void socketMayBeClosedFirst() throws IOException {
    OpenedDatagrams socket = OpenedDatagrams.open();
    BpfLink filter = skel.progs.on_drop.attach(SocketFilter.descriptor(socket.descriptor()));
    BpfLink port = skel.progs.on_reuseport.attach(ReusePort.descriptor(socket.descriptor()));
    socket.close();
    try (OpenedDatagrams next = OpenedDatagrams.open()) {
      skel.progs.on_drop.attach(SocketFilter.descriptor(next.descriptor()));
      assertThat(assertThrows(BpfException.class, () -> filter.update(skel.progs.on_socket)))
          .hasMessageThat()
          .contains("its socket is closed");
      filter.close(); // which leaves the next one alone, though it may have the same descriptor
      port.close();
      next.send();
      assertThat(next.received()).isFalse();
      skel.close();
      next.send();
      assertThat(next.received()).isTrue();
    }
  }

  @Test
  void whatIsNoSocketIsRefused() {
    for (int descriptor : new int[] {skel.progs.on_drop.fd(), 1_000_000}) {
      BpfException refusal =
          assertThrows(
              BpfException.class,
              () -> skel.progs.on_drop.attach(SocketFilter.descriptor(descriptor)));
      assertThat(refusal)
          .hasMessageThat()
          .contains(
              "descriptor "
                  + descriptor
                  + (descriptor == 1_000_000 ? " is not open" : " is no socket"));
    }
    assertThrows(IllegalArgumentException.class, () -> SocketFilter.descriptor(-1));
    assertThrows(IllegalArgumentException.class, () -> ReusePort.descriptor(-1));
  }

  @Test
  void programOfAnotherTypeIsRefused() throws IOException {
    try (OpenedDatagrams socket = OpenedDatagrams.open()) {
      assertThat(
              assertThrows(
                  BpfException.class,
                  () ->
                      skel.progs.on_reuseport.attach(SocketFilter.descriptor(socket.descriptor()))))
          .hasMessageThat()
          .contains("it takes programs of SEC(\"socket\"), but this is of SEC(\"sk_reuseport\")");
      assertThat(
              assertThrows(
                  BpfException.class,
                  () -> skel.progs.on_tc.attach(ReusePort.descriptor(socket.descriptor()))))
          .hasMessageThat()
          .contains("it takes programs of SEC(\"sk_reuseport or socket\")");
    }
  }
}
