package org.bpfskel.it.life;

import static com.google.common.truth.Truth.assertThat;

import com.google.common.reflect.ClassPath;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bpfskel.BpfObject;
import org.bpfskel.Cpus;
import org.bpfskel.KernelEnum;
import org.bpfskel.LinkInfo;
import org.bpfskel.MapInfo;
import org.bpfskel.OpenOptions;
import org.bpfskel.ProgramInfo;
import org.bpfskel.TestRun;
import org.bpfskel.TestRunResult;
import org.bpfskel.data.StructReader;
import org.bpfskel.feature.Features;
import org.bpfskel.it.BpfObjects;
import org.bpfskel.it.ChildJvm;
import org.bpfskel.it.Figures;
import org.bpfskel.it.NeedsKernel;
import org.bpfskel.map.PerCpu;
import org.bpfskel.map.UpdateFlags;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every public method of every handle, in every state, with what fits and what cannot: a value, or
 * the exception that is documented. {@link Allowed} says which; a new method without a row there,
 * or with arguments that {@link Arguments} does not know, makes this fail.
 */
@NeedsKernel
final class EveryMethodTest {
  /** Without a state that an object's life could change. */
  private static final Set<Class<?>> VALUES =
      Set.of(
          Cpus.class,
          OpenOptions.class,
          OpenOptions.Builder.class,
          TestRun.class,
          TestRun.Builder.class,
          TestRunResult.class,
          PerCpu.class,
          Features.class,
          LinkInfo.class,
          MapInfo.class,
          ProgramInfo.class,
          UpdateFlags.class,
          // Called by generated code and by buffers, on bytes of their own.
          StructReader.class);

  private static final List<String> PACKAGES =
      List.of("org.bpfskel", "org.bpfskel.map", "org.bpfskel.data", "org.bpfskel.event");

  @TempDir private Path folder;

  @ParameterizedTest(name = "in its {0} thread")
  @ValueSource(strings = {"own", "other"})
  void doesWhatIsDocumented(String thread) throws IOException {
    List<String> lines =
        new ChildJvm()
            .alsoOn(
                BpfObjects.classPathEntry("com/google/common/reflect/TypeToken.class"),
                BpfObjects.classPathEntry(
                    "com/google/common/util/concurrent/internal/InternalFutureFailureAccess.class"))
            .timeout(Duration.ofMinutes(5))
            .run(EveryMethod.class, thread, folder.toString())
            .lines()
            .toList();
    assertThat(told(lines, "fault: ")).isEmpty();
    List<String> states = told(lines, "state: ");
    assertThat(states).hasSize(Scene.State.values().length);
    if (told(lines, "skipped: ").isEmpty()) {
      assertThat(told(lines, "type: ")).containsAtLeastElementsIn(handles());
    }
    for (String state : states) {
      Figures.report("every method, in its %s thread: %s".formatted(thread, state));
    }
  }

  private static List<String> told(List<String> lines, String what) {
    return lines.stream()
        .filter(line -> line.startsWith(what))
        .map(line -> line.substring(what.length()))
        .toList();
  }

  /** The public classes that are neither values nor without objects of their own. */
  private static Set<String> handles() throws IOException {
    Set<String> handles = new TreeSet<>();
    ClassLoader runtime = BpfObject.class.getClassLoader();
    for (ClassPath.ClassInfo info : ClassPath.from(runtime).getAllClasses()) {
      Class<?> type = PACKAGES.contains(info.getPackageName()) ? info.load() : Cpus.class;
      if (isHandle(type)) {
        handles.add(type.getName());
      }
    }
    return handles;
  }

  private static boolean isHandle(Class<?> type) {
    int modifiers = type.getModifiers();
    return Modifier.isPublic(modifiers)
        && !Modifier.isAbstract(modifiers)
        && !type.isRecord()
        && !type.isEnum()
        && !KernelEnum.class.isAssignableFrom(type)
        && !Throwable.class.isAssignableFrom(type)
        && !VALUES.contains(type);
  }
}
