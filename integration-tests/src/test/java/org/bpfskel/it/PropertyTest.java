package org.bpfskel.it;

import static com.google.common.truth.Truth.assertWithMessage;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.bpfskel.btf.MemberDetail.Bits;
import org.bpfskel.btf.MemberDetail.Elements;
import org.bpfskel.btf.MemberDetail.Nested;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.btf.StructLayout.Member;
import org.bpfskel.generated.WriteBack;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random values in random fields of a struct with every kind of member: what is written reads the
 * same in another skeleton, and no bit beside it changes.
 */
@NeedsLibbpf
final class PropertyTest {
  private static final int ROUNDS = 100;

  /** A field to set: its path in C, where its bits lie, and how its values are made. */
  private record Leaf(String path, long firstBit, long bits, Kind kind, int size) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 20, 300, 4000})
  void whatIsWrittenReadsTheSameAndNothingElseChanges(long seed) {
    Random random = new Random(seed);
    List<Leaf> leaves = new ArrayList<>();
    try (MembersSkel skel = MembersSkel.open()) {
      collect(skel.structOps.every.structLayout(), "", 0, leaves);
    }
    for (int round = 0; round < ROUNDS; round++) {
      check(leaves, random, "seed " + seed + ", round " + round);
    }
  }

  private static void check(List<Leaf> leaves, Random random, String round) {
    try (MembersSkel skel = MembersSkel.open();
        MembersSkel fresh = MembersSkel.open()) {
      byte[] before = skel.maps.every.initialValue();
      ShadowFields every = new ShadowFields(skel.structOps.every);
      List<Leaf> chosen = choose(leaves, random);
      for (Leaf leaf : chosen) {
        every.set(leaf.path(), value(leaf, random, skel));
      }
      byte[] after = WriteBack.of(skel.maps.every, skel.structOps.every);
      fresh.maps.every.setInitialValue(after);
      ShadowFields read = new ShadowFields(fresh.structOps.every);
      BitSet changed = new BitSet();
      for (Leaf leaf : chosen) {
        Object written = every.get(leaf.path());
        if (leaf.kind() == Kind.PROGRAM) {
          assertWithMessage("%s: %s", round, leaf)
              .that(skel.maps.every.program(leaf.path()))
              .isSameInstanceAs(written);
        } else {
          assertWithMessage("%s: %s", round, leaf).that(read.get(leaf.path())).isEqualTo(written);
        }
        changed.set((int) leaf.firstBit(), (int) (leaf.firstBit() + leaf.bits()));
      }
      assertWithMessage("%s: outside of %s", round, chosen)
          .that(without(changed, after))
          .isEqualTo(without(changed, before));
    }
  }

  /** Members that may change: all but pointers and what has no field. */
  private static void collect(StructLayout struct, String prefix, int base, List<Leaf> leaves) {
    for (Member member : struct.members()) {
      String path = prefix + member.name();
      int offset = base + member.offset();
      if (member.detail() instanceof Nested nested) {
        collect(nested.layout(), path + ".", offset, leaves);
      } else if (member.detail() instanceof Elements elements) {
        collect(elements, path, offset, leaves);
      } else if (member.detail() instanceof Bits bits) {
        long firstBit = (long) offset * Byte.SIZE + bits.firstBit();
        leaves.add(new Leaf(path, firstBit, bits.bits(), Kind.BITFIELD, bits.signed() ? -1 : 1));
      } else if (member.kind() == Kind.OPAQUE) {
        collect(new Elements(Kind.UINT8, 1, List.of(member.size()), null), path, offset, leaves);
      } else {
        add(path, offset, member.kind(), member.size(), leaves);
      }
    }
  }

  private static void collect(Elements elements, String path, int offset, List<Leaf> leaves) {
    for (int i = 0; i < elements.count(); i++) {
      String element = path + subscript(elements.lengths(), i);
      int place = offset + i * elements.size();
      if (elements.layout() != null) {
        collect(elements.layout(), element + ".", place, leaves);
      } else {
        add(element, place, elements.kind(), elements.size(), leaves);
      }
    }
  }

  private static String subscript(List<Integer> lengths, int place) {
    String subscript = "";
    int rest = place;
    for (int i = lengths.size() - 1; i >= 0; i--) {
      subscript = "[" + rest % lengths.get(i) + "]" + subscript;
      rest /= lengths.get(i);
    }
    return subscript;
  }

  private static void add(String path, int offset, Kind kind, int size, List<Leaf> leaves) {
    if (kind != Kind.POINTER) {
      leaves.add(new Leaf(path, (long) offset * Byte.SIZE, (long) size * Byte.SIZE, kind, size));
    }
  }

  /** A few leaves that share no bits. */
  private static List<Leaf> choose(List<Leaf> leaves, Random random) {
    List<Leaf> chosen = new ArrayList<>();
    BitSet taken = new BitSet();
    for (int i = random.nextInt(12); i >= 0; i--) {
      Leaf leaf = leaves.get(random.nextInt(leaves.size()));
      int first = (int) leaf.firstBit();
      int end = (int) (first + leaf.bits());
      if (taken.get(first, end).isEmpty()) {
        taken.set(first, end);
        chosen.add(leaf);
      }
    }
    return chosen;
  }

  private static @Nullable Object value(Leaf leaf, Random random, MembersSkel skel) {
    return switch (leaf.kind()) {
      case INT8, UINT8 -> (byte) random.nextInt();
      case INT16, UINT16 -> (short) random.nextInt();
      case INT32, UINT32 -> random.nextInt();
      case INT64, UINT64 -> random.nextLong();
      case BOOL -> random.nextBoolean();
      case FLOAT32 -> random.nextFloat() * random.nextInt();
      case FLOAT64 -> random.nextGaussian() * random.nextLong();
      case ENUM, SIGNED_ENUM ->
          leaf.size() == Long.BYTES
              ? (Object) random.nextLong()
              : leaf.size() == Byte.BYTES ? random.nextInt(256) : random.nextInt();
      case TEXT -> text(leaf.size() - 1, random);
      case PROGRAM -> random.nextBoolean() ? skel.progs.decide_otherwise : null;
      case BITFIELD -> bitfield(leaf, random, new ShadowFields(skel.structOps.every));
      default -> throw new AssertionError(leaf);
    };
  }

  /** Of one, two, three and four bytes of UTF-8 a character. */
  private static String text(int mostBytes, Random random) {
    StringBuilder text = new StringBuilder();
    int left = random.nextInt(mostBytes + 1);
    while (left > 0) {
      int bytes = 1 + random.nextInt(Math.min(4, left));
      text.append(List.of("a", "é", "€", "𝄞").get(bytes - 1));
      left -= bytes;
    }
    return text.toString();
  }

  private static Object bitfield(Leaf leaf, Random random, ShadowFields every) {
    int unused = Long.SIZE - (int) leaf.bits();
    long value = random.nextLong();
    value = leaf.size() < 0 ? value << unused >> unused : value << unused >>> unused;
    Object now = Objects.requireNonNull(every.get(leaf.path()));
    if (now instanceof Boolean) {
      return value != 0;
    }
    return now instanceof Integer ? (Object) (int) value : (Object) value;
  }

  /** The bytes with these bits at zero; C counts the bits of a byte in its own order. */
  private static byte[] without(BitSet bits, byte[] bytes) {
    boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    byte[] rest = bytes.clone();
    bits.stream()
        .forEach(
            bit -> {
              int inByte = bit % Byte.SIZE;
              rest[bit / Byte.SIZE] &= (byte) ~(little ? 1 << inByte : 0x80 >> inByte);
            });
    return rest;
  }
}
