package org.bpfskel.it.map;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bpfskel.BpfMap;
import org.bpfskel.DataMap;
import org.bpfskel.MapType;
import org.bpfskel.StructOpsMap;
import org.bpfskel.it.Figures;
import org.bpfskel.map.BpfPerfEventArray;
import org.bpfskel.map.BpfRingBuf;
import org.bpfskel.map.BpfUserRingBuf;
import org.junit.jupiter.api.Test;

/** What the page of each kind of map lists: what every map has, and the operations of its kind. */
class MapPagesTest {
  private static final int MOST_OF_A_RING = 20;

  @Test
  void pageOfARingIsShort() {
    for (Class<?> ring : List.of(BpfRingBuf.class, BpfUserRingBuf.class, BpfPerfEventArray.class)) {
      assertWithMessage("%s", ring).that(methods(ring).size()).isAtMost(MOST_OF_A_RING);
    }
  }

  @Test
  void lengthOfEachPageIsTold() throws Exception {
    Set<String> lengths = new TreeSet<>();
    for (Class<?> kind : kinds()) {
      lengths.add(kind.getSimpleName() + " " + methods(kind).size());
    }
    Figures.report("public methods on a page of a map: " + String.join(", ", lengths));
    assertThat(lengths.size()).isEqualTo(kinds().size());
  }

  @Test
  void onlyWhatHoldsVariablesHasAnInitialValue() throws Exception {
    for (Class<?> kind : kinds()) {
      boolean has = methods(kind).stream().anyMatch(it -> it.getName().endsWith("nitialValue"));
      boolean holdsVariables = kind == DataMap.class || kind == StructOpsMap.class;
      assertWithMessage("%s", kind).that(has).isEqualTo(holdsVariables);
    }
  }

  @Test
  void kindsAreMadeByTheLibraryAlone() throws Exception {
    for (Class<?> kind : kinds()) {
      assertWithMessage("%s", kind)
          .that(Modifier.isFinal(kind.getModifiers()) || kind.isSealed())
          .isTrue();
      for (Constructor<?> constructor : kind.getDeclaredConstructors()) {
        assertWithMessage("%s", constructor)
            .that(Modifier.isPublic(constructor.getModifiers()))
            .isFalse();
      }
    }
  }

  /** The methods that a page lists, but for those that every class has of {@code Object}. */
  private static List<Method> methods(Class<?> kind) {
    return Stream.of(kind.getMethods())
        .filter(method -> method.getDeclaringClass() != Object.class && !method.isBridge())
        .toList();
  }

  private static Set<Class<?>> kinds() throws ClassNotFoundException {
    Set<Class<?>> kinds =
        new LinkedHashSet<>(List.of(BpfMap.class, DataMap.class, StructOpsMap.class));
    for (MapType type : MapType.known()) {
      if (!type.face().isEmpty()) {
        kinds.add(Class.forName(type.face().replaceFirst("<.*", "")));
      }
    }
    return kinds;
  }
}
