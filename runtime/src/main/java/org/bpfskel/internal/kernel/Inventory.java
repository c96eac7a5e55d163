package org.bpfskel.internal.kernel;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.bpfskel.AttachType;
import org.bpfskel.MapType;
import org.bpfskel.btf.BtfException;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.object.StructOpsPlace;
import org.bpfskel.internal.os.Capability;
import org.bpfskel.internal.program.BpfFunction;
import org.bpfskel.internal.program.HelperNames;
import org.bpfskel.internal.program.ProgramSection;

/**
 * What an object uses of a kernel, by name: of the programs that load takes, and all that they
 * call, whether the kernel has it or the object can do without.
 *
 * @param programTypes {@code BPF_PROG_TYPE_*}
 * @param attachTypes ways of attaching that sections name
 * @param mapTypes {@code BPF_MAP_TYPE_*}
 * @param helpers {@code bpf_map_lookup_elem} and its like
 * @param functions of the kernel, called by name
 * @param variables of the kernel
 * @param types whose members or sizes are taken from the kernel at load (CO-RE)
 * @param structOps types of struct_ops variables
 * @param capabilities of the process that loads it; {@code CAP_SYS_ADMIN} stands for each
 */
public record Inventory(
    SortedSet<String> programTypes,
    SortedSet<String> attachTypes,
    SortedSet<String> mapTypes,
    SortedSet<String> helpers,
    SortedSet<String> functions,
    SortedSet<String> variables,
    SortedSet<String> types,
    SortedSet<String> structOps,
    SortedSet<String> capabilities) {

  /**
   * Takes it from what an object needs.
   *
   * @throws BtfException if types are damaged
   * @throws ElfException if relocations are
   */
  public static Inventory of(ObjectNeeds needs) throws BtfException, ElfException {
    Inventory found =
        new Inventory(
            new TreeSet<>(),
            new TreeSet<>(),
            new TreeSet<>(),
            new TreeSet<>(),
            new TreeSet<>(),
            new TreeSet<>(),
            new TreeSet<>(needs.coreTypes()),
            new TreeSet<>(),
            new TreeSet<>());
    for (MapType type : needs.maps().values()) {
      found.mapTypes.add(type.toString());
      found.add(MapDemands.of(type).capabilities());
    }
    for (BpfFunction program : needs.programs()) {
      found.add(program);
    }
    needs.helpers().forEach(helper -> found.helpers.add(HelperNames.of(helper)));
    for (KernelExtern extern : needs.externs()) {
      (extern.isFunction() ? found.functions : found.variables).add(extern.name());
    }
    for (StructOpsPlace variable : needs.facts().structOps()) {
      found.structOps.add(needs.structOpsType(variable));
    }
    return found;
  }

  private void add(BpfFunction program) {
    String name = program.section().name();
    ProgramSection section = ProgramSection.of(name);
    if (section != null) {
      AttachType attachType = section.attachType();
      programTypes.add(section.type().toString());
      if (attachType != null) {
        attachTypes.add(attachType.toString());
      }
      add(
          ProgramDemands.of(
                  section.type(), attachType == null ? AttachType.of(0) : attachType, name)
              .capabilities());
    }
  }

  private void add(Set<Capability> more) {
    more.forEach(capability -> capabilities.add(capability.name()));
  }
}
