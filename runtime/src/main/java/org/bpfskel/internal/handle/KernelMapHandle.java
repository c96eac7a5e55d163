package org.bpfskel.internal.handle;

import java.nio.ByteOrder;
import java.nio.file.Path;
import org.bpfskel.MapType;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfBuilder;
import org.bpfskel.btf.BtfException;
import org.bpfskel.data.ObjectBuild;
import org.bpfskel.internal.libbpf.BpfMapInfo;
import org.bpfskel.internal.os.Descriptor;
import org.jspecify.annotations.Nullable;

/**
 * A map that no object of this process has: it was opened or created by itself, so that the kernel
 * is all there is to ask. Its properties were asked once, for none of them changes.
 */
public final class KernelMapHandle extends MapHandle {
  /** What {@code bpf_map__numa_node} says of a map that is bound to none. */
  private static final int NO_NODE = -1;

  private final KernelHandle held;
  private final int keySize;
  private final int valueSize;
  private final int maxEntries;
  private final int mapFlags;
  private final int ifindex;
  private final long mapExtra;
  private final int btfId;
  private final int btfKeyTypeId;
  private final int btfValueTypeId;
  private volatile @Nullable Btf btf;

  private KernelMapHandle(KernelHandle held, BpfMapInfo info) {
    super(held.lifetime(), info.name(), MapType.of(info.type()));
    this.held = held;
    this.keySize = info.keySize();
    this.valueSize = info.valueSize();
    this.maxEntries = info.maxEntries();
    this.mapFlags = info.mapFlags();
    this.ifindex = info.ifindex();
    this.mapExtra = info.mapExtra();
    this.btfId = info.btfId();
    this.btfKeyTypeId = info.btfKeyTypeId();
    this.btfValueTypeId = info.btfValueTypeId();
  }

  /**
   * Owns the descriptor of a map, which is closed also if this throws.
   *
   * @param pinPath where it was opened; null if not by a pin
   */
  public static KernelMapHandle of(int descriptor, @Nullable Path pinPath) {
    try (BpfMapInfo info = new BpfMapInfo()) {
      try {
        LibbpfCall.of("bpf_map_get_info_by_fd", pinPath == null ? "map" : pinPath.toString())
            .check(() -> info.read(descriptor));
      } catch (RuntimeException | Error e) {
        Descriptor.close(descriptor);
        throw e;
      }
      String name = "map %s (id %s)".formatted(info.name(), Integer.toUnsignedString(info.id()));
      return new KernelMapHandle(new KernelHandle(name, descriptor, pinPath), info);
    }
  }

  @Override
  public int descriptor(String operation) {
    return held.descriptor();
  }

  @Override
  public int keySize() {
    return keySize;
  }

  @Override
  public int valueSize() {
    return valueSize;
  }

  @Override
  public int maxEntries() {
    return maxEntries;
  }

  @Override
  public int mapFlags() {
    return mapFlags;
  }

  @Override
  public int numaNode() {
    return NO_NODE;
  }

  @Override
  public int ifindex() {
    return ifindex;
  }

  @Override
  public long mapExtra() {
    return mapExtra;
  }

  @Override
  public int btfKeyTypeId() {
    return btfKeyTypeId;
  }

  @Override
  public int btfValueTypeId() {
    return btfValueTypeId;
  }

  @Override
  public boolean holdsVariables() {
    return false;
  }

  @Override
  public boolean isCreated() {
    return true;
  }

  /** The types that it was made with; without any, or where they may not be read, none. */
  @Override
  public Btf btf() throws BtfException {
    Btf known = btf;
    if (known == null) {
      known = btfId == 0 ? null : KernelTypesById.ifAllowed(btfId);
      if (known == null) {
        known = Btf.parse(new BtfBuilder(ByteOrder.nativeOrder()).toBytes());
      }
      btf = known;
    }
    return known;
  }

  /** Of none that this process knows, for whoever made the map had an object file of its own. */
  @Override
  public ObjectBuild build() {
    return ObjectBuild.NONE;
  }

  /** Where it was opened, or pinned through this handle. */
  @Override
  public MapPin pin() {
    return new OfDescriptor();
  }

  public void close() {
    held.close();
  }

  public boolean isOpen() {
    return held.isOpen();
  }

  private final class OfDescriptor extends MapPin {
    OfDescriptor() {
      super(KernelMapHandle.this);
    }

    @Override
    public @Nullable String path() {
      Path path = held.pinPath();
      return path == null ? null : path.toString();
    }

    @Override
    public boolean isPinned() {
      return held.pinPath() != null;
    }

    @Override
    public int pin(Path path) {
      held.pinNow(path);
      return 0;
    }

    @Override
    public int unpin() {
      held.unpinNow();
      return 0;
    }
  }
}
