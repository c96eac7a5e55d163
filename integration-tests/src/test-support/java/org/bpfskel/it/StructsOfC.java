package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bpfskel.internal.foreign.NativeMemory;
import org.bpfskel.internal.foreign.NativeMemory.Block;
import org.bpfskel.internal.foreign.NativeStruct;

/** Structs as a C compiler lays them out: {@code structs.c} asks it. */
final class StructsOfC {
  /** A struct or a member, in bytes. */
  record Place(int offset, int size) {}

  /** Of structs by their names, and of members as {@code bpf_kprobe_opts.retprobe}. */
  private final Map<String, Place> places = new HashMap<>();

  StructsOfC(Path folder) throws IOException {
    Path program = folder.resolve("structs");
    Clang.compileProgram("structs.c", program);
    for (String line : Command.run(List.of(program.toString())).succeeded().lines().toList()) {
      String[] words = line.split(" ", -1);
      places.put(words[0], new Place(Integer.parseInt(words[1]), Integer.parseInt(words[2])));
    }
  }

  Place place(String name) {
    return Objects.requireNonNull(places.get(name), name);
  }

  /**
   * The members of options but for their size: that of libbpf 1.4, of which newer ones have more.
   */
  Members opts(String name, NativeStruct opts) {
    int size = (int) number(memory(name + ".sz", opts), new Place(0, Long.BYTES));
    assertThat(size).isAtMost(place(name).size());
    Members members = members(name, opts, size);
    assertThat(members.take("sz")).isEqualTo(size);
    return members;
  }

  /** The numbers that C finds in the members of a struct; all else in it must be zero. */
  Members members(String name, NativeStruct struct, int size) {
    byte[] bytes = read(struct, size);
    ByteBuffer rest = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    Members members = new Members(new HashMap<>());
    places.forEach(
        (member, place) -> {
          if (member.startsWith(name + ".")) {
            members.numbers.put(member.substring(name.length() + 1), number(rest, place));
            rest.put(place.offset(), new byte[place.size()]);
          }
        });
    assertWithMessage("padding of " + name).that(bytes).isEqualTo(new byte[size]);
    return members;
  }

  private static byte[] read(NativeStruct struct, int size) {
    try {
      return NativeMemory.read(new Block(struct.address(), size));
    } finally {
      Reference.reachabilityFence(struct);
    }
  }

  private static long number(ByteBuffer bytes, Place place) {
    return switch (place.size()) {
      case Byte.BYTES -> Byte.toUnsignedLong(bytes.get(place.offset()));
      case Integer.BYTES -> Integer.toUnsignedLong(bytes.getInt(place.offset()));
      default -> bytes.getLong(place.offset()); // of an array its beginning
    };
  }

  /** A member's memory. */
  ByteBuffer memory(String member, NativeStruct struct) {
    Place place = place(member);
    return memory(struct.address() + place.offset(), place.size());
  }

  /** Sets a member that is a number. */
  void put(String member, NativeStruct struct, int value) {
    ByteBuffer memory = memory(member, struct);
    if (memory.capacity() == Long.BYTES) {
      memory.putLong(0, value);
    } else {
      memory.putInt(0, value);
    }
  }

  static ByteBuffer memory(long address, int size) {
    return NativeMemory.buffer(new Block(address, size));
  }

  static long word(long address, int index) {
    return memory(address + (long) index * Long.BYTES, Long.BYTES).getLong(0);
  }

  /** A struct's members by their names, numbers without a sign; pointers are taken and followed. */
  record Members(Map<String, Long> numbers) {
    long take(String member) {
      return Objects.requireNonNull(numbers.remove(member), member);
    }

    /** The text that a member points to. */
    String text(String member) {
      return NativeMemory.string(take(member));
    }

    /** What is left of them. */
    Map<String, Long> others() {
      return numbers;
    }
  }
}
