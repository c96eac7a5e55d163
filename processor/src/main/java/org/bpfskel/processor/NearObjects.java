package org.bpfskel.processor;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.bpfskel.internal.object.NearNames;
import org.bpfskel.processor.model.BpftoolNames;

/** Objects that somebody may have meant who named one that is not there. */
final class NearObjects {
  private static final List<String> ENDS = List.of(".bpf.o", ".o", ".btf");
  private static final List<String> LETTERS =
      List.of("abcdefghijklmnopqrstuvwxyz0123456789_-".split(""));

  private static final int MAX_SHOWN = 3;

  /** For a longer one, trying names would take long. */
  private static final int MAX_TRIED = 40;

  private NearObjects() {}

  /**
   * The nearest of the names.
   *
   * @param names of objects whose folders can be listed
   * @param isThere whether there is an object of that name elsewhere. Compilers tell what is at a
   *     name on the class path, but not which names there are: so those that are near are tried
   */
  static List<String> of(String wanted, List<String> names, Predicate<String> isThere) {
    Set<String> near = new LinkedHashSet<>();
    List<String> stems = new ArrayList<>(List.of(stem(wanted)));
    stems.addAll(NearNames.of(stem(wanted), names.stream().map(NearObjects::stem).toList()));
    for (String stem : stems) {
      for (String name : names) {
        if (stem(name).equals(stem) && !name.equals(wanted) && near.size() < MAX_SHOWN) {
          near.add(name);
        }
      }
    }
    if (near.isEmpty()) {
      tried(wanted).stream().filter(isThere).forEach(near::add);
    }
    return List.copyOf(near);
  }

  /** What the object is called without folder and end: slips are of that. */
  private static String stem(String name) {
    return BpftoolNames.object(name.substring(name.lastIndexOf('/') + 1));
  }

  /** Names in other forms, and with one slip. */
  private static Set<String> tried(String wanted) {
    int file = wanted.lastIndexOf('/') + 1;
    String folder = wanted.substring(0, file);
    String end = ENDS.stream().filter(wanted::endsWith).findFirst().orElse("");
    String name = wanted.substring(file, wanted.length() - end.length());
    Set<String> tried = new LinkedHashSet<>();
    for (String otherFolder : List.of(folder, "bpf/", "")) {
      ENDS.forEach(otherEnd -> tried.add(otherFolder + name + otherEnd));
    }
    if (name.length() <= MAX_TRIED) {
      for (String slip : slips(name)) {
        tried.add(folder + slip + end);
      }
    }
    tried.remove(wanted);
    return tried;
  }

  private static List<String> slips(String name) {
    List<String> slips = new ArrayList<>();
    for (int i = 0; i <= name.length(); i++) {
      String before = name.substring(0, i);
      String behind = name.substring(i);
      if (behind.length() > 1) {
        slips.add(before + behind.charAt(1) + behind.charAt(0) + behind.substring(2));
      }
      if (!behind.isEmpty() && name.length() > 1) {
        slips.add(before + behind.substring(1));
      }
      for (String letter : LETTERS) {
        slips.add(before + letter + behind);
        if (!behind.isEmpty()) {
          slips.add(before + letter + behind.substring(1));
        }
      }
    }
    return slips;
  }
}
