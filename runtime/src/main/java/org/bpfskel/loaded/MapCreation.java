package org.bpfskel.loaded;

import java.util.ArrayList;
import java.util.List;
import org.bpfskel.BpfMap;
import org.bpfskel.MapInfo;
import org.bpfskel.MapType;
import org.bpfskel.access.Door;
import org.bpfskel.btf.Printable;
import org.bpfskel.internal.element.MapElements;
import org.bpfskel.internal.foreign.CString;
import org.bpfskel.internal.handle.Binding;
import org.bpfskel.internal.handle.KernelKind;
import org.bpfskel.internal.handle.LibbpfCall;
import org.bpfskel.internal.libbpf.LibbpfObjects;
import org.bpfskel.internal.libbpf.MapCreateOpts;
import org.bpfskel.internal.os.Descriptor;
import org.jspecify.annotations.Nullable;

/**
 * How {@link KernelMap#create} creates a map, beside its kind and sizes: {@code struct
 * bpf_map_create_opts}. Unchangeable, so safe for use by several threads.
 */
public final class MapCreation {
  private static final int BPF_F_NUMA_NODE = 1 << 2;
  private static final int BPF_F_VTYPE_BTF_OBJ_FD = 1 << 15;
  private static final int BPF_F_TOKEN_FD = 1 << 16;

  static final MapCreation NO_OPTIONS = builder().build();

  private final int mapFlags;
  private final long mapExtra;
  private final int numaNode;
  private final int ifindex;
  private final int btfId;
  private final int btfKeyTypeId;
  private final int btfValueTypeId;
  private final int btfVmlinuxValueTypeId;
  private final int valueTypeBtfId;
  private final @Nullable BpfMap innerMap;
  private final int tokenFd;

  private MapCreation(Builder chosen) {
    mapFlags = chosen.mapFlags;
    mapExtra = chosen.mapExtra;
    numaNode = chosen.numaNode;
    ifindex = chosen.ifindex;
    btfId = chosen.btfId;
    btfKeyTypeId = chosen.btfKeyTypeId;
    btfValueTypeId = chosen.btfValueTypeId;
    btfVmlinuxValueTypeId = chosen.btfVmlinuxValueTypeId;
    valueTypeBtfId = chosen.valueTypeBtfId;
    innerMap = chosen.innerMap;
    tokenFd = chosen.tokenFd;
  }

  /** {@return a builder without any option} */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the options. Not safe for use by several threads. */
  public static final class Builder {
    private int mapFlags;
    private long mapExtra;
    private int numaNode;
    private int ifindex;
    private int btfId;
    private int btfKeyTypeId;
    private int btfValueTypeId;
    private int btfVmlinuxValueTypeId;
    private int valueTypeBtfId;
    private @Nullable BpfMap innerMap;
    private int tokenFd;

    private Builder() {}

    /**
     * Flags of the map: {@code map_flags}. Those that {@link #numaNode}, {@link #valueTypeBtf} and
     * {@link #token} need are added by them.
     *
     * @param flags {@code BPF_F_*} of {@code linux/bpf.h}, such as 1 for {@code BPF_F_NO_PREALLOC}
     * @return this builder
     */
    public Builder mapFlags(int flags) {
      mapFlags |= flags;
      return this;
    }

    /**
     * What the kind takes beside its sizes: {@code map_extra}.
     *
     * @param extra such as a bloom filter's number of hash functions
     * @return this builder
     */
    public Builder mapExtra(long extra) {
      mapExtra = extra;
      return this;
    }

    /**
     * Where the map's memory lies: {@code numa_node}, with {@code BPF_F_NUMA_NODE}.
     *
     * @param node its number, from 0 on
     * @return this builder
     */
    public Builder numaNode(int node) {
      numaNode = node;
      return mapFlags(BPF_F_NUMA_NODE);
    }

    /**
     * The network interface that the map is offloaded to: {@code map_ifindex}.
     *
     * @param index of the interface
     * @return this builder
     */
    public Builder ifindex(int index) {
      ifindex = index;
      return this;
    }

    /**
     * The types of key and value: {@code btf_fd}, which is open during the creation only.
     *
     * @param btfId number of the BTF in the kernel, which takes {@code CAP_SYS_ADMIN} to open
     * @param keyTypeId {@code btf_key_type_id}
     * @param valueTypeId {@code btf_value_type_id}
     * @return this builder
     */
    public Builder types(int btfId, int keyTypeId, int valueTypeId) {
      this.btfId = btfId;
      btfKeyTypeId = keyTypeId;
      btfValueTypeId = valueTypeId;
      return this;
    }

    /**
     * The types of key and value that another map has.
     *
     * @param other what the kernel says of a map
     * @return this builder
     */
    public Builder typesOf(MapInfo other) {
      return types(other.btfId(), other.btfKeyTypeId(), other.btfValueTypeId());
    }

    /**
     * The type of a struct_ops map's value in the BTF of the kernel, or of a module: {@code
     * btf_vmlinux_value_type_id}.
     *
     * @param typeId of the struct whose name begins with {@code bpf_struct_ops_}
     * @return this builder
     */
    public Builder vmlinuxValueType(int typeId) {
      btfVmlinuxValueTypeId = typeId;
      return this;
    }

    /**
     * The module that has this type: {@code value_type_btf_obj_fd}, with {@code
     * BPF_F_VTYPE_BTF_OBJ_FD}. Since Linux 6.9.
     *
     * @param btfId number of the module's BTF in the kernel
     * @return this builder
     */
    public Builder valueTypeBtf(int btfId) {
      valueTypeBtfId = btfId;
      return mapFlags(BPF_F_VTYPE_BTF_OBJ_FD);
    }

    /**
     * What the values of a map of maps are like: {@code inner_map_fd}.
     *
     * @param inner a loaded map, which is only looked at
     * @return this builder
     */
    public Builder innerMap(BpfMap inner) {
      innerMap = inner;
      return this;
    }

    /**
     * A BPF token, by which a process without privileges may create the map: {@code token_fd}, with
     * {@code BPF_F_TOKEN_FD}. Since Linux 6.9.
     *
     * @param descriptor of the token, which stays the caller's
     * @return this builder
     */
    public Builder token(int descriptor) {
      tokenFd = descriptor;
      return mapFlags(BPF_F_TOKEN_FD);
    }

    /** {@return the options chosen so far} */
    public MapCreation build() {
      return new MapCreation(this);
    }
  }

  /** Creates a map with them; the caller closes the descriptor. */
  int create(MapType type, String name, int keySize, int valueSize, int maxEntries) {
    Binding.require("bpf_map_create", name);
    List<Integer> opened = new ArrayList<>();
    try (MapCreateOpts opts = new MapCreateOpts()) {
      int btf = btfId == 0 ? 0 : open(opened, btfId);
      int valueTypeBtf = valueTypeBtfId == 0 ? 0 : open(opened, valueTypeBtfId);
      int inner = 0;
      if (innerMap != null) {
        inner = new MapElements(Door.MAP.behind(innerMap)).duplicateDescriptor();
        opened.add(inner);
      }
      opts.btf(btf, btfKeyTypeId, btfValueTypeId)
          .btfVmlinuxValueTypeId(btfVmlinuxValueTypeId)
          .valueTypeBtfObjFd(valueTypeBtf)
          .innerMapFd(inner)
          .flags(mapFlags, mapExtra)
          .place(numaNode, ifindex)
          .tokenFd(tokenFd);
      return LibbpfCall.of("bpf_map_create", name.isEmpty() ? "map" : name)
          .explain(
              "EINVAL",
              "no %s has key size %d, value size %d, %d entries, flags %#x and such a name"
                  .formatted(type, keySize, valueSize, maxEntries, mapFlags))
          .explain("E2BIG", "the map would be larger than the kernel allows")
          .check(
              () ->
                  LibbpfObjects.bpf_map_create(
                      type.number(),
                      CString.checked("name", name),
                      keySize,
                      valueSize,
                      maxEntries,
                      opts));
    } finally {
      opened.forEach(Descriptor::close);
    }
  }

  private static int open(List<Integer> opened, int btfId) {
    int descriptor = KernelKind.BTF.byId(btfId, 0);
    opened.add(descriptor);
    return descriptor;
  }

  /** Flags and types, for messages. */
  @Override
  public String toString() {
    return Printable.of(
        "flags %#x, BTF %d with key %d and value %d"
            .formatted(mapFlags, btfId, btfKeyTypeId, btfValueTypeId));
  }
}
