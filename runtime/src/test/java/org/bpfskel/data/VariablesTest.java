package org.bpfskel.data;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.NoSuchElementException;
import org.bpfskel.access.DataPlace;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.generated.GeneratedLayout;
import org.bpfskel.internal.value.DataMemory;
import org.junit.jupiter.api.Test;

/** Handles on the variables of a section, on plain memory. */
class VariablesTest {
  private static final GeneratedLayout POINT =
      GeneratedLayout.of("point", 8).int32("x", "int", 0).int32("y", "int", 4);
  private static final StructLayout SECTION =
      GeneratedLayout.of(".bss", 64)
          .int64("calls", "long", 0)
          .struct("point", "struct point", 8, POINT)
          .int64("more", "long", 16)
          .array("grid", "int[2][3]", 24, Kind.INT32, 4, 2, 3)
          .text("label", "char[8]", 48, 8)
          .int8("small", "signed char", 56)
          .int32("packed", "int", 57)
          .int32("gone", "int", 64)
          .structLayout();

  private final PlainMemory memory = new PlainMemory(64);
  private final Variables variables = new Variables(new DataPlace(memory, SECTION));

  /** Memory that goes over to read-only when a test wants it to. */
  private static final class PlainMemory extends DataMemory {
    PlainMemory(int size) {
      super(new byte[size]);
    }

    void freeze() {
      replace(readable(), null);
    }

    ByteBuffer bytes() {
      return readable();
    }

    @Override
    protected String refusal() {
      return "it is frozen";
    }
  }

  /** As generated. */
  private static final class Grid extends Variables {
    final ArrayVar<int[][], IntVar> grid = int32s(3, () -> new int[2][3]);

    Grid(DataMemory memory) {
      super(new DataPlace(memory, SECTION));
    }
  }

  @Test
  void handlesReadAndSetTheMemoryItself() {
    variables.int64("calls").set(5);
    assertThat(memory.bytes().order(ByteOrder.nativeOrder()).getLong(0)).isEqualTo(5);
    memory.bytes().putLong(0, 6);
    assertThat(variables.int64("calls").get()).isEqualTo(6);
    assertThat(variables.int64("calls").getAndAdd(2)).isEqualTo(6);
    assertThat(variables.int64("calls").compareAndSet(8, 9)).isTrue();
    assertThat(variables.int64("calls").toString()).isEqualTo("calls=9");
  }

  @Test
  void elementsHaveTheirPlaceAndTheirNameInC() {
    ArrayVar<int[][], IntVar> grid = new Grid(memory).grid;
    grid.at(1, 2).set(6);
    assertThat(grid.get()).isEqualTo(new int[][] {{0, 0, 0}, {0, 0, 6}});
    assertThat(grid.at(1, 2).name()).isEqualTo("grid[1][2]");
    assertThat(grid.lengths()).containsExactly(2, 3).inOrder();
    grid.set(new int[][] {{1, 2, 3}, {4, 5, 7}});
    assertThat(grid.at(1, 0).get()).isEqualTo(4);

    assertThrows(IndexOutOfBoundsException.class, () -> grid.at(2, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> grid.at(0, -1));
    assertThat(assertThrows(IllegalArgumentException.class, () -> grid.at(1)))
        .hasMessageThat()
        .isEqualTo("grid has 2 dimensions, not 1");
    assertThat(assertThrows(IllegalArgumentException.class, () -> grid.set(new int[][] {{1}, {2}})))
        .hasMessageThat()
        .startsWith("grid: ");
    assertThat(grid.at(1, 2).get()).isEqualTo(7);
  }

  @Test
  void aNameOrATypeThatIsNotThereIsRefused() {
    assertThat(assertThrows(NoSuchElementException.class, () -> variables.int32("missing")))
        .hasMessageThat()
        .startsWith("no variable missing, but [calls, point, more, grid, label");
    assertThat(assertThrows(IllegalArgumentException.class, () -> variables.int32("calls")))
        .hasMessageThat()
        .isEqualTo("calls is long, not an integer of 4 bytes");
  }

  @Test
  void membersOfAStructAreReachedOneByOne() {
    variables.struct("point").int32("y").set(4);

    assertThat(memory.bytes().getInt(12)).isEqualTo(4);
    assertThat(variables.struct("point").int32("y").toString()).isEqualTo("point.y=4");
  }

  @Test
  void textIsHeldByItsArray() {
    variables.text("label").set("1234567");
    assertThat(variables.text("label").get()).isEqualTo("1234567");
    assertThat(
            assertThrows(
                IllegalArgumentException.class, () -> variables.text("label").set("12345678")))
        .hasMessageThat()
        .startsWith("label: \"12345678\" is 8 bytes");
    assertThat(variables.text("label").get()).isEqualTo("1234567");
  }

  @Test
  void plainAccessNeedsNoAlignmentButAtomicAccessDoes() {
    IntVar packed = variables.int32("packed");
    packed.set(77);
    assertThat(packed.get()).isEqualTo(77);
    assertThrows(IllegalStateException.class, () -> packed.getAndAdd(1));
  }

  @Test
  void everyAccessThatNeedsAlignmentNamesWhatHasNone() {
    GeneratedLayout tight =
        GeneratedLayout.of("tight", 27)
            .int16("two", "short", 1)
            .int32("four", "int", 3)
            .int64("eight", "long", 7)
            .float32("single", "float", 15)
            .float64("whole", "double", 19);
    Variables all =
        new Variables(
            new DataPlace(
                memory,
                GeneratedLayout.of(".data", 64)
                    .struct("t", "struct tight", 32, tight)
                    .structLayout()));
    Variables members = all.struct("t");
    Map<Variable, Integer> sizes =
        Map.of(
            members.int16("two"), 2,
            members.int32("four"), 4,
            members.int64("eight"), 8,
            members.float32("single"), 4,
            members.float64("whole"), 8);
    for (Map.Entry<Variable, Integer> each : sizes.entrySet()) {
      Variable variable = each.getKey();
      int checked = 0;
      for (Method access : variable.getClass().getDeclaredMethods()) {
        if (Modifier.isPublic(access.getModifiers()) && !isPlain(access)) {
          Object[] zeros = zeros(access);
          Throwable e =
              assertThrows(InvocationTargetException.class, () -> access.invoke(variable, zeros))
                  .getCause();
          assertThat(e).isInstanceOf(IllegalStateException.class);
          assertThat(e)
              .hasMessageThat()
              .containsMatch("^" + variable.name() + " begins at byte [0-9]+ of [.]data, ");
          assertThat(e)
              .hasMessageThat()
              .contains("need a multiple of " + each.getValue() + ": get");
          checked++;
        }
      }
      assertThat(checked).isAtLeast(4);
    }
  }

  private static boolean isPlain(Method access) {
    return access.getName().equals("get") || access.getName().equals("set");
  }

  private static Object[] zeros(Method access) {
    return Arrays.stream(access.getParameterTypes())
        .map(type -> Array.get(Array.newInstance(type, 1), 0))
        .toArray();
  }

  @Test
  void aVariableThatThisBuildLacksIsZeroAndCannotBeSet() {
    assertThat(variables.int32("gone").get()).isEqualTo(0);
    assertThat(assertThrows(IllegalStateException.class, () -> variables.int32("gone").set(1)))
        .hasMessageThat()
        .isEqualTo("gone cannot be set: this build of the object has no such variable");
  }

  @Test
  void whatIsReadOnlySaysWhy() {
    memory.freeze();
    assertThat(assertThrows(IllegalStateException.class, () -> variables.int64("calls").set(1)))
        .hasMessageThat()
        .isEqualTo("calls cannot be set: it is frozen");
  }
}
