package org.bpfskel.it.map;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bpfskel.BpfException;
import org.bpfskel.BpfLink;
import org.bpfskel.BpfObject;
import org.bpfskel.MapType;
import org.bpfskel.attach.Cgroup;
import org.bpfskel.data.Codec;
import org.bpfskel.it.NeedsKernel;
import org.bpfskel.map.BpfCgroupStorage;
import org.bpfskel.map.BpfCgrpStorage;
import org.bpfskel.map.BpfInodeStorage;
import org.bpfskel.map.BpfSkStorage;
import org.bpfskel.map.BpfTaskStorage;
import org.bpfskel.map.LocalStorage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that live with threads, cgroups, inodes and sockets, and go with them. */
@NeedsKernel
final class StorageTest {

  @Test
  void threadsOfTheirOwnValueAreCounted() throws IOException, InterruptedException {
    Maps.assumeSupported(MapType.TASK_STORAGE);
    Process cat = new ProcessBuilder("cat").start();
    try (BpfObject object = Maps.loadWithProgram(Maps.STORAGE, "use_of_task", "of_task");
        BpfLink link = object.program("use_of_task").attach()) {
      BpfTaskStorage<Long> calls = BpfTaskStorage.of(object.map("of_task"), Codec.INT64);
      calls.put(cat.pid(), 0L);
      try (OutputStream in = cat.getOutputStream()) {
        in.write('\n');
        in.flush();
        assertThat(cat.getInputStream().read()).isEqualTo('\n');
        assertThat(calls.get(cat.pid())).isAtLeast(1L);
        assertThat(calls.get(ProcessHandle.current().pid())).isNull();
      }
      cat.waitFor();
      BpfException gone = assertThrows(BpfException.class, () -> calls.get(cat.pid()));
      assertThat(gone)
          .hasMessageThat()
          .startsWith("pidfd_open failed for process " + cat.pid() + ": ESRCH");
      assertThat(link.isOpen()).isTrue();
    } finally {
      cat.destroy();
    }
  }

  @Test
  @SuppressWarnings("ThreadPriorityCheck") // a system call that the program counts, no scheduling
  void cgroupsOfTheirOwnValueAreCounted() throws IOException {
    Maps.assumeSupported(MapType.CGRP_STORAGE);
    Path own = Cgroups.own();
    assumeTrue(own != null, "no cgroup file system of version 2 is mounted");
    try (BpfObject object = Maps.loadWithProgram(Maps.STORAGE, "use_of_cgroup", "of_cgroup");
        BpfLink link = object.program("use_of_cgroup").attach()) {
      BpfCgrpStorage<Long> calls = BpfCgrpStorage.of(object.map("of_cgroup"), Codec.INT64);
      assertThat(calls.get(own)).isNull();
      calls.put(own, 0L);
      Thread.yield();
      assertThat(calls.get(own)).isAtLeast(1L);
      assertThat(calls.remove(own)).isTrue();
      assertThat(calls.get(own)).isNull();
      assertThat(link.isOpen()).isTrue();
    }
  }

  @Test
  void inodesHaveTheirOwnValues(@TempDir Path folder) throws IOException {
    Maps.assumeSupported(MapType.INODE_STORAGE);
    Path first = Files.createFile(folder.resolve("first"));
    try (BpfObject object = Maps.load(Maps.STORAGE, "of_inode")) {
      BpfInodeStorage<Long> values = BpfInodeStorage.of(object.map("of_inode"), Codec.INT64);
      assertLivesWith(values, first, folder);
      values.put(first, 5L);
      Path second = Files.createLink(folder.resolve("second"), first);
      assertThat(values.get(second)).isEqualTo(5L);
      BpfException e =
          assertThrows(BpfException.class, () -> values.get(folder.resolve("nothing")));
      assertThat(e.errnoName()).isEqualTo("ENOENT");
    }
  }

  @Test
  void socketsHaveTheirOwnValues() {
    Maps.assumeSupported(MapType.SK_STORAGE);
    try (BpfObject object = Maps.load(Maps.STORAGE, "of_socket");
        Socket first = Socket.tcpListener();
        Socket second = Socket.tcpListener()) {
      BpfSkStorage<Long> values = BpfSkStorage.of(object.map("of_socket"), Codec.INT64);
      assertLivesWith(values, first.descriptor(), second.descriptor());
    }
  }

  private static <O> void assertLivesWith(LocalStorage<O, Long> values, O one, O other) {
    assertThat(values.get(one)).isNull();
    assertThat(values.replace(one, 1L)).isFalse();
    assertThat(values.putIfAbsent(one, 2L)).isTrue();
    assertThat(values.putIfAbsent(one, 3L)).isFalse();
    assertThat(values.get(one)).isEqualTo(2L);
    assertThat(values.get(other)).isNull();
    assertThat(values.replace(one, 4L)).isTrue();
    assertThat(values.get(one)).isEqualTo(4L);
    assertThat(values.remove(one)).isTrue();
    assertThat(values.remove(one)).isFalse();
  }

  @Test
  void attachmentsToCgroupsHaveTheirOwnValue() throws IOException {
    Maps.assumeSupported(MapType.CGROUP_STORAGE);
    Path own = Cgroups.own();
    assumeTrue(own != null, "no cgroup file system of version 2 is mounted");
    String[] maps = {"of_attachment", "of_attachment_by_cpu", "of_socket"};
    try (BpfObject object = Maps.loadWithProgram(Maps.STORAGE, "use_of_socket", maps);
        BpfLink link = object.program("use_of_socket").attach(Cgroup.at(own));
        DatagramSocket socket = new DatagramSocket()) {
      BpfCgroupStorage<byte[], Long> values =
          BpfCgroupStorage.of(object.map("of_attachment"), Codec.bytes(16), Codec.INT64);
      socket.send(new DatagramPacket(new byte[1], 1, InetAddress.getLoopbackAddress(), 9));
      assertThat(values.getAll()).hasSize(1);
      assertThat(values.getAll().values().iterator().next()).isAtLeast(1L);
      assertThat(link.isOpen()).isTrue();
    }
  }

  @Test
  void cgroupWithoutAnAttachedProgramHasNoValue() {
    Maps.assumeSupported(MapType.CGROUP_STORAGE);
    try (BpfObject object = Maps.load(Maps.STORAGE, "of_attachment")) {
      BpfCgroupStorage<byte[], Long> values =
          BpfCgroupStorage.of(object.map("of_attachment"), Codec.bytes(16), Codec.INT64);
      assertThat(values.get(new byte[16])).isNull();
      assertThat(values.getAll()).isEmpty();
      BpfException e = assertThrows(BpfException.class, () -> values.put(new byte[16], 1L));
      assertThat(e.errnoName()).isEqualTo("ENOENT");
    }
  }
}
