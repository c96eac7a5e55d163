package org.bpfskel.generated;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bpfskel.BpfMap;
import org.bpfskel.BpfObject;
import org.bpfskel.BpfProgram;
import org.bpfskel.StructOpsMap;
import org.bpfskel.StructOpsProgram;
import org.bpfskel.access.Door;
import org.bpfskel.internal.handle.ObjectHandle;
import org.bpfskel.internal.object.SectionKind;
import org.bpfskel.internal.program.ProgramSection;
import org.bpfskel.internal.program.ProgramSection.Place;

/** What of an object has no link, and why: by the names of programs and struct_ops variables. */
final class Unattached {
  private static final String LEFT_OUT = "load left it out";
  private static final String NOT_BY_ITSELF = "setAutoattach(false) keeps attach() from it";
  private static final String NO_LINK =
      "attach() was not called, did not come to it, or its link was closed";

  private final ObjectHandle handle;
  private final Map<String, String> found = new LinkedHashMap<>();

  private Unattached(ObjectHandle handle) {
    this.handle = handle;
  }

  static Map<String, String> of(BpfObject object) {
    Unattached unattached = new Unattached(Door.OBJECT.behind(object));
    object.programs().forEach(unattached::look);
    object.maps().forEach(unattached::look);
    return unattached.found;
  }

  /** A callback goes with its variable. */
  private void look(BpfProgram program) {
    if (program instanceof StructOpsProgram || handle.hasLinkOf(program.name())) {
      return;
    }
    String why;
    if (!program.autoload()) {
      why = LEFT_OUT;
    } else if (saysWhere(program.section())) {
      why = program.autoattach() ? NO_LINK : NOT_BY_ITSELF;
    } else {
      why =
          "SEC(\"%s\") does not say where: attach it to a target of org.bpfskel.attach"
              .formatted(program.section());
    }
    found.put(program.name(), why);
  }

  private static boolean saysWhere(String name) {
    ProgramSection section = ProgramSection.of(name);
    return section != null
        && section.place() == Place.SECTION
        && SectionKind.required(name).indexOf('/') >= 0;
  }

  private void look(BpfMap map) {
    if (map instanceof StructOpsMap variable && !handle.hasLinkOf(variable.name())) {
      String why = variable.autoattach() ? NO_LINK : NOT_BY_ITSELF;
      found.put(variable.name(), variable.options().autocreate() ? why : LEFT_OUT);
    }
  }
}
