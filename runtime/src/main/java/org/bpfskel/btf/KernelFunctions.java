package org.bpfskel.btf;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Functions of the kernel that programs may call, "kfuncs": those that are tagged so. */
final class KernelFunctions {
  private static final String TAG = "bpf_kfunc";

  private KernelFunctions() {}

  /**
   * Ids of those from the first id on, by name; of several of one name the first.
   *
   * @throws BtfException if a type is malformed
   */
  static List<Integer> of(Btf btf, int firstId) throws BtfException {
    Set<Integer> tagged = new HashSet<>();
    for (int id = firstId; id < btf.typeCount(); id++) {
      if (btf.kind(id) == BtfKind.DECL_TAG && btf.name(id).equals(TAG)) {
        tagged.add(btf.sizeOrType(id));
      }
    }
    Map<String, Integer> byName = new HashMap<>();
    for (int id : tagged.stream().sorted().toList()) {
      if (btf.kind(id) == BtfKind.FUNC) {
        byName.putIfAbsent(btf.name(id), id);
      }
    }
    return byName.entrySet().stream()
        .sorted(Comparator.comparing(Map.Entry<String, Integer>::getKey))
        .map(Map.Entry::getValue)
        .toList();
  }
}
