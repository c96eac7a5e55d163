package org.bpfskel.internal.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bpfskel.AttachType;
import org.bpfskel.MapType;
import org.bpfskel.ProgramType;
import org.bpfskel.btf.BtfException;
import org.bpfskel.internal.kernel.Lack.ObjectPart;
import org.bpfskel.internal.kernel.Lack.Refusal;
import org.bpfskel.internal.program.BpfFunction;
import org.bpfskel.internal.program.ProgramSection;

/**
 * Kinds of maps and programs, and ways of attaching, that a kernel's enums do not have. A kernel
 * may have a kind in the enum, and be built without it.
 */
final class KindLacks {
  /** Types of which the kernel looks at the way of attaching at load; of others it does not. */
  private static final Set<ProgramType> JUDGED_AT_LOAD =
      Set.of(
          ProgramType.CGROUP_SOCK,
          ProgramType.CGROUP_SOCK_ADDR,
          ProgramType.CGROUP_SKB,
          ProgramType.CGROUP_SOCKOPT,
          ProgramType.SK_LOOKUP,
          ProgramType.SK_REUSEPORT,
          ProgramType.NETFILTER,
          ProgramType.TRACING,
          ProgramType.LSM);

  private KindLacks() {}

  static List<Lack> of(ObjectNeeds needs, AskedTypes types) throws BtfException {
    List<Lack> lacks = new ArrayList<>();
    for (Map.Entry<String, MapType> map : needs.maps().entrySet()) {
      MapType type = map.getValue();
      if (UapiEnum.MAP_TYPE.lacks(types, type.number())) {
        String text = "it is a %s, and the kernel has no such maps".formatted(type);
        lacks.add(new Lack(ObjectPart.MAP, map.getKey(), Refusal.LOAD, text, ""));
      }
    }
    for (BpfFunction program : needs.programs()) {
      ProgramSection section = ProgramSection.of(program.section().name());
      if (section != null) {
        String place = needs.place(program, 0);
        lacks.addAll(ofProgram(program.name(), section, place, types));
      }
    }
    return lacks;
  }

  private static List<Lack> ofProgram(
      String name, ProgramSection section, String place, AskedTypes types) throws BtfException {
    ProgramType type = section.type();
    if (UapiEnum.PROG_TYPE.lacks(types, type.number())) {
      String text = "it is a %s, and the kernel has no such programs".formatted(type);
      return List.of(new Lack(ObjectPart.PROGRAM, name, Refusal.LOAD_BY_SECTION, text, place));
    }
    AttachType attachType = section.attachType();
    if (attachType == null || !UapiEnum.ATTACH_TYPE.lacks(types, attachType.number())) {
      return List.of();
    }
    Refusal refusal = JUDGED_AT_LOAD.contains(type) ? Refusal.LOAD_BY_SECTION : Refusal.ATTACH;
    String text =
        "SEC(\"%s\") attaches it as %s, which the kernel does not know"
            .formatted(section.name(), attachType);
    return List.of(new Lack(ObjectPart.PROGRAM, name, refusal, text, place));
  }
}
