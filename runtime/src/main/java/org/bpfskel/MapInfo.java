package org.bpfskel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.bpfskel.btf.Printable;

/**
 * What the kernel says about a map, as of one moment: {@code struct bpf_map_info}. Members that an
 * older kernel does not know are 0.
 */
public final class MapInfo {
  /** Bytes of C's struct as far as it is read. */
  static final int SIZE = 88;

  private static final int NAME = 24;
  private static final int NAME_SIZE = 16;

  private final ByteBuffer info;

  private MapInfo(byte[] info) {
    this.info = ByteBuffer.wrap(info).order(ByteOrder.nativeOrder());
  }

  /** Of a copy of the struct at index 0 of a buffer. */
  static MapInfo read(ByteBuffer from) {
    byte[] info = new byte[SIZE];
    from.get(0, info);
    return new MapInfo(info);
  }

  /** The kind. */
  public MapType type() {
    return MapType.of(info.getInt(0));
  }

  /** The number by which {@code bpftool map show id} finds the map. */
  public int id() {
    return info.getInt(4);
  }

  /** Bytes of a key. */
  public int keySize() {
    return info.getInt(8);
  }

  /** Bytes of a value, for one CPU in a per-CPU map. */
  public int valueSize() {
    return info.getInt(12);
  }

  /** The most entries that the map can have. */
  public int maxEntries() {
    return info.getInt(16);
  }

  /** The flags with which the map was created, {@code BPF_F_*}. */
  public int mapFlags() {
    return info.getInt(20);
  }

  /** The kernel's name of the map, at most 15 bytes. */
  public String name() {
    byte[] name = new byte[NAME_SIZE];
    info.get(NAME, name);
    return new String(name, StandardCharsets.UTF_8).replaceAll("\0.*", "");
  }

  /** The index of the interface to which the map is offloaded, or 0. */
  public int ifindex() {
    return info.getInt(40);
  }

  /** The value's type in the kernel's BTF, for struct_ops. */
  public int btfVmlinuxValueTypeId() {
    return info.getInt(44);
  }

  /** The device of the network namespace of {@link #ifindex}. */
  public long netnsDevice() {
    return info.getLong(48);
  }

  /** The inode of the network namespace of {@link #ifindex}. */
  public long netnsInode() {
    return info.getLong(56);
  }

  /** The id of the BTF that describes key and value, or 0. */
  public int btfId() {
    return info.getInt(64);
  }

  /** The key's type in that BTF. */
  public int btfKeyTypeId() {
    return info.getInt(68);
  }

  /** The value's type in that BTF. */
  public int btfValueTypeId() {
    return info.getInt(72);
  }

  /** The id of the module's BTF that has a struct_ops type; since Linux 6.9. */
  public int btfVmlinuxId() {
    return info.getInt(76);
  }

  /** What the kind takes beside its sizes, such as a bloom filter's number of hash functions. */
  public long mapExtra() {
    return info.getLong(80);
  }

  /** Name, kind, id and sizes, for messages. */
  @Override
  public String toString() {
    return "map %s, id %d: %s, key %d bytes, value %d bytes, %d entries"
        .formatted(Printable.of(name()), id(), type(), keySize(), valueSize(), maxEntries());
  }
}
