package org.bpfskel.internal.handle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.bpfskel.BpfException;
import org.bpfskel.internal.libbpf.Libbpf;
import org.bpfskel.internal.libbpf.LibbpfPrograms;

/**
 * Pins all that an object has in the kernel in one folder, each under its name in C, and takes it
 * away: one by one, as libbpf's {@code bpf_object__pin} does, which fails for an object with a
 * program that load left out.
 */
public final class ObjectPins {
  private final Handles handles;

  public ObjectPins(Handles handles) {
    this.handles = handles;
  }

  /** What of the object; libbpf's functions end with its name. */
  public enum PinnedPart {
    ALL(""),
    MAPS("_maps"),
    PROGRAMS("_programs");

    private final String end;

    PinnedPart(String end) {
      this.end = end;
    }
  }

  /** One map or program. */
  private interface PinnedThing {
    void pin();

    void unpin();
  }

  /** All of them, or none and no new folder. */
  public void pin(PinnedPart part, Path folder) {
    alone("bpf_object__pin" + part.end, () -> pinNow(part, folder));
  }

  private void pinNow(PinnedPart part, Path folder) {
    boolean isNew = Files.notExists(folder);
    Deque<PinnedThing> done = new ArrayDeque<>();
    try {
      for (PinnedThing thing : things(part, folder)) {
        thing.pin();
        done.push(thing);
      }
    } catch (RuntimeException | Error e) {
      unpin(done, e);
      if (isNew) {
        remove(folder);
      }
      throw e;
    }
  }

  private static void unpin(Deque<PinnedThing> done, Throwable reason) {
    for (PinnedThing thing : done) {
      try {
        thing.unpin();
      } catch (BpfException e) {
        reason.addSuppressed(e);
      }
    }
  }

  private static void remove(Path folder) {
    try {
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      // Somebody else has put something there meanwhile.
    }
  }

  /** As many as can be; the first failure is thrown at the end. */
  public void unpin(PinnedPart part, Path folder) {
    alone(
        "bpf_object__unpin" + part.end,
        () -> {
          BpfException first = null;
          for (PinnedThing thing : things(part, folder)) {
            try {
              thing.unpin();
            } catch (BpfException e) {
              if (first == null) {
                first = e;
              } else {
                first.addSuppressed(e);
              }
            }
          }
          if (first != null) {
            throw first;
          }
        });
  }

  private void alone(String operation, Runnable call) {
    handles
        .object()
        .lifetime()
        .exclusive(
            operation,
            Lifetime.AFTER_LOAD,
            () -> {
              call.run();
              return operation;
            });
  }

  /** Without what load left out. */
  private List<PinnedThing> things(PinnedPart part, Path folder) {
    List<PinnedThing> all = new ArrayList<>();
    if (part != PinnedPart.PROGRAMS) {
      for (MapHandle map : handles.maps()) {
        if (map.isCreated()) {
          all.add(new PinnedMap(map.pin(), folder.resolve(fileName(map.name()))));
        }
      }
    }
    if (part != PinnedPart.MAPS) {
      for (ProgramHandle program : handles.programs()) {
        if (Libbpf.bpf_program__fd(program.address()) >= 0) {
          all.add(new PinnedProgram(program, folder.resolve(fileName(program.name()))));
        }
      }
    }
    return all;
  }

  /** As libbpf does: a BPF file system takes no dots. */
  private static String fileName(String name) {
    return name.replace('.', '_');
  }

  private record PinnedMap(MapPin map, Path path) implements PinnedThing {
    @Override
    public void pin() {
      map.pin(path);
    }

    @Override
    public void unpin() {
      map.unpin();
    }
  }

  private record PinnedProgram(ProgramHandle program, Path path) implements PinnedThing {
    @Override
    public void pin() {
      PinPath.explain(LibbpfCall.of("bpf_program__pin", program.name()), path)
          .check(() -> LibbpfPrograms.bpf_program__pin(program.address(), path.toString()));
    }

    @Override
    public void unpin() {
      PinPath.explain(LibbpfCall.of("bpf_program__unpin", program.name()), path)
          .check(() -> LibbpfPrograms.bpf_program__unpin(program.address(), path.toString()));
    }
  }
}
