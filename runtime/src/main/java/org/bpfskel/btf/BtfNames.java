package org.bpfskel.btf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds types by their names, many at once: the strings of others are hardly looked at. */
final class BtfNames {
  private final BtfStrings strings;
  private final boolean flavours;

  /** By the first two bytes. */
  private final Map<Integer, List<Wanted>> wanted = new HashMap<>();

  /**
   * The same first bytes: of a kernel's 150,000 names nearly all are passed over by a look here.
   */
  private final boolean[] starts = new boolean[1 << Short.SIZE];

  private static final class Wanted {
    private final String name;
    private final byte[] utf8;
    private final List<Integer> ids = new ArrayList<>();

    Wanted(String name, byte[] utf8) {
      this.name = name;
      this.utf8 = utf8;
    }
  }

  /**
   * Names to be looked for.
   *
   * @param flavours whether a flavour may stand behind them
   */
  BtfNames(BtfStrings strings, Collection<String> names, boolean flavours) {
    this.strings = strings;
    this.flavours = flavours;
    for (String name : names) {
      byte[] utf8 = name.getBytes(UTF_8);
      if (utf8.length > 0 && name.indexOf('\0') < 0) {
        int start = start(utf8[0], utf8.length > 1 ? utf8[1] : 0);
        wanted.computeIfAbsent(start, key -> new ArrayList<>()).add(new Wanted(name, utf8));
        starts[start] = true;
      }
    }
  }

  private static int start(byte first, byte second) {
    return (first & 0xff) << Byte.SIZE | (second & 0xff);
  }

  /** Looks at a type's name, which is the string at that offset. */
  void look(int offset, int id) {
    int start = strings.startAt(offset);
    if (starts[start]) {
      for (Wanted each : wanted.getOrDefault(start, List.of())) {
        int behind = strings.byteBehind(offset, each.utf8);
        if (behind == 0 || (flavours && behind == '_' && isFlavour(offset, each.name))) {
          each.ids.add(id);
        }
      }
    }
  }

  private boolean isFlavour(int offset, String name) {
    return Flavour.without(strings.at(offset)).equals(name);
  }

  /** The ids of those that were found, in the order of looking. */
  Map<String, List<Integer>> found() {
    Map<String, List<Integer>> found = new HashMap<>();
    for (List<Wanted> sameStart : wanted.values()) {
      for (Wanted each : sameStart) {
        if (!each.ids.isEmpty()) {
          found.put(each.name, each.ids);
        }
      }
    }
    return found;
  }
}
