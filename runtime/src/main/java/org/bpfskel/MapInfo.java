package org.bpfskel;

import org.bpfskel.access.InfoDoor;
import org.bpfskel.btf.Printable;
import org.bpfskel.internal.element.MapReuse;
import org.bpfskel.internal.libbpf.BpfMapInfo;

/**
 * What the kernel says about a map, as of one moment: {@code struct bpf_map_info}. Members that an
 * older kernel does not know are 0.
 */
public final class MapInfo {
  static {
    InfoDoor.MAP.open((name, fd) -> of(MapReuse.info(name, fd)));
  }

  private final MapType type;
  private final int id;
  private final int keySize;
  private final int valueSize;
  private final int maxEntries;
  private final int mapFlags;
  private final String name;
  private final int ifindex;
  private final int btfVmlinuxValueTypeId;
  private final long netnsDevice;
  private final long netnsInode;
  private final int btfId;
  private final int btfKeyTypeId;
  private final int btfValueTypeId;
  private final int btfVmlinuxId;
  private final long mapExtra;

  private MapInfo(BpfMapInfo info) {
    type = MapType.of(info.type());
    id = info.id();
    keySize = info.keySize();
    valueSize = info.valueSize();
    maxEntries = info.maxEntries();
    mapFlags = info.mapFlags();
    name = info.name();
    ifindex = info.ifindex();
    btfVmlinuxValueTypeId = info.btfVmlinuxValueTypeId();
    netnsDevice = info.netnsDev();
    netnsInode = info.netnsIno();
    btfId = info.btfId();
    btfKeyTypeId = info.btfKeyTypeId();
    btfValueTypeId = info.btfValueTypeId();
    btfVmlinuxId = info.btfVmlinuxId();
    mapExtra = info.mapExtra();
  }

  /** What a struct of C says, which is closed. */
  static MapInfo of(BpfMapInfo info) {
    try (info) {
      return new MapInfo(info);
    }
  }

  /** {@return the kind} */
  public MapType type() {
    return type;
  }

  /** {@return the number by which {@code bpftool map show id} finds the map} */
  public int id() {
    return id;
  }

  /** {@return bytes of a key} */
  public int keySize() {
    return keySize;
  }

  /** {@return bytes of a value, for one CPU in a per-CPU map} */
  public int valueSize() {
    return valueSize;
  }

  /** {@return the most entries that the map can have} */
  public int maxEntries() {
    return maxEntries;
  }

  /** {@return the flags with which the map was created, {@code BPF_F_*}} */
  public int mapFlags() {
    return mapFlags;
  }

  /** {@return the kernel's name of the map, at most 15 bytes} */
  public String name() {
    return name;
  }

  /** {@return the index of the interface to which the map is offloaded, or 0} */
  public int ifindex() {
    return ifindex;
  }

  /** {@return the value's type in the kernel's BTF, for struct_ops} */
  public int btfVmlinuxValueTypeId() {
    return btfVmlinuxValueTypeId;
  }

  /** {@return the device of the network namespace of {@link #ifindex}} */
  public long netnsDevice() {
    return netnsDevice;
  }

  /** {@return the inode of the network namespace of {@link #ifindex}} */
  public long netnsInode() {
    return netnsInode;
  }

  /** {@return the id of the BTF that describes key and value, or 0} */
  public int btfId() {
    return btfId;
  }

  /** {@return the key's type in that BTF} */
  public int btfKeyTypeId() {
    return btfKeyTypeId;
  }

  /** {@return the value's type in that BTF} */
  public int btfValueTypeId() {
    return btfValueTypeId;
  }

  /** {@return the id of the module's BTF that has a struct_ops type; since Linux 6.9} */
  public int btfVmlinuxId() {
    return btfVmlinuxId;
  }

  /**
   * {@return what the kind takes beside its sizes, such as a bloom filter's number of hash
   * functions}
   */
  public long mapExtra() {
    return mapExtra;
  }

  /** Name, kind, id and sizes, for messages. */
  @Override
  public String toString() {
    return "map %s, id %d: %s, key %d bytes, value %d bytes, %d entries"
        .formatted(Printable.of(name()), id(), type(), keySize(), valueSize(), maxEntries());
  }
}
