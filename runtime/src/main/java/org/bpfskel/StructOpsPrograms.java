package org.bpfskel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bpfskel.btf.Flavour;
import org.bpfskel.btf.StructLayout.Member;

/** An object's struct_ops variables and the programs in their callbacks, when it is loaded. */
final class StructOpsPrograms {
  private final String object;
  private final Collection<StructOpsMap> maps;

  /** Those that load creates. */
  private List<StructOpsMap> variables = List.of();

  /** A callback: of all variables of one struct type, the same. */
  private record Callback(String struct, String member) {}

  /** Where a program was found first. */
  private record Use(Callback callback, String place) {}

  StructOpsPrograms(String object, Collection<StructOpsMap> maps) {
    this.object = object;
    this.maps = maps;
  }

  /**
   * Has those programs loaded that are referred to, and no others, where the user did not choose.
   *
   * @throws BpfException if libbpf or the kernel could not take the variables, whatever the kernel
   */
  void prepare(Collection<BpfProgram> programs) {
    variables = new ArrayList<>();
    for (StructOpsMap map : maps) {
      if (map.isCreated()) {
        variables.add(map);
      }
    }
    Map<StructOpsProgram, Use> uses = new HashMap<>();
    List<String> problems = new ArrayList<>();
    for (StructOpsMap variable : variables) {
      checkBitfields(variable, problems);
      collect(variable, uses, problems);
    }
    if (!problems.isEmpty()) {
      throw new BpfException("load", object, "EINVAL", problems, List.of());
    }
    for (BpfProgram program : programs) {
      if (program instanceof StructOpsProgram) {
        program.defaultAutoload(uses.containsKey(program));
      }
    }
  }

  /** libbpf refuses these, or reads far outside of the image where the kernel lacks the member. */
  private static void checkBitfields(StructOpsMap variable, List<String> problems) {
    for (String bitfield : variable.content().topLevelBitfields()) {
      problems.add(
          "%s.%s is a bitfield at the top level of struct %s, and libbpf cannot load such a variable"
              .formatted(variable.name(), bitfield, variable.content().layout().name()));
    }
  }

  /** The kernel binds a program to one callback of one type. */
  private static void collect(
      StructOpsMap variable, Map<StructOpsProgram, Use> uses, List<String> problems) {
    String struct = Flavour.without(variable.content().layout().name());
    for (Map.Entry<Member, StructOpsProgram> entry : variable.content().callbacks()) {
      String member = entry.getKey().name();
      Use use = new Use(new Callback(struct, member), variable.name() + "." + member);
      // libbpf would turn its autoload on again.
      if (entry.getValue().isKeptOut()) {
        problems.add(
            ("%s is %s, whose autoload was set to false, but load creates %s, and needs it: set the"
                    + " callback to null, turn autocreate of %s off, or leave autoload on")
                .formatted(use.place, entry.getValue(), variable, variable));
      }
      Use other = uses.putIfAbsent(entry.getValue(), use);
      if (other != null && !other.callback.equals(use.callback)) {
        problems.add(
            "%s is in both %s and %s, but the kernel binds a program to one callback"
                .formatted(entry.getValue(), other.place, use.place));
      }
    }
  }

  /** What is set in the variables and differs from the running kernel, after a failed load. */
  List<String> differences() {
    List<String> lines = new ArrayList<>();
    for (StructOpsMap variable : variables) {
      InitialValue content = variable.content();
      if (variable.isLinkable() && !KernelTypes.hasStructOpsLinks()) {
        lines.add(
            variable.name()
                + ": a variable in .struct_ops.link needs Linux 6.4 or newer; before, use .struct_ops");
      }
      lines.addAll(
          StructOpsDiagnosis.differences(variable.name(), content.layout(), content::isSet));
    }
    return lines;
  }
}
