package org.bpfskel.it.life;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bpfskel.BpfException;
import org.bpfskel.BpfLink;
import org.bpfskel.BpfMap;
import org.bpfskel.BpfProgram;
import org.bpfskel.DataMap;
import org.bpfskel.Skeleton;
import org.bpfskel.attach.Iter;
import org.bpfskel.data.Variable;
import org.bpfskel.data.Variables;
import org.bpfskel.event.PerfBuffer;
import org.bpfskel.event.RingBuffer;
import org.bpfskel.event.UserRingBuffer;
import org.bpfskel.loaded.RunStatistics;
import org.bpfskel.map.BpfPerfEventArray;
import org.bpfskel.map.BpfRingBuf;
import org.bpfskel.map.BpfUserRingBuf;
import org.bpfskel.map.ReadableMap;
import org.jspecify.annotations.Nullable;

/** A skeleton in one state of its life, and every handle that can be had of it. */
final class Scene implements AutoCloseable {
  private static final Path NO_BPF_FILE_SYSTEM = Path.of("/proc/self/task");

  /** States of a skeleton; in the last its handles are closed, and it is not. */
  enum State {
    BEFORE_LOAD(Life.BEFORE_LOAD),
    AFTER_LOAD(Life.AFTER_LOAD),
    AFTER_FAILED_LOAD(Life.AFTER_FAILED_LOAD),
    LEFT_OUT(Life.AFTER_LOAD),
    AFTER_CLOSE(Life.AFTER_CLOSE),
    AFTER_SECOND_CLOSE(Life.AFTER_CLOSE),
    HANDLES_CLOSED(Life.AFTER_LOAD);

    final Life life;

    State(Life life) {
      this.life = life;
    }

    boolean wasLoaded() {
      return this != BEFORE_LOAD && this != AFTER_FAILED_LOAD;
    }

    /** Where a part is in its life, which load took to the kernel or not. */
    Life ofPart(boolean taken) {
      return life == Life.AFTER_LOAD && !taken ? Life.LEFT_OUT : life;
    }
  }

  private final State state;
  private final Skeleton skeleton;
  private final List<Specimen> specimens = new ArrayList<>();
  private final List<AutoCloseable> closeables = new ArrayList<>();

  Scene(Supplier<? extends Skeleton> open, State state) {
    this.state = state;
    this.skeleton = open.get();
    if (state == State.AFTER_FAILED_LOAD) {
      failToLoad();
    } else if (state.wasLoaded()) {
      if (state == State.LEFT_OUT) {
        leaveOut();
      }
      load();
    }
    collect();
    if (state.life == Life.AFTER_CLOSE) {
      skeleton.close();
    }
    if (state == State.AFTER_SECOND_CLOSE) {
      skeleton.close();
    }
  }

  private void load() {
    try {
      skeleton.load();
    } catch (BpfException e) {
      skeleton.close();
      throw e;
    }
  }

  private void leaveOut() {
    skeleton.object().maps().forEach(map -> map.options().setAutocreate(false));
    skeleton.object().programs().forEach(program -> program.setAutoload(false));
  }

  private void failToLoad() {
    skeleton.object().maps().get(0).options().setPinPath(NO_BPF_FILE_SYSTEM);
    try {
      skeleton.load();
    } catch (BpfException e) {
      return;
    }
    throw new AssertionError("a map was pinned outside of a BPF file system");
  }

  List<Specimen> specimens() {
    return specimens;
  }

  private void add(Object handle) {
    specimens.add(Specimen.of(handle, state.life));
  }

  private void collect() {
    add(skeleton);
    add(skeleton.object());
    for (Field group : skeleton.getClass().getFields()) {
      addGroup(group.getName(), valueOf(group, skeleton));
    }
    for (BpfProgram program : skeleton.object().programs()) {
      add(program.options());
    }
    addBuffer(RingBuffer::new);
    addBuffer(() -> new PerfBuffer(1));
    addBuffer(RunStatistics::enable);
  }

  /** {@code maps}, {@code progs}, {@code structOps}, {@code bss} and so on. */
  private void addGroup(String name, Object group) {
    if (group instanceof Variables variables) {
      add(variables);
    }
    for (Field field : group.getClass().getFields()) {
      Object handle = Modifier.isStatic(field.getModifiers()) ? null : valueOf(field, group);
      if (handle instanceof Variable) {
        specimens.add(
            new Specimen(
                field.getGenericType(),
                "",
                sectionOf(name),
                state.ofPart(state != State.LEFT_OUT),
                () -> handle,
                false));
      } else if (handle instanceof BpfMap map) {
        addMap(field.getGenericType(), map);
      } else if (handle instanceof BpfProgram program) {
        Life life = state.ofPart(program.autoload());
        specimens.add(Specimen.of(handle.getClass(), program.section(), life, handle));
        addLink(program);
      } else if (handle != null && !(handle instanceof BpfLink)) {
        add(handle);
      }
    }
  }

  private static String sectionOf(String group) {
    boolean own = group.startsWith("rodata") || group.startsWith("kconfig");
    return own ? group.replaceFirst("_.*", "") : "data";
  }

  private void addMap(Type type, BpfMap map) {
    Life life = state.ofPart(map.options().autocreate());
    add(map.options());
    specimens.add(Specimen.of(map.bytes(), life));
    specimens.add(Specimen.of(type, map.type().name(), life, map));
    specimens.add(Specimen.of(BpfMap.class, map.type().name(), life, map));
    if (map instanceof DataMap data) {
      add(data.variables());
    }
    if (state.wasLoaded() && map.options().autocreate()) {
      if (map instanceof ReadableMap<?, ?> readable) {
        add(readable.newBatch(4));
      } else if (map instanceof BpfRingBuf ring) {
        addBuffer(() -> new RingBuffer().onBytes(ring, bytes -> {}));
        RingBuffer events = kept(new RingBuffer().onBytes(ring, bytes -> {}));
        add(events.ring(ring));
      } else if (map instanceof BpfPerfEventArray events) {
        addBuffer(() -> new PerfBuffer(1).onBytes(events, (cpu, bytes) -> {}));
      } else if (map instanceof BpfUserRingBuf ring) {
        UserRingBuffer records = kept(new UserRingBuffer(ring));
        addBuffer(() -> records.reserve(8));
        addBuffer(() -> new UserRingBuffer(ring));
      }
    }
  }

  private void addLink(BpfProgram program) {
    if (state.wasLoaded() && program.autoload()) {
      Function<BpfProgram, BpfLink> attach =
          program.section().equals("iter/task")
              ? iterator -> iterator.attach(Iter.all())
              : BpfProgram::attach;
      BpfLink link = attached(program, attach);
      if (link != null) {
        link.close();
        addClosing(program.section(), () -> attached(program, attach));
      }
    }
  }

  private static @Nullable BpfLink attached(
      BpfProgram program, Function<BpfProgram, BpfLink> attach) {
    try {
      return attach.apply(program);
    } catch (BpfException e) {
      return null; // the section does not say enough
    }
  }

  private void addBuffer(Supplier<? extends AutoCloseable> open) {
    addClosing("", open);
  }

  /** What can be closed by itself: new each time where it lives, else one. */
  private void addClosing(String kind, Supplier<? extends AutoCloseable> open) {
    AutoCloseable first = kept(open.get());
    Life life = state.life;
    boolean renewed = state.life != Life.AFTER_CLOSE;
    if (state == State.HANDLES_CLOSED) {
      close(first);
      life = Life.AFTER_OWN_CLOSE;
      renewed = false;
    }
    Supplier<?> handles = renewed ? open : () -> first;
    specimens.add(new Specimen(first.getClass(), kind, "", life, handles, renewed));
  }

  private <C extends AutoCloseable> C kept(C closeable) {
    closeables.add(closeable);
    return closeable;
  }

  private static Object valueOf(Field field, Object of) {
    try {
      field.setAccessible(true);
      return field.get(of);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  static void close(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      throw new AssertionError("close of " + closeable, e);
    }
  }

  @Override
  public void close() {
    closeables.forEach(closeable -> close(closeable));
    skeleton.close();
  }
}
