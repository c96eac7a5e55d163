package org.bpfskel.data;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bpfskel.btf.MemberDetail;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Member;
import org.bpfskel.internal.value.CBits;
import org.bpfskel.internal.value.LayoutMatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any bytes of any struct come back as they were; what is changed changes only its own bits. */
class RoundTripTest {
  private static final int ROUNDS = 1000;

  private static byte[] bytes(Random random, int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    // Texts end now and then, and members are zero.
    for (int i = 0; i < size; i++) {
      if (random.nextInt(4) == 0) {
        bytes[i] = 0;
      }
    }
    return bytes;
  }

  private static ByteBuffer buffer(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
  }

  private static <T> T read(Codec<T> codec, byte[] bytes) {
    return codec.read(buffer(bytes), 0);
  }

  /** Written over what should not show. */
  private static <T> byte[] written(Codec<T> codec, T value) {
    byte[] bytes = new byte[codec.size()];
    Arrays.fill(bytes, (byte) 0x5a);
    codec.write(buffer(bytes), 0, value);
    return bytes;
  }

  private static Codec<StructValue> codec(StructLayout layout) {
    return Codec.struct(() -> AnyStruct.of(layout));
  }

  private static StructCodec<StructValue> codec(StructLayout ofClass, StructLayout build) {
    return new StructCodec<>(() -> AnyStruct.of(ofClass), matched(ofClass, build));
  }

  private static StructLayout matched(StructLayout ofClass, StructLayout build) {
    LayoutMatch match = new LayoutMatch(build.size());
    StructLayout matched = match.members("any", ofClass, build);
    assertThat(match.problems()).isEmpty();
    return matched;
  }

  private interface Property {
    void check(Random random, RandomLayouts layouts, boolean overlap);
  }

  private static void forMany(boolean overlap, Property property) {
    for (long seed = 0; seed < ROUNDS; seed++) {
      Random random = new Random(seed);
      try {
        property.check(random, new RandomLayouts(random), overlap);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsReadIsWrittenByteForByte(boolean overlap) {
    forMany(
        overlap,
        (random, layouts, shared) -> {
          Codec<StructValue> codec = codec(layouts.next(shared));
          byte[] bytes = bytes(random, codec.size());
          assertThat(written(codec, read(codec, bytes))).isEqualTo(bytes);
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void soItIsInAnotherBuildOfTheObject(boolean overlap) {
    forMany(
        overlap,
        (random, layouts, shared) -> {
          StructLayout ofClass = layouts.next(shared);
          Codec<StructValue> codec = codec(ofClass, layouts.otherBuild(ofClass));
          byte[] bytes = bytes(random, codec.size());
          assertThat(written(codec, read(codec, bytes))).isEqualTo(bytes);
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void equalAreObjectsOfTheSameBytes(boolean overlap) {
    forMany(
        overlap,
        (random, layouts, shared) -> {
          Codec<StructValue> codec = codec(layouts.next(shared));
          byte[] bytes = bytes(random, codec.size());
          byte[] other = bytes.clone();
          other[random.nextInt(other.length)] ^= (byte) (1 << random.nextInt(8));

          assertThat(read(codec, bytes)).isEqualTo(read(codec, bytes));
          assertThat(read(codec, bytes).hashCode()).isEqualTo(read(codec, bytes).hashCode());
          assertThat(read(codec, bytes)).isNotEqualTo(read(codec, other));
          assertThat(read(codec, new byte[codec.size()]))
              .isEqualTo(AnyStruct.of(read(codec, bytes).structLayout()));
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aChangedMemberChangesItsOwnBits(boolean overlap) {
    forMany(
        overlap,
        (random, layouts, shared) -> {
          StructLayout layout = layouts.next(shared);
          Codec<StructValue> codec = codec(layout);
          byte[] bytes = bytes(random, codec.size());
          StructValue value = read(codec, bytes);
          int changed = random.nextInt(layout.members().size());
          if (AnyStruct.fields(value)[changed] instanceof UnionValue) {
            return; // several of its members at once
          }
          Object[] fields = AnyStruct.fields(value);
          Object zero = AnyStruct.fields(AnyStruct.of(layout))[changed];
          fields[changed] = zero;
          byte[] after;
          try {
            after = written(codec, value);
          } catch (IllegalArgumentException e) {
            // An array of unions, several of whose members differ.
            assertThat(e).hasMessageThat().contains("shares its bytes");
            return;
          }

          Member member = layout.members().get(changed);
          assertThat(outside(after, member)).isEqualTo(outside(bytes, member));
          assertThat(text(AnyStruct.fields(read(codec, after))[changed])).isEqualTo(text(zero));
        });
  }

  private static String text(Object field) {
    return Arrays.deepToString(new Object[] {field});
  }

  private static byte[] outside(byte[] bytes, Member member) {
    byte[] rest = bytes.clone();
    ByteBuffer buffer = buffer(rest);
    if (member.detail() instanceof MemberDetail.Bits field) {
      CBits.write(buffer, member.offset(), field, 0);
    } else {
      Arrays.fill(rest, member.offset(), member.offset() + member.size(), (byte) 0);
    }
    return rest;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void fromBuildToBuildGoTheMembersThatBothHave(boolean overlap) {
    forMany(
        overlap,
        (random, layouts, shared) -> {
          StructLayout ofClass = layouts.next(shared);
          Codec<StructValue> own = codec(ofClass);
          Codec<StructValue> other = codec(ofClass, layouts.otherBuild(ofClass));
          StructValue value = read(other, bytes(random, other.size()));
          StructValue moved = read(own, written(own, value));

          assertThat(moved.toString()).isEqualTo(value.toString());
          StructValue back = read(other, written(other, moved));
          assertThat(back.toString()).isEqualTo(value.toString());
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void inPlaceAllStaysButWhatIsSet(boolean overlap) {
    forMany(
        overlap,
        (random, layouts, shared) -> {
          StructLayout ofClass = layouts.next(shared);
          StructLayout build = layouts.otherBuild(ofClass);
          Codec<StructValue> codec =
              InPlace.struct(() -> AnyStruct.of(ofClass), matched(ofClass, build));
          byte[] bytes = bytes(random, codec.size());
          byte[] same = bytes.clone();
          codec.write(buffer(same), 0, read(codec, same));
          assertThat(same).isEqualTo(bytes);

          byte[] fresh = bytes.clone();
          codec.write(buffer(fresh), 0, AnyStruct.of(ofClass));
          assertThat(read(codec, fresh).toString()).isEqualTo(AnyStruct.of(ofClass).toString());
          for (Member member : build.members()) {
            if (member.name().startsWith("more") || member.name().equals("before")) {
              assertThat(inside(fresh, member)).isEqualTo(inside(bytes, member));
            }
          }
        });
  }

  private static byte[] inside(byte[] bytes, Member member) {
    byte[] rest = outside(bytes, member);
    for (int i = 0; i < rest.length; i++) {
      rest[i] ^= bytes[i];
    }
    return rest;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7, 16})
  void everyTextStandsForOtherBytes(int size) {
    Codec<String> codec = Codec.text(size);
    Random random = new Random(size);
    byte[][] pieces = {
      {0},
      {'a'},
      {(byte) 0xc3, (byte) 0xa4},
      {(byte) 0xc3},
      {(byte) 0xa4},
      {(byte) 0xed},
      {(byte) 0xb2, (byte) 0x80},
      {(byte) 0xf0, (byte) 0x9f, (byte) 0x98, (byte) 0x80},
      {(byte) 0xef, (byte) 0xbf, (byte) 0xbd},
      {(byte) 0xc0, (byte) 0x80},
      {(byte) 0xff}
    };
    List<String> texts = new ArrayList<>();
    for (int round = 0; round < 5_000; round++) {
      ByteBuffer bytes = ByteBuffer.allocate(size + 4);
      while (bytes.position() < size) {
        bytes.put(pieces[random.nextInt(pieces.length)]);
      }
      byte[] content = Arrays.copyOf(bytes.array(), size);
      String text = read(codec, content);
      assertThat(written(codec, text)).isEqualTo(content);
      texts.add(text);
    }
    for (String text : texts) {
      // Another order of the same pieces is refused, or stands for itself.
      String turned = new StringBuilder(text).reverse().toString();
      try {
        assertWithMessage(text).that(read(codec, written(codec, turned))).isEqualTo(turned);
      } catch (IllegalArgumentException refused) {
        assertThat(refused).hasMessageThat().isNotEmpty();
      }
    }
  }
}
