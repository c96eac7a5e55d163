package org.bpfskel.internal.load;

import static com.google.common.truth.Truth.assertThat;

import java.util.Map;
import java.util.Objects;
import org.bpfskel.it.BpfObjects;
import org.junit.jupiter.api.Test;

/** The line in C of a step, also where the kernel names none, as before Linux 6.10. */
class RefusedSourceTest {
  private static final byte[] OBJECT = BpfObjects.bytes("bpf/refused.bpf.o");

  private static RefusedStep step(int instruction) {
    return new RefusedStep(instruction, "", null, 0, Map.of());
  }

  private static StackTraceElement find(String program, int instruction) {
    return Objects.requireNonNull(
        RefusedSource.find("refused_bpf", program, step(instruction), OBJECT));
  }

  @Test
  void isFoundInTheObject() {
    StackTraceElement line = find("out_of_bounds", 1);
    assertThat(line.getClassName()).isEqualTo("refused_bpf");
    assertThat(line.getMethodName()).isEqualTo("out_of_bounds");
    assertThat(line.getFileName()).isEqualTo("refused.bpf.c");
    assertThat(line.getLineNumber()).isEqualTo(18);
  }

  @Test
  void isInTheFunctionThatStandsThere() {
    assertThat(find("in_function", 0).getMethodName()).isEqualTo("in_function");
    // Behind the program the functions that it calls, in the order of their calls.
    int instruction = 0;
    while (find("in_function", instruction).getMethodName().equals("in_function")) {
      instruction++;
    }
    assertThat(find("in_function", instruction).getMethodName()).isEqualTo("one_more");
    while (find("in_function", instruction).getMethodName().equals("one_more")) {
      instruction++;
    }
    assertThat(find("in_function", instruction).getMethodName()).isEqualTo("first_byte");
  }

  @Test
  void isUnknownWithoutTheObjectOrBehindItsEnd() {
    assertThat(RefusedSource.find("refused_bpf", "out_of_bounds", step(1), null)).isNull();
    assertThat(RefusedSource.find("refused_bpf", "out_of_bounds", step(9999), OBJECT)).isNull();
    assertThat(RefusedSource.find("refused_bpf", "no_such", step(1), OBJECT)).isNull();
  }
}
