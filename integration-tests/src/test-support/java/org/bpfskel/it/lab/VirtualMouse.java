package org.bpfskel.it.lab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.Stream;

/** A mouse without hardware: its driver is this process, by /dev/uhid and linux/uhid.h. */
final class VirtualMouse implements AutoCloseable {
  private static final Path DEVICES = Path.of("/sys/bus/hid/devices");

  private static final int UHID_START = 2;
  private static final int UHID_CREATE2 = 11;
  private static final int UHID_INPUT2 = 12;

  /** Sizes of struct uhid_event, and in uhid_create2_req of name, phys and uniq. */
  private static final int EVENT = 4376;

  private static final int NAME = 128;
  private static final int PHYS = 64;
  private static final int UNIQ = 64;

  private static final short BUS_USB = 3;

  /** Three buttons in a byte, then x and y, a byte each. */
  private static final byte[] REPORT_DESCRIPTOR =
      HexFormat.of()
          .parseHex(
              "05010902a1010901a100"
                  + "0509190129031500250195037501810295017505810105010930093115"
                  + "81257f750895028106c0c0");

  private final FileChannel uhid;
  private final int hidId;

  private VirtualMouse(FileChannel uhid, int hidId) {
    this.uhid = uhid;
    this.hidId = hidId;
  }

  /** Makes a mouse of its own; returns once a driver has started the device. */
  static VirtualMouse plugIn() throws IOException, InterruptedException {
    loadDrivers();
    String uniq = UUID.randomUUID().toString();
    FileChannel uhid =
        FileChannel.open(Path.of("/dev/uhid"), StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      uhid.write(creation(uniq).flip());
      awaitStart(uhid);
      return new VirtualMouse(uhid, findHidId(uniq));
    } catch (IOException | RuntimeException e) {
      uhid.close();
      throw e;
    }
  }

  /** The number that the kernel gave the device. */
  int hidId() {
    return hidId;
  }

  /** Sends one report; the kernel has handled it on return. */
  void move(int x, int y) throws IOException {
    byte[] report = {0, (byte) x, (byte) y};
    ByteBuffer event = event(UHID_INPUT2);
    uhid.write(event.putShort((short) report.length).put(report).flip());
  }

  /** Unplugs the mouse. */
  @Override
  public void close() throws IOException {
    uhid.close();
  }

  private static void loadDrivers() throws IOException, InterruptedException {
    Process modprobe =
        new ProcessBuilder("/sbin/modprobe", "-a", "uhid", "hid-generic").inheritIO().start();
    if (modprobe.waitFor() != 0) {
      throw new IOException("modprobe: " + modprobe.exitValue());
    }
  }

  private static ByteBuffer creation(String uniq) {
    ByteBuffer event = event(UHID_CREATE2);
    int name = event.position();
    event.put(ascii("virtual mouse"));
    event.position(name + NAME + PHYS).put(ascii(uniq));
    event.position(name + NAME + PHYS + UNIQ);
    event.putShort((short) REPORT_DESCRIPTOR.length).putShort(BUS_USB);
    event.putInt(0x1234).putInt(0x5678); // vendor, product
    event.putInt(0).putInt(0); // version, country
    return event.put(REPORT_DESCRIPTOR);
  }

  /** The kernel makes the device in the background, and says when its driver starts it. */
  private static void awaitStart(FileChannel uhid) throws IOException {
    ByteBuffer event = ByteBuffer.allocate(EVENT).order(ByteOrder.nativeOrder());
    do {
      if (uhid.read(event.clear()) < Integer.BYTES) {
        throw new IOException("no event");
      }
    } while (event.getInt(0) != UHID_START);
  }

  /** A device's folder ends in its number: 0003:1234:5678.000A. */
  private static int findHidId(String uniq) throws IOException {
    try (Stream<Path> devices = Files.list(DEVICES)) {
      for (Path device : (Iterable<Path>) devices::iterator) {
        if (Files.readString(device.resolve("uevent")).contains("HID_UNIQ=" + uniq)) {
          String name = device.getFileName().toString();
          return HexFormat.fromHexDigits(name, name.indexOf('.') + 1, name.length());
        }
      }
    }
    throw new IOException("no device " + uniq + " in " + DEVICES);
  }

  private static ByteBuffer event(int type) {
    return ByteBuffer.allocate(EVENT).order(ByteOrder.nativeOrder()).putInt(type);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
