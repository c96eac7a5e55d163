package org.bpfskel.data;

import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.generated.GeneratedLayout;

/** As generated for a struct that has a member of each kind. */
final class Everything extends StructValue {
  static final StructLayout LAYOUT =
      GeneratedLayout.of("everything", 112)
          .int8("small", "signed char", 0)
          .bool("flag", "_Bool", 1)
          .uint16("port", "unsigned short", 2)
          .float32("ratio", "float", 4)
          .int64("total", "long", 8)
          .float64("mean", "double", 16)
          .signedEnumeration("mode", "enum mode", 24, 1)
          .text("label", "char[7]", 25, 7)
          .pointer("address", "void *", 32)
          .struct("origin", "struct point", 40, Point.MEMBERS)
          .structs("corners", "struct point[2][1]", 48, Point.MEMBERS, 2, 1)
          .array("names", "char[2][4]", 64, Kind.TEXT, 4, 2)
          .array("words", "unsigned int[2]", 72, Kind.UINT32, 4, 2)
          .bits("low", "unsigned int", 80, 4, Kind.UINT32, 0, 3)
          .bits("high", "int", 80, 4, Kind.INT32, 3, 29)
          .union("word", "union word", 88, Word.MEMBERS)
          .unions("pair", "union word[2]", 96, Word.MEMBERS, 2)
          .structLayout();

  byte small;
  boolean flag;
  short port;
  float ratio;
  long total;
  double mean;
  int mode;
  String label = "";
  long address;
  final Point origin = new Point();
  Point[][] corners = zeroed(new Point[2][1], Point::new);
  String[] names = zeroed(new String[2], () -> "");
  int[] words = new int[2];
  int low;
  int high;
  final Word word = new Word();
  Word[] pair = zeroed(new Word[2], Word::new);

  Everything() {
    super(LAYOUT);
  }

  /** No field is zero. */
  static Everything filled() {
    Everything value = new Everything();
    value.small = -1;
    value.flag = true;
    value.port = (short) 50_000;
    value.ratio = 0.5f;
    value.total = Long.MIN_VALUE;
    value.mean = -1e300;
    value.mode = -2;
    value.label = "größ";
    value.address = 0xffff_8880_0000_1000L;
    value.origin.x = -3;
    value.origin.y = 4;
    value.corners[1][0] = Point.of(5, 6);
    value.names[1] = "abc";
    value.words[0] = 7;
    value.low = 5;
    value.high = -1234;
    value.word.whole = 0x01020304;
    value.pair[1].whole = 8;
    return value;
  }

  @Override
  protected void read(StructReader image) {
    small = image.int8(0);
    flag = image.bool(1);
    port = image.int16(2);
    ratio = image.float32(3);
    total = image.int64(4);
    mean = image.float64(5);
    mode = image.enum32(6);
    label = image.text(7);
    address = image.pointer(8);
    image.struct(9, origin);
    corners = image.structs(10, new Point[2][1], Point::new);
    names = image.array(11, new String[2]);
    words = image.array(12, new int[2]);
    low = (int) image.bits(13);
    high = (int) image.bits(14);
    image.struct(15, word);
    pair = image.structs(16, new Word[2], Word::new);
  }

  @Override
  protected void write(StructWriter image) {
    image.int8(0, small);
    image.bool(1, flag);
    image.int16(2, port);
    image.float32(3, ratio);
    image.int64(4, total);
    image.float64(5, mean);
    image.enum32(6, mode);
    image.text(7, label);
    image.pointer(8, address);
    image.struct(9, origin);
    image.putArray(10, corners);
    image.putArray(11, names);
    image.putArray(12, words);
    image.bits(13, low);
    image.bits(14, high);
    image.struct(15, word);
    image.putArray(16, pair);
  }
}
