package org.bpfskel.internal.load;

import java.util.ArrayList;
import java.util.List;
import org.bpfskel.BpfException;
import org.bpfskel.VerifierException;
import org.bpfskel.internal.foreign.Leftover;
import org.bpfskel.internal.handle.Handles;
import org.bpfskel.internal.handle.LibbpfCall;
import org.bpfskel.internal.handle.MapHandle;
import org.bpfskel.internal.handle.ObjectHandle;
import org.bpfskel.internal.handle.ProgramHandle;
import org.bpfskel.internal.libbpf.Libbpf;
import org.bpfskel.internal.libbpf.PrintedMessage;
import org.bpfskel.internal.os.Errno;
import org.bpfskel.internal.preflight.PreflightCheck;
import org.bpfskel.internal.structops.StructOpsPrograms;
import org.jspecify.annotations.Nullable;

/** Takes an object to the kernel, and gives every program what the verifier wrote about it. */
public final class ObjectLoad {

  private final Handles handles;
  private final ObjectHandle object;
  private final List<ProgramHandle> programs;
  private final List<MapHandle> maps;
  private final StructOpsPrograms structOps;
  private LoadLog log = LoadLog.of(List.of());

  public ObjectLoad(Handles handles) {
    this.handles = handles;
    this.object = handles.object();
    this.programs = handles.programs();
    this.maps = handles.maps();
    this.structOps = new StructOpsPrograms(handles);
  }

  /** What can fail without an end of the object. */
  public void prepare() {
    Leftover.limit();
    structOps.prepare();
    for (ProgramHandle program : programs) {
      program.allocateLog();
    }
    // Last, for what an arena reserves is given back by the load itself.
    for (MapHandle map : maps) {
      map.prepareLoad();
    }
  }

  public void run() {
    try {
      LibbpfCall.of("bpf_object__load", object.name())
          .diagnose(structOps::differences)
          .listen(this::takeLogs)
          .fail(this::failure)
          .check(this::load);
    } finally {
      object.forgetFile();
    }
    for (MapHandle map : maps) {
      map.loaded();
    }
  }

  private int load() {
    for (MapHandle map : maps) {
      if (map.loadsObject()) {
        return map.loadObject();
      }
    }
    return Libbpf.bpf_object__load(object.address());
  }

  private void takeLogs(List<PrintedMessage> said) {
    log = LoadLog.of(said);
    for (ProgramHandle program : programs) {
      program.takeLog(log.verifierLog(program.name()));
    }
  }

  private BpfException failure(
      String operation, String object, int errno, List<String> words, List<PrintedMessage> said) {
    for (ProgramHandle program : programs) {
      // That error is not the verifier's: it had no room for its log.
      if (errno != Errno.ENOSPC && log.isRefused(program.name()) && !program.log().isBlank()) {
        return new VerifierException(
            operation,
            object,
            errno,
            words,
            log.libbpfLines(),
            program.name(),
            program.log(),
            sourceLine(program));
      }
    }
    return new BpfException(operation, object, errno, explained(words, errno), log.libbpfLines());
  }

  private @Nullable StackTraceElement sourceLine(ProgramHandle program) {
    RefusedStep step = RefusedStep.of(program.log());
    return step == null
        ? null
        : RefusedSource.find(object.name(), program.name(), step, object.file());
  }

  /** What the error means behind the first line, and what else stands in the way below it. */
  private List<String> explained(List<String> words, int errno) {
    List<String> lines = new ArrayList<>(words);
    String cause = LoadRefusal.of(Errno.symbol(errno), log.libbpfLines(), maps);
    if (cause != null) {
      lines.set(0, words.get(0) + ": " + cause);
    }
    lines.addAll(PreflightCheck.lines(handles));
    return lines;
  }
}
