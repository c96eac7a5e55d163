package org.bpfskel.internal.preflight;

import java.util.ArrayList;
import java.util.List;
import org.bpfskel.AttachType;
import org.bpfskel.MapType;
import org.bpfskel.ProgramType;
import org.bpfskel.internal.handle.Handles;
import org.bpfskel.internal.handle.MapHandle;
import org.bpfskel.internal.handle.ObjectHandle;
import org.bpfskel.internal.handle.ProgramHandle;
import org.bpfskel.internal.kernel.Demand;
import org.bpfskel.internal.kernel.MapDemands;
import org.bpfskel.internal.kernel.ProgramDemands;
import org.bpfskel.internal.libbpf.Libbpf;
import org.bpfskel.internal.libbpf.LibbpfLibrary;
import org.bpfskel.internal.libbpf.LibbpfPrograms;
import org.bpfskel.internal.os.Capability;
import org.bpfskel.internal.os.KernelRelease;
import org.bpfskel.internal.os.ProcFile;
import org.bpfskel.internal.program.ProgramSection;
import org.bpfskel.kernel.Obstacle;
import org.jspecify.annotations.Nullable;

/** Holds the parts of an object against the running kernel and this process. */
public final class PreflightCheck {
  private static final String LOCKDOWN = "/sys/kernel/security/lockdown";
  private static final String SECURITY_MODULES = "/sys/kernel/security/lsm";

  private final Surroundings surroundings = Surroundings.here();
  private final List<Obstacle> obstacles = new ArrayList<>();

  private PreflightCheck() {}

  /** Of all that load would take to the kernel now; within a call on the object. */
  public static List<Obstacle> of(Handles handles) {
    PreflightCheck check = new PreflightCheck();
    check.lockedMemory(handles.object());
    for (MapHandle map : handles.maps()) {
      if (Libbpf.bpf_map__autocreate(map.address()) != 0) {
        check.map(map);
      }
    }
    for (ProgramHandle program : handles.programs()) {
      if (Libbpf.bpf_program__autoload(program.address()) != 0) {
        check.program(program);
      }
    }
    check.obstacles.addAll(RunningKernel.obstacles(handles));
    return check.obstacles;
  }

  /** What stands in the way of one program, a line each, for the message of a failure. */
  public static List<String> lines(ProgramHandle program) {
    PreflightCheck check = new PreflightCheck();
    check.program(program);
    return lines(check.obstacles);
  }

  /** As {@link #of}, a line each. */
  public static List<String> lines(Handles handles) {
    return lines(of(handles));
  }

  private static List<String> lines(List<Obstacle> obstacles) {
    return obstacles.stream().map(Obstacle::toString).toList();
  }

  private void map(MapHandle map) {
    MapType type = MapType.of(Libbpf.bpf_map__type(map.address()));
    hold(map.toString(), MapDemands.of(type));
  }

  private void program(ProgramHandle program) {
    ProgramType type = ProgramType.of(Libbpf.bpf_program__type(program.address()));
    AttachType attachType =
        AttachType.of(LibbpfPrograms.bpf_program__expected_attach_type(program.address()));
    ProgramSection section = ProgramSection.of(program.section());
    if (type.equals(ProgramType.UNSPEC)) {
      obstacles.add(new Obstacle(program.toString(), true, untyped(program, section != null)));
      return;
    }
    if (!program.isRetargeted()
        && section != null
        && section.needsTarget()
        && (program.section().indexOf('/') < 0 || type.equals(ProgramType.EXT))) {
      add(
          program.toString(),
          "it is loaded for a function that nobody has named: set it by options().setAttachTarget");
    }
    Demand demand = ProgramDemands.of(type, attachType, program.section());
    hold(program.toString(), demand);
    if (demand.capabilities().contains(Capability.CAP_PERFMON)
        && ProcFile.line(LOCKDOWN).contains("[confidentiality]")) {
      obstacles.add(
          new Obstacle(
              program.toString(),
              false,
              "the kernel is locked down for confidentiality, and refuses programs that call helpers"
                  + " which read its memory, such as bpf_probe_read_kernel"));
    }
    String modules = ProcFile.line(SECURITY_MODULES);
    if (type.equals(ProgramType.LSM)
        && !modules.isEmpty()
        && !List.of(modules.split(",")).contains("bpf")) {
      add(
          program.toString(),
          "the security module bpf is not among those of the running kernel ("
              + modules
              + "): add it to the kernel's parameter lsm");
    }
  }

  /** A section that this library knows is one of a newer libbpf. */
  private static String untyped(ProgramHandle program, boolean isOfNewer) {
    return isOfNewer
        ? "%s is too old for its section %s: install a newer one, or set its type by options().setType"
            .formatted(LibbpfLibrary.version(), program.section())
        : "libbpf knows no type of programs for its section %s: set its type by options().setType"
            .formatted(program.section());
  }

  /** Since Linux 5.11 the memory of BPF counts as the control group's. */
  private void lockedMemory(ObjectHandle object) {
    String limit =
        ProcFile.field("/proc/self/limits", "Max locked").replaceFirst("memory", "").strip();
    if (KernelRelease.running().isBefore(5, 11)
        && !limit.startsWith("unlimited")
        && !surroundings.effective().contains(Capability.CAP_SYS_RESOURCE)) {
      obstacles.add(
          new Obstacle(
              object.toString(),
              false,
              ("before Linux 5.11 maps and programs count as locked memory, of which this process"
                      + " may have %s: raise that (ulimit -l), or give it CAP_SYS_RESOURCE, with"
                      + " which libbpf does")
                  .formatted(limit.replaceAll(" +", " "))));
    }
  }

  private void hold(String subject, Demand demand) {
    add(subject, surroundings.lackOfPrivilege(demand));
    List<String> off = surroundings.lacking(demand.options());
    if (!off.isEmpty()) {
      add(
          subject,
          "the running kernel was built without %s, which it needs"
              .formatted(String.join(", ", off)));
    }
    off = surroundings.lacking(demand.attachOptions());
    if (!off.isEmpty()) {
      obstacles.add(
          new Obstacle(
              subject,
              false,
              "the running kernel was built without %s, which attaching it to something of the kernel's needs"
                  .formatted(String.join(", ", off))));
    }
  }

  private void add(String subject, @Nullable String text) {
    if (text != null) {
      obstacles.add(new Obstacle(subject, true, text));
    }
  }
}
