package org.bpfskel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What the kernel says about a map: {@code struct bpf_map_info}. Members that an older kernel does
 * not know are 0.
 *
 * @param type the kind
 * @param id by which {@code bpftool map show id} finds it
 * @param keySize bytes of a key
 * @param valueSize bytes of a value, for one CPU in a per-CPU map
 * @param maxEntries most entries
 * @param mapFlags flags it was created with, {@code BPF_F_*}
 * @param name at most 15 characters
 * @param ifindex of the device it is offloaded to, or 0
 * @param btfVmlinuxValueTypeId the value's type in the kernel's BTF, for struct_ops
 * @param netnsDevice device of the network namespace of {@code ifindex}
 * @param netnsInode inode of the network namespace of {@code ifindex}
 * @param btfId id of the BTF that describes key and value, or 0
 * @param btfKeyTypeId the key's type in it
 * @param btfValueTypeId the value's type in it
 * @param btfVmlinuxId id of the module's BTF that has a struct_ops type; since Linux 6.9
 * @param mapExtra what the kind takes beside its sizes
 */
public record MapInfo(
    MapType type,
    int id,
    int keySize,
    int valueSize,
    int maxEntries,
    int mapFlags,
    String name,
    int ifindex,
    int btfVmlinuxValueTypeId,
    long netnsDevice,
    long netnsInode,
    int btfId,
    int btfKeyTypeId,
    int btfValueTypeId,
    int btfVmlinuxId,
    long mapExtra) {

  /** Bytes of C's struct as far as it is read. */
  static final int SIZE = 88;

  private static final int NAME = 24;
  private static final int NAME_SIZE = 16;

  /** From the struct at index 0 of a buffer in native byte order. */
  static MapInfo read(ByteBuffer info) {
    byte[] name = new byte[NAME_SIZE];
    info.get(NAME, name);
    return new MapInfo(
        MapType.of(info.getInt(0)),
        info.getInt(4),
        info.getInt(8),
        info.getInt(12),
        info.getInt(16),
        info.getInt(20),
        new String(name, StandardCharsets.UTF_8).replaceAll("\0.*", ""),
        info.getInt(40),
        info.getInt(44),
        info.getLong(48),
        info.getLong(56),
        info.getInt(64),
        info.getInt(68),
        info.getInt(72),
        info.getInt(76),
        info.getLong(80));
  }
}
