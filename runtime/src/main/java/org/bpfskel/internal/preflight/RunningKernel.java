package org.bpfskel.internal.preflight;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bpfskel.btf.BtfException;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.handle.Handles;
import org.bpfskel.internal.handle.MapHandle;
import org.bpfskel.internal.handle.ProgramHandle;
import org.bpfskel.internal.kernel.Kernel;
import org.bpfskel.internal.kernel.KernelBtfFile;
import org.bpfskel.internal.kernel.KernelCheck;
import org.bpfskel.internal.kernel.Lack;
import org.bpfskel.internal.kernel.ObjectNeeds;
import org.bpfskel.internal.libbpf.Libbpf;
import org.bpfskel.internal.object.ObjectFacts;
import org.bpfskel.internal.object.RefusedObjectException;
import org.bpfskel.internal.structops.KernelBtf;
import org.bpfskel.kernel.Obstacle;
import org.jspecify.annotations.Nullable;

/** What the types and functions of the running kernel lack that an object needs. */
final class RunningKernel {
  private RunningKernel() {}

  /** Of an open object; nothing where the kernel does not describe its types. */
  static List<Obstacle> obstacles(Handles handles) {
    byte[] file = handles.object().file();
    if (file == null) {
      return List.of();
    }
    Map<String, ProgramHandle> programs = new HashMap<>();
    handles.programs().forEach(program -> programs.put(program.name(), program));
    Map<String, MapHandle> maps = new HashMap<>();
    handles.maps().forEach(map -> maps.put(map.name(), map));
    List<Obstacle> obstacles = new ArrayList<>();
    try {
      ObjectNeeds needs =
          ObjectNeeds.of(
              ObjectFacts.read(file),
              name -> {
                ProgramHandle program = programs.get(name);
                return program != null && isLoaded(program);
              });
      List<Lack> lacks =
          needs == null ? List.of() : check(needs, handles.object().btfCustomPath()).lacks();
      for (Lack lack : lacks) {
        if (isAsked(lack, programs.get(lack.name()), maps.get(lack.name()))) {
          obstacles.add(obstacle(lack));
        }
      }
    } catch (IOException | BtfException | ElfException | RefusedObjectException e) {
      // libbpf says more of it at load.
    }
    return obstacles;
  }

  private static KernelCheck check(ObjectNeeds needs, @Nullable Path btfCustomPath)
      throws IOException, BtfException, ElfException {
    Kernel kernel = new Kernel("running", KernelBtf.all());
    return btfCustomPath == null
        ? KernelCheck.of(needs, kernel)
        : KernelCheck.of(needs, kernel, KernelBtfFile.read("custom", btfCustomPath));
  }

  /** Whether load still takes what the file says of that part. */
  private static boolean isAsked(
      Lack lack, @Nullable ProgramHandle program, @Nullable MapHandle map) {
    return switch (lack.part()) {
      case PROGRAM ->
          program == null
              || (isLoaded(program)
                  && (lack.refusal() != Lack.Refusal.LOAD_BY_SECTION || !program.isRetargeted()));
      case MAP -> map == null || Libbpf.bpf_map__autocreate(map.address()) != 0;
      case OBJECT, STRUCT_OPS_VARIABLE -> true;
    };
  }

  private static boolean isLoaded(ProgramHandle program) {
    return Libbpf.bpf_program__autoload(program.address()) != 0;
  }

  /** What a struct_ops variable has in the file, Java may have changed. */
  private static Obstacle obstacle(Lack lack) {
    String place = lack.place().isEmpty() ? "" : lack.place() + ": ";
    boolean isCertain =
        lack.part() != Lack.ObjectPart.STRUCT_OPS_VARIABLE && lack.refusal() != Lack.Refusal.ATTACH;
    return new Obstacle(lack.subject(), isCertain, place + lack.text());
  }
}
