package org.bpfskel.data;

import org.bpfskel.btf.StructLayout;
import org.bpfskel.generated.GeneratedLayout;

/** As generated for {@code struct point { short x; int y; }}, which has padding. */
final class Point extends StructValue {
  static final GeneratedLayout MEMBERS =
      GeneratedLayout.of("point", 8).int16("x", "short", 0).int32("y", "int", 4);
  static final StructLayout LAYOUT = MEMBERS.structLayout();

  short x;
  int y;

  Point() {
    super(LAYOUT);
  }

  static Point of(int x, int y) {
    Point point = new Point();
    point.x = (short) x;
    point.y = y;
    return point;
  }

  @Override
  protected void read(StructReader image) {
    x = image.int16(0);
    y = image.int32(1);
  }

  @Override
  protected void write(StructWriter image) {
    image.int16(0, x);
    image.int32(1, y);
  }
}
