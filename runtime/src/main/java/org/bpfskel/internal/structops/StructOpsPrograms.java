package org.bpfskel.internal.structops;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bpfskel.BpfException;
import org.bpfskel.btf.Flavour;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.internal.handle.Handles;
import org.bpfskel.internal.handle.ProgramHandle;
import org.bpfskel.internal.object.MovedMembers;

/** An object's struct_ops variables and the programs in their callbacks, when it is loaded. */
public final class StructOpsPrograms {
  private final String object;
  private final List<StructOpsHandle> maps;

  /** By libbpf's addresses, which stand in the callbacks. */
  private final Map<Long, ProgramHandle> programs = new LinkedHashMap<>();

  /** Those that load creates. */
  private List<StructOpsHandle> variables = List.of();

  /** A callback: of all variables of one struct type, the same. */
  private record StructMember(String struct, String member) {}

  /** Where a program was found first. */
  private record Use(StructMember callback, String place) {}

  public StructOpsPrograms(Handles handles) {
    this.object = handles.object().name();
    this.maps = StructOpsHandle.of(handles);
    for (ProgramHandle program : handles.programs()) {
      if (program.isStructOps()) {
        programs.put(program.address(), program);
      }
    }
  }

  /**
   * Has those programs loaded that are referred to, and no others, where the user did not choose.
   *
   * @throws BpfException if libbpf or the kernel could not take the variables, whatever the kernel
   */
  public void prepare() {
    variables = new ArrayList<>();
    for (StructOpsHandle map : maps) {
      if (map.isCreated()) {
        variables.add(map);
      }
    }
    Map<ProgramHandle, Use> uses = new HashMap<>();
    List<String> problems = new ArrayList<>();
    for (StructOpsHandle variable : variables) {
      checkBitfields(variable, problems);
      checkStructsInside(variable, problems);
      collect(variable, uses, problems);
    }
    if (!problems.isEmpty()) {
      throw new BpfException("load", object, BpfException.Kind.INVALID, problems);
    }
    for (ProgramHandle program : programs.values()) {
      program.defaultAutoload(uses.containsKey(program));
    }
  }

  /** libbpf refuses these, or reads far outside of the image where the kernel lacks the member. */
  private static void checkBitfields(StructOpsHandle variable, List<String> problems) {
    for (String bitfield : variable.image().topLevelBitfields()) {
      problems.add(
          "%s.%s is a bitfield at the top level of struct %s, and libbpf cannot load such a variable"
              .formatted(variable.name(), bitfield, variable.image().layout().name()));
    }
  }

  private static void checkStructsInside(StructOpsHandle variable, List<String> problems) {
    StructOpsImage image = variable.image();
    StructLayout kernel =
        MovedMembers.arePossible(image.layout()) ? KernelTypes.struct(image.layout().name()) : null;
    if (kernel != null) {
      problems.addAll(MovedMembers.of(variable.name(), image.layout(), kernel, image::isSet));
    }
  }

  /** The kernel binds a program to one callback of one type. */
  private void collect(
      StructOpsHandle variable, Map<ProgramHandle, Use> uses, List<String> problems) {
    String struct = Flavour.without(variable.image().layout().name());
    for (StructOpsImage.Assignment callback : variable.image().callbacks()) {
      ProgramHandle program = programs.get(callback.program());
      if (program == null) {
        continue;
      }
      String member = callback.member().name();
      Use use = new Use(new StructMember(struct, member), variable.name() + "." + member);
      // libbpf would turn its autoload on again.
      if (program.isKeptOut()) {
        problems.add(
            ("%s is %s, whose autoload was set to false, but load creates %s, and needs it: set the"
                    + " callback to null, turn autocreate of %s off, or leave autoload on")
                .formatted(use.place, program, variable, variable));
      }
      if (variable.isAssigned(callback.member().offset())) {
        String misfit = CallbackFit.misfit(variable, callback.member(), program);
        if (misfit != null) {
          problems.add(use.place + misfit);
        }
      }
      Use other = uses.putIfAbsent(program, use);
      if (other != null && !other.callback.equals(use.callback)) {
        problems.add(
            "%s is in both %s and %s, but the kernel binds a program to one callback"
                .formatted(program, other.place, use.place));
      }
    }
  }

  /** What is set in the variables and differs from the running kernel, after a failed load. */
  public List<String> differences() {
    List<String> lines = new ArrayList<>();
    for (StructOpsHandle variable : variables) {
      StructOpsImage image = variable.image();
      if (variable.isLinkable() && !KernelTypes.hasStructOpsLinks()) {
        lines.add(variable.name() + ": " + KernelTypes.noStructOpsLinks());
      }
      lines.addAll(StructOpsDiagnosis.differences(variable.name(), image.layout(), image::isSet));
    }
    return lines;
  }
}
