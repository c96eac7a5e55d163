package org.bpfskel.internal.preflight;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bpfskel.btf.BtfException;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.handle.Handles;
import org.bpfskel.internal.handle.ProgramHandle;
import org.bpfskel.internal.kernel.Kernel;
import org.bpfskel.internal.kernel.KernelCheck;
import org.bpfskel.internal.kernel.Lack;
import org.bpfskel.internal.kernel.ObjectNeeds;
import org.bpfskel.internal.libbpf.Libbpf;
import org.bpfskel.internal.object.ObjectFacts;
import org.bpfskel.internal.object.RefusedObjectException;
import org.bpfskel.internal.structops.KernelBtf;
import org.bpfskel.kernel.Obstacle;

/** What the types and functions of the running kernel lack that an object needs. */
final class RunningKernel {
  private RunningKernel() {}

  /** Of an open object; nothing where the kernel does not describe its types. */
  static List<Obstacle> obstacles(Handles handles) {
    byte[] file = handles.object().file();
    if (file == null) {
      return List.of();
    }
    Map<String, Boolean> autoload = new HashMap<>();
    for (ProgramHandle program : handles.programs()) {
      autoload.put(program.name(), Libbpf.bpf_program__autoload(program.address()) != 0);
    }
    List<Obstacle> obstacles = new ArrayList<>();
    try {
      ObjectNeeds needs =
          ObjectNeeds.of(ObjectFacts.read(file), name -> autoload.getOrDefault(name, false));
      Kernel kernel = new Kernel("running", KernelBtf.all());
      for (Lack lack : needs == null ? List.<Lack>of() : KernelCheck.of(needs, kernel)) {
        String program = lack.program();
        if (autoload.getOrDefault(program, true)) {
          obstacles.add(obstacle(lack));
        }
      }
    } catch (IOException | BtfException | ElfException | RefusedObjectException e) {
      // libbpf says more of it at load.
    }
    return obstacles;
  }

  /** What a struct_ops variable has in the file, Java may have changed. */
  private static Obstacle obstacle(Lack lack) {
    String place = lack.place().isEmpty() ? "" : lack.place() + ": ";
    return new Obstacle(lack.subject(), !lack.isOfVariable(), place + lack.text());
  }
}
