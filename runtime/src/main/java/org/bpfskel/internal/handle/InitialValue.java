package org.bpfskel.internal.handle;

import java.nio.ByteBuffer;
import org.bpfskel.BpfException;
import org.bpfskel.internal.foreign.NativeMemory;
import org.bpfskel.internal.foreign.NativeMemory.Block;
import org.bpfskel.internal.libbpf.Libbpf;
import org.bpfskel.internal.libbpf.LibbpfBuffers;
import org.bpfskel.internal.object.SectionKind;
import org.jspecify.annotations.Nullable;

/**
 * A map's content between open and load, in libbpf's own memory.
 *
 * <p>Used under the object's lifetime only, so it needs no lock of its own.
 */
public class InitialValue {
  private final String map;
  private final long mapAddress;

  /** Known to be zeros: then it is not read, for libbpf's memory takes room once it is. */
  private boolean isZeros;

  // Found once, and once more when it was moved: after load libbpf reports another size for the
  // same memory.
  private @Nullable Block found;

  public InitialValue(long mapAddress) {
    this.map = NativeMemory.string(Libbpf.bpf_map__name(mapAddress));
    this.mapAddress = mapAddress;
    this.isZeros = isBss(map);
  }

  /** {@code .bss} behind the object's name, or with more of the section's own name behind it. */
  private static boolean isBss(String map) {
    return map.startsWith(".")
        ? SectionKind.of(map) == SectionKind.BSS
        : map.endsWith(SectionKind.BSS.section());
  }

  /** The map's name. */
  protected final String map() {
    return map;
  }

  /** Id of its type in the object's BTF. */
  protected final int typeId() {
    return Libbpf.bpf_map__btf_value_type_id(mapAddress);
  }

  public byte[] read() {
    try {
      return isZeros ? new byte[size()] : NativeMemory.read(block());
    } catch (OutOfMemoryError e) {
      throw noRoom();
    }
  }

  /** What throws where the value as an array is too much for the heap. */
  public final BpfException noRoom() {
    return failure(
        BpfException.Kind.NO_ROOM,
        "Java's heap has no room for its %d bytes at once: use single variables, or a larger heap (-Xmx)"
            .formatted(block().size()));
  }

  /** To be called once libbpf has moved it, with another size. */
  public final void moved() {
    found = null;
  }

  /** Bytes of the value. */
  public final int size() {
    return Math.toIntExact(block().size());
  }

  /** Copies the value to a direct buffer of its size, which is all zeros. */
  public final void read(ByteBuffer zeros) {
    if (!isZeros) {
      NativeMemory.read(block(), zeros);
    }
  }

  /** Takes the value from a direct buffer of its size. */
  public final void write(ByteBuffer value) {
    isZeros = false;
    NativeMemory.write(value, block());
  }

  public final void write(byte[] value) {
    Block block = block();
    if (value.length != block.size()) {
      throw failure(
          BpfException.Kind.INVALID,
          "the value is " + value.length + " bytes, the map takes " + block.size());
    }
    isZeros = false;
    put(value, block);
  }

  /** Writes a value of the right size. */
  protected void put(byte[] value, Block block) {
    NativeMemory.write(block.address(), value, 0, value.length);
  }

  /** Where libbpf has it. */
  protected final Block block() {
    if (found == null) {
      Block block = LibbpfBuffers.initialValue(mapAddress);
      if (block == null) {
        throw failure(BpfException.Kind.NOT_FOUND, missing());
      }
      if (block.size() > Integer.MAX_VALUE) {
        throw failure(
            BpfException.Kind.NO_ROOM,
            "it has %d bytes, Java's buffers and the kernel's maps have at most %d: divide it among"
                    .formatted(block.size(), Integer.MAX_VALUE)
                + " several sections, such as SEC(\".bss.more\")");
      }
      check(block);
      found = block;
    }
    return found;
  }

  /** Why libbpf has none. */
  protected String missing() {
    return "a map of this kind has no initial value";
  }

  /** Looks at what was found first; throws if it cannot be used. */
  protected void check(Block block) {}

  protected final BpfException failure(BpfException.Kind kind, String explanation) {
    return new BpfException("bpf_map__initial_value", map, kind, explanation);
  }
}
