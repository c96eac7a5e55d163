package org.bpfskel.feature;

import java.nio.ByteOrder;
import java.util.List;
import org.bpfskel.BpfException;
import org.bpfskel.MapType;
import org.bpfskel.btf.BtfBuilder;
import org.bpfskel.btf.BtfType;
import org.bpfskel.internal.handle.LibbpfCall;
import org.bpfskel.internal.libbpf.LibbpfObjects;
import org.bpfskel.internal.libbpf.MapCreateOpts;
import org.bpfskel.internal.os.Descriptor;
import org.bpfskel.internal.os.MappedMemory;

/** Whether the kernel makes maps of a kind with flags: the smallest map, without and with them. */
final class MapProbe {
  private static final String FUNCTION = "bpf_map_create";

  private static final int BPF_F_NO_PREALLOC = 1;
  private static final int BPF_F_MMAPABLE = 1 << 10;

  private static final List<MapType> STORAGES =
      List.of(
          MapType.SK_STORAGE, MapType.INODE_STORAGE, MapType.TASK_STORAGE, MapType.CGRP_STORAGE);

  private final MapType type;

  MapProbe(MapType type) {
    this.type = type;
  }

  /** What the smallest map of a kind has. */
  private record Smallest(int key, int value, int entries, int flags) {
    static Smallest of(MapType type) {
      if (STORAGES.contains(type)) {
        return new Smallest(4, 4, 0, BPF_F_NO_PREALLOC);
      }
      if (type.equals(MapType.CGROUP_STORAGE) || type.equals(MapType.PERCPU_CGROUP_STORAGE)) {
        return new Smallest(16, 8, 0, 0);
      }
      if (type.equals(MapType.RINGBUF) || type.equals(MapType.USER_RINGBUF)) {
        return new Smallest(0, 0, MappedMemory.pageSize(), 0);
      }
      if (type.equals(MapType.ARENA)) {
        return new Smallest(0, 0, 1, BPF_F_MMAPABLE);
      }
      if (type.equals(MapType.LPM_TRIE)) {
        return new Smallest(8, 8, 1, BPF_F_NO_PREALLOC);
      }
      if (type.equals(MapType.QUEUE)
          || type.equals(MapType.STACK)
          || type.equals(MapType.BLOOM_FILTER)) {
        return new Smallest(0, 4, 1, 0);
      }
      return new Smallest(4, type.equals(MapType.STACK_TRACE) ? 8 : 4, 1, 0);
    }
  }

  boolean takes(int flags) {
    int errno = create(flags);
    if (errno == 0) {
      return true;
    }
    LibbpfCall call = LibbpfCall.of(FUNCTION, "%s with flags %#x".formatted(type, flags));
    UntoldError.check(call, errno);
    if (create(0) != 0) {
      throw new BpfException(
          FUNCTION,
          type.toString(),
          BpfException.Kind.NOT_SUPPORTED,
          "no map of this kind can be made without more than its sizes, so its flags cannot be"
              + " asked for");
    }
    return false;
  }

  /** 0, or an error. */
  private int create(int flags) {
    Smallest sizes = Smallest.of(type);
    int inner = 0;
    int btf = 0;
    try (MapCreateOpts opts = new MapCreateOpts()) {
      opts.flags(sizes.flags() | flags, 0);
      if (type.equals(MapType.ARRAY_OF_MAPS) || type.equals(MapType.HASH_OF_MAPS)) {
        inner = innerMap();
        opts.innerMapFd(inner);
      }
      if (STORAGES.contains(type)) {
        btf = types();
        opts.btf(btf, 1, 1);
      }
      int map =
          LibbpfObjects.bpf_map_create(
              type.number(), null, sizes.key(), sizes.value(), sizes.entries(), opts);
      close(map);
      return map < 0 ? -map : 0;
    } finally {
      close(inner);
      close(btf);
    }
  }

  private static int innerMap() {
    try (MapCreateOpts opts = new MapCreateOpts()) {
      return LibbpfCall.of(FUNCTION, "inner map")
          .check(() -> LibbpfObjects.bpf_map_create(MapType.ARRAY.number(), null, 4, 4, 1, opts));
    }
  }

  /** Storages want types of key and value: {@code int} for both. */
  private static int types() {
    BtfBuilder types = new BtfBuilder(ByteOrder.nativeOrder());
    types.add(new BtfType.Int("int", 4, true, false, false, 0, 32));
    byte[] bytes = types.toBytes();
    return LibbpfCall.of("bpf_btf_load", "int")
        .check(() -> LibbpfObjects.bpf_btf_load(bytes, bytes.length, 0));
  }

  private static void close(int descriptor) {
    if (descriptor > 0) {
      Descriptor.close(descriptor);
    }
  }
}
