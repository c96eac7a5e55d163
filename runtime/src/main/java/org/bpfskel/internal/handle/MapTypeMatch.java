package org.bpfskel.internal.handle;

import java.util.ArrayList;
import java.util.List;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.LayoutDifference;
import org.bpfskel.btf.StructLayoutReader;
import org.bpfskel.btf.ValueTypes;

/** Whether two maps have keys and values of the same structs, as far as their types say so. */
public final class MapTypeMatch {
  private MapTypeMatch() {}

  /**
   * A line for each difference; none where one of the two has no types, or none that can be read.
   */
  public static List<String> differences(MapHandle there, MapHandle here) {
    return TypeReading.of(
        here.name(),
        () -> {
          List<String> lines = new ArrayList<>();
          Btf of = there.btf();
          Btf own = here.btf();
          add("key", of, keyType(there), own, keyType(here), lines);
          add("value", of, valueType(there), own, valueType(here), lines);
          return lines;
        });
  }

  private static int keyType(MapHandle map) {
    return map.query("key type", map::btfKeyTypeId);
  }

  private static int valueType(MapHandle map) {
    return map.query("value type", map::btfValueTypeId);
  }

  private static void add(
      String what, Btf there, int thereId, Btf here, int hereId, List<String> lines)
      throws BtfException {
    if (isStruct(there, thereId) && isStruct(here, hereId)) {
      lines.addAll(
          LayoutDifference.of(
              what,
              new StructLayoutReader(there).variable(what, thereId, 0),
              new StructLayoutReader(here).variable(what, hereId, 0)));
    }
  }

  /** Types that cannot be read are those of no id. */
  private static boolean isStruct(Btf btf, int id) throws BtfException {
    return id > 0 && id < btf.typeCount() && btf.kind(ValueTypes.element(btf, id)).isComposite();
  }
}
