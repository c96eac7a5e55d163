package org.bpfskel.map;

import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import org.bpfskel.AttachType;
import org.bpfskel.BpfException;
import org.bpfskel.BpfMap;
import org.bpfskel.BpfProgram;
import org.bpfskel.access.Door;
import org.bpfskel.data.Codec;
import org.bpfskel.internal.element.ElementBytes;
import org.bpfskel.internal.os.Errno;
import org.jspecify.annotations.Nullable;

/**
 * The elements of maps that XDP programs redirect to, which may have a program. Values have 4
 * bytes, or 8 with room for it, which options may change until load.
 */
final class RedirectElements {
  private static final int NONE = 0;

  private final BpfMap map;

  /** Of the programs that the kernel takes here. */
  private final AttachType attachType;

  private final String section;

  /** Null before the first element: from then on no option changes the sizes. */
  private volatile @Nullable TypedElements<Integer, RedirectValue> loaded;

  RedirectElements(BpfMap map, AttachType attachType, String section) {
    this.map = map;
    this.attachType = attachType;
    this.section = section;
    if (map.valueSize() != 0) {
      elements();
    }
  }

  private TypedElements<Integer, RedirectValue> elements() {
    TypedElements<Integer, RedirectValue> known = loaded;
    if (known != null) {
      return known;
    }
    int size = MapOfKind.requireValueSize(map);
    return TypedElements.of(map, Codec.INT32, new RedirectValue.OfSize(size));
  }

  /**
   * Puts an element.
   *
   * @param target found out once it is known that the map is loaded
   * @param program null for none
   * @param meanings what an error says of the target, by its number; an empty text for nothing
   */
  void put(
      int key, IntSupplier target, @Nullable BpfProgram program, IntFunction<String> meanings) {
    TypedElements<Integer, RedirectValue> elements = elements();
    elements.calls.valueSize(); // before load or after close nothing else is said
    loaded = elements;
    if (program != null) {
      requireRoom(elements);
    }
    RedirectValue value = new RedirectValue(target.getAsInt(), NONE);
    try (ElementBytes bytes = elements.takeWith(key, value)) {
      int answer =
          program == null
              ? elements.calls.update(bytes, 0, elements.valueAt, UpdateFlags.ANY)
              : elements.calls.updateWithProgram(
                  bytes,
                  0,
                  elements.valueAt,
                  elements.valueAt + RedirectValue.PROGRAM_AT,
                  Door.PROGRAM.behind(program),
                  UpdateFlags.ANY);
      String meaning = answer < 0 ? meaning(-answer, program, meanings) : "";
      if (!meaning.isEmpty()) {
        throw elements.calls.failure(WritableMap.UPDATE, answer, meaning);
      }
      elements.check(WritableMap.UPDATE, answer);
    }
  }

  private void requireRoom(TypedElements<?, ?> elements) {
    if (elements.values.size() != RedirectValue.SIZE_WITH_PROGRAM) {
      throw new BpfException(
          WritableMap.UPDATE,
          map.name(),
          BpfException.Kind.INVALID,
          "a value has no room for a program, for it is 4 bytes: declare it in C as struct %s"
                  .formatted(
                      attachType.equals(AttachType.XDP_CPUMAP)
                          ? "bpf_cpumap_val"
                          : "bpf_devmap_val")
              + ", or call options().setValueSize(8) before load");
    }
  }

  private String meaning(int errno, @Nullable BpfProgram program, IntFunction<String> meanings) {
    if (errno == Errno.EINVAL && program != null) {
      AttachType found = program.options().expectedAttachType();
      if (!found.equals(attachType)) {
        return "%s is loaded for %s, and this map takes programs of SEC(\"%s\")"
            .formatted(program, found, section);
      }
      if (meanings.apply(errno).isEmpty()) {
        return program + " is unlike the programs that this map has or is used by";
      }
    }
    return meanings.apply(errno);
  }

  private @Nullable RedirectValue get(int key) {
    TypedElements<Integer, RedirectValue> elements = elements();
    try (ElementBytes bytes = elements.takeWith(key)) {
      loaded = elements;
      int answer = elements.calls.lookup(bytes, 0, elements.valueAt, 0);
      return elements.succeeded(ReadableMap.LOOKUP, answer, Errno.ENOENT)
          ? elements.value(bytes)
          : null;
    }
  }

  OptionalInt target(int key) {
    RedirectValue value = get(key);
    return value == null ? OptionalInt.empty() : OptionalInt.of(value.target());
  }

  OptionalInt programId(int key) {
    RedirectValue value = get(key);
    return value == null || value.program() == NONE
        ? OptionalInt.empty()
        : OptionalInt.of(value.program());
  }

  boolean remove(int key) {
    return elements().remove(key);
  }

  Iterable<Integer> keys() {
    return elements().keysThatAreThere();
  }
}
