package org.bpfskel.internal.preflight;

import java.nio.file.Path;
import java.util.List;
import org.bpfskel.BpfException;
import org.bpfskel.BpfObject;
import org.bpfskel.BpfProgram;
import org.bpfskel.kernel.Obstacle;

/**
 * Loads the programs of an object one by one, and prints of each the kernel's answer and what was
 * foreseen. For {@link org.bpfskel.it.ChildJvm}, which may have few capabilities.
 */
public final class LoadEach {
  private LoadEach() {}

  /** One line: {@code program <tab> errno's name or OK <tab> what is certain}. */
  public static void main(String[] arguments) {
    for (String name : names(Path.of(arguments[0]))) {
      try (BpfObject object = BpfObject.open(Path.of(arguments[0]))) {
        object.program(name).setAutoload(true);
        List<Obstacle> certain =
            object.preflight().obstacles().stream().filter(Obstacle::certain).toList();
        String answer = "OK";
        try {
          object.load();
        } catch (BpfException e) {
          answer = e.errnoName();
        }
        System.out.println(
            name
                + "\t"
                + answer
                + "\t"
                + String.join("; ", certain.stream().map(Obstacle::text).toList()));
      }
    }
  }

  private static List<String> names(Path file) {
    try (BpfObject object = BpfObject.open(file)) {
      return object.programs().stream().map(BpfProgram::name).toList();
    }
  }
}
