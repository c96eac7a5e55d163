package org.bpfskel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bpfskel.btf.StructLayout.Member;

/** The programs in the callbacks of an object's struct_ops variables, when it is loaded. */
final class StructOpsPrograms {
  private final Collection<BpfMap> maps;

  /** A callback: of all variables of one struct type, the same. */
  private record Callback(String struct, String member) {}

  /** Where a program was found first. */
  private record Use(Callback callback, String place) {}

  StructOpsPrograms(Collection<BpfMap> maps) {
    this.maps = maps;
  }

  /**
   * Has those loaded that are referred to, and no others, where the user did not choose.
   *
   * @throws BpfException if a program is in two different callbacks: the kernel binds it to one
   */
  void prepare(Collection<BpfProgram> programs) {
    Map<StructOpsProgram, Use> uses = new HashMap<>();
    List<String> conflicts = new ArrayList<>();
    for (BpfMap map : maps) {
      if (map.isCreatedStructOps()) {
        String struct = map.content().layout().name();
        for (Map.Entry<Member, StructOpsProgram> entry : map.content().callbacks().entrySet()) {
          String member = entry.getKey().name();
          Use use = new Use(new Callback(struct, member), map.name() + "." + member);
          Use other = uses.putIfAbsent(entry.getValue(), use);
          if (other != null && !other.callback.equals(use.callback)) {
            conflicts.add(
                "%s is in both %s and %s, but the kernel binds a program to one callback"
                    .formatted(entry.getValue(), other.place, use.place));
          }
        }
      }
    }
    if (!conflicts.isEmpty()) {
      throw new BpfException(
          "load", "struct_ops", "EINVAL", String.join("\n  ", conflicts), List.of());
    }
    for (BpfProgram program : programs) {
      if (program instanceof StructOpsProgram) {
        program.defaultAutoload(uses.containsKey(program));
      }
    }
  }

  /** What is set in the variables and differs from the running kernel, after a failed load. */
  List<String> differences() {
    List<String> lines = new ArrayList<>();
    for (BpfMap map : maps) {
      if (map.isCreatedStructOps()) {
        lines.addAll(
            StructOpsDiagnosis.differences(
                map.name(), map.content().layout(), map.content()::isSet));
      }
    }
    return lines;
  }
}
