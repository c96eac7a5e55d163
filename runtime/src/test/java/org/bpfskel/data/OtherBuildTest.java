package org.bpfskel.data;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.bpfskel.btf.MemberDetail.Elements;
import org.bpfskel.btf.MemberDetail.Nested;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.btf.StructLayout.Member;
import org.bpfskel.generated.GeneratedLayout;
import org.bpfskel.internal.value.LayoutMatch;
import org.junit.jupiter.api.Test;

/** Values of a class in the layout that another build of the object has for them. */
class OtherBuildTest {
  private static final StructLayout MOVED =
      GeneratedLayout.of("point", 16).int32("y", "int", 0).int16("x", "short", 12).structLayout();
  private static final GeneratedLayout SMALLER_MEMBERS =
      GeneratedLayout.of("point", 4).int32("y", "int", 0);
  private static final StructLayout SMALLER = SMALLER_MEMBERS.structLayout();
  private static final StructLayout ONLY_WHOLE =
      GeneratedLayout.of("word", 4).uint32("whole", "unsigned int", 0).structLayout();

  private static <T> Codec<T> in(StructLayout build, Codec<T> codec) {
    List<String> problems = new ArrayList<>();
    Codec<T> found = CodecMatch.codec("flows value", codec, build, problems);
    assertThat(problems).isEmpty();
    return found;
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
  }

  @Test
  void membersAreReadAndWrittenWhereTheBuildHasThem() {
    Codec<Point> codec = in(MOVED, Codec.struct(Point::new));
    ByteBuffer bytes = buffer(16);
    codec.write(bytes, 0, Point.of(1, 2));

    assertThat(codec.size()).isEqualTo(16);
    assertThat(bytes.getShort(12)).isEqualTo(1);
    assertThat(bytes.getInt(0)).isEqualTo(2);
    assertThat(codec.read(bytes, 0)).isEqualTo(Point.of(1, 2));
  }

  @Test
  void membersThatTheBuildLacksReadAsZeroAndCannotBeSet() {
    Codec<Point> codec = in(SMALLER, Codec.struct(Point::new));
    ByteBuffer bytes = buffer(8).putInt(0, -1).putInt(4, -1);

    assertThat(codec.read(bytes, 0)).isEqualTo(Point.of(0, -1));
    codec.write(bytes, 0, Point.of(0, 5));
    assertThat(bytes.getInt(0)).isEqualTo(5);
    assertThat(bytes.getInt(4)).isEqualTo(-1); // not its own
    assertThat(
            assertThrows(
                IllegalArgumentException.class, () -> codec.write(bytes, 0, Point.of(1, 0))))
        .hasMessageThat()
        .isEqualTo("point.x: is set, but this build of the object has no such member");
  }

  @Test
  void soDoMembersOfUnions() {
    Codec<Word> codec = in(ONLY_WHOLE, Codec.struct(Word::new));
    ByteBuffer bytes = buffer(4).putInt(0, 0x01020304);
    Word word = codec.read(bytes, 0);
    assertThat(word.whole).isEqualTo(0x01020304);
    assertThat(word.address).isEqualTo(0);

    word.whole = 7;
    codec.write(bytes, 0, word);
    assertThat(bytes.getInt(0)).isEqualTo(7);
    word.address = 1;
    assertThat(assertThrows(IllegalArgumentException.class, () -> codec.write(bytes, 0, word)))
        .hasMessageThat()
        .isEqualTo("word.address: is set, but this build of the object has no such member");
  }

  @Test
  void soDoMembersOfTheElementsOfAnArray() {
    LayoutMatch match = new LayoutMatch(8);
    StructLayout found =
        match.members(
            ".bss",
            GeneratedLayout.of(".bss", 16)
                .structs("points", "struct point[2]", 0, Point.MEMBERS, 2)
                .structLayout(),
            GeneratedLayout.of(".bss", 8)
                .structs("points", "struct point[2]", 0, SMALLER_MEMBERS, 2)
                .structLayout());
    Elements elements = (Elements) found.members().get(0).detail();
    Codec<Point[]> codec = Codec.structs(() -> new Point[2], Point::new, elements);
    ByteBuffer bytes = buffer(8);
    codec.write(bytes, 0, new Point[] {Point.of(0, 3), Point.of(0, 4)});

    assertThat(bytes.getInt(0)).isEqualTo(3);
    assertThat(bytes.getInt(4)).isEqualTo(4);
    assertThat(codec.read(bytes, 0)).asList().containsExactly(Point.of(0, 3), Point.of(0, 4));
    Point[] set = {Point.of(1, 0), Point.of(0, 0)};
    assertThat(assertThrows(IllegalArgumentException.class, () -> codec.write(bytes, 0, set)))
        .hasMessageThat()
        .contains("[0].x: is set, but this build of the object has no such member");
  }

  @Test
  void aStructThatIsAbsentAsAWholeIsZero() {
    Codec<Everything> codec =
        in(
            GeneratedLayout.of("everything", 8).int64("total", "long", 0).structLayout(),
            Codec.struct(Everything::new));
    ByteBuffer bytes = buffer(8);
    Everything value = new Everything();
    value.total = 9;
    codec.write(bytes, 0, value);

    assertThat(codec.read(bytes, 0)).isEqualTo(value);
    value.origin.y = 1;
    assertThat(assertThrows(IllegalArgumentException.class, () -> codec.write(bytes, 0, value)))
        .hasMessageThat()
        .startsWith("everything.origin.y: is set");
    value.origin.y = 0;
    value.word.whole = 1;
    assertThat(assertThrows(IllegalArgumentException.class, () -> codec.write(bytes, 0, value)))
        .hasMessageThat()
        .startsWith("everything.word.whole: is set");
  }

  @Test
  void membersOfAnotherTypeAreListed() {
    List<String> problems = new ArrayList<>();
    StructLayout other =
        GeneratedLayout.of("point", 16).int64("x", "long", 0).int64("y", "long", 8).structLayout();
    CodecMatch.codec("flows value", Codec.struct(Point::new), other, problems);

    assertThat(problems)
        .containsExactly(
            "flows value.x: short of 2 bytes in the class, long of 8 bytes in the object",
            "flows value.y: int of 4 bytes in the class, long of 8 bytes in the object")
        .inOrder();
  }

  private static List<String> problems(Codec<?> ofClass, Member ofObject) {
    List<String> problems = new ArrayList<>();
    CodecMatch.codec("flows key", ofClass, ofObject, problems);
    return problems;
  }

  @Test
  void singleValuesOfAnotherKindAreRefusedThoughTheirSizeIsTheSame() {
    Member number = new Member("", "float", 0, 4, Kind.FLOAT32);
    assertThat(problems(Codec.INT32, number))
        .containsExactly(
            "flows key: integer of 4 bytes in the class, float of 4 bytes in the object");
    assertThat(problems(Codec.FLOAT32, number)).isEmpty();
    Member count = new Member("", "u32", 0, 4, Kind.UINT32);
    assertThat(problems(Codec.FLOAT32, count)).hasSize(1);
    assertThat(problems(Codec.text(4), count))
        .containsExactly(
            "flows key: char[4] of 4 bytes in the class, u32 of 4 bytes in the object");
    assertThat(problems(Codec.bytes(4), count)).isEmpty();
    Member struct = new Member("", "struct point", 0, 8, Kind.STRUCT, new Nested(Point.LAYOUT));
    assertThat(problems(Codec.INT64, struct)).hasSize(1);
    assertThat(problems(Codec.FLOAT64, struct)).hasSize(1);
    assertThat(problems(Codec.BOOL, new Member("", "u8", 0, 1, Kind.UINT8))).hasSize(1);
    assertThat(problems(Codec.INT8, new Member("", "bool", 0, 1, Kind.BOOL))).hasSize(1);
  }

  @Test
  void integersAndEnumsOfOneSizeAreOneKind() {
    for (Kind kind : List.of(Kind.INT32, Kind.UINT32, Kind.ENUM, Kind.SIGNED_ENUM)) {
      assertThat(problems(Codec.INT32, new Member("", "x", 0, 4, kind))).isEmpty();
    }
    assertThat(problems(Codec.INT64, new Member("", "void *", 0, 8, Kind.POINTER))).isEmpty();
    assertThat(problems(Codec.ENUM8, new Member("", "u8", 0, 1, Kind.UINT8))).isEmpty();
    // Widened as the class does, its constants would be others.
    assertThat(problems(Codec.ENUM8, new Member("", "enum e", 0, 1, Kind.SIGNED_ENUM))).hasSize(1);
  }

  @Test
  void codecsOfSingleValuesHoldThemAsTheyAre() {
    ByteBuffer bytes = buffer(16);
    Codec.text(4).write(bytes, 0, "abc");
    assertThat(Codec.text(4).read(bytes, 0)).isEqualTo("abc");
    Codec<int[][]> grid = Codec.array(() -> new int[2][2], Kind.INT32, 4, 2, 2);
    grid.write(bytes, 0, new int[][] {{1, 2}, {3, 4}});
    assertThat(bytes.getInt(12)).isEqualTo(4);
    assertThat(grid.read(bytes, 0)).isEqualTo(new int[][] {{1, 2}, {3, 4}});
    assertThrows(IllegalArgumentException.class, () -> Codec.bytes(4).write(bytes, 0, new byte[3]));
    assertThrows(IllegalArgumentException.class, () -> Codec.text(3).write(bytes, 0, "abcd"));
    assertThrows(
        IllegalArgumentException.class, () -> grid.write(bytes, 0, new int[][] {{1, 2}, {3}}));
  }

  @Test
  void bytesOfTheClassAreTextsOfTheBuild() {
    StructLayout ofClass =
        GeneratedLayout.of("flow", 18)
            .array("mac", "char[6]", 0, Kind.INT8, 1, 6)
            .array("hops", "char[2][6]", 6, Kind.INT8, 1, 2, 6)
            .structLayout();
    StructLayout build =
        GeneratedLayout.of("flow", 26)
            .int64("more", "long", 0)
            .text("mac", "char[6]", 8, 6)
            .array("hops", "char[2][6]", 14, Kind.TEXT, 6, 2)
            .structLayout();
    LayoutMatch match = new LayoutMatch(26);
    StructLayout found = match.members("flow", ofClass, build);

    assertThat(match.problems()).isEmpty();
    assertThat(found.members().get(0).offset()).isEqualTo(8);
    assertThat(found.members().get(1).offset()).isEqualTo(14);
    assertThat(found.members().get(1).detail()).isEqualTo(ofClass.members().get(1).detail());

    LayoutMatch longer = new LayoutMatch(8);
    longer.members(
        "flow", ofClass, GeneratedLayout.of("flow", 8).text("mac", "char[8]", 0, 8).structLayout());
    assertThat(longer.problems())
        .containsExactly(
            "flow.mac: char[6] of 6 bytes in the class, char[8] of 8 bytes in the object");
  }
}
