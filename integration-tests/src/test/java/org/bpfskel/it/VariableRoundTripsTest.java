package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.bpfskel.Skeleton;
import org.bpfskel.data.ArrayVar;
import org.bpfskel.data.StructValue;
import org.bpfskel.data.StructVar;
import org.bpfskel.data.ValueVar;
import org.bpfskel.data.Variable;
import org.bpfskel.data.Variables;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Variables of every kind: what is read can be written byte for byte. */
@NeedsLibbpf
final class VariableRoundTripsTest {
  @TempDir private static Path folder;
  private static RoundTrips trips;

  @BeforeAll
  static void makeTheClass() throws IOException {
    trips = new RoundTrips(folder);
  }

  @SuppressWarnings("unchecked") // of whatever class it is
  private static <T> ValueVar<T> variable(Skeleton skel, String section, String name) {
    return (ValueVar<T>) Fields.get(Fields.get(skel, section), name);
  }

  private static byte[] bytes(ValueVar<?> variable) {
    ByteBuffer view = variable.view();
    byte[] bytes = new byte[view.remaining()];
    view.get(bytes);
    return bytes;
  }

  @Test
  void bitfieldsReadAndPrintAsCHasThem() {
    try (Skeleton skel = trips.skeleton.open()) {
      assertThat(variable(skel, "data", "some_flags").get().toString())
          .isEqualTo("flags{a=1, b=0, c=1023, d=9}");
      assertThat(variable(skel, "data", "some_logic").get().toString())
          .isEqualTo("logic{on=true, off=false, mode=2, level=-1, big=-5}");
      assertThat(variable(skel, "data", "some_tight").get().toString())
          .isEqualTo("tight{c=120, x=5, y=8589934591}");
      assertThat(variable(skel, "data", "some_wide").get().toString())
          .isEqualTo("wide{whole=18446744073709551615}");
      assertThat(variable(skel, "data", "some_small").get().toString())
          .isEqualTo("small{s=-4, u=31, n=-256}");
    }
  }

  @Test
  void bitfieldsAreWrittenAsCHasThem() {
    try (Skeleton skel = trips.skeleton.open()) {
      for (String name : List.of("some_flags", "some_logic", "some_tight", "some_small")) {
        ValueVar<StructValue> variable = variable(skel, "data", name);
        byte[] fromC = bytes(variable);
        StructValue read = variable.get();
        StructValue fresh = trips.skeleton.struct(classOf(read));
        copyFields(read, fresh);
        variable.set(trips.skeleton.struct(classOf(read)));
        assertThat(bytes(variable)).isEqualTo(new byte[fromC.length]);
        variable.set(fresh);
        assertWithMessage(name).that(bytes(variable)).isEqualTo(fromC);
      }
    }
  }

  private static String classOf(StructValue value) {
    return value.getClass().getSimpleName();
  }

  private static void copyFields(StructValue from, StructValue to) {
    for (Field each : from.getClass().getFields()) {
      Fields.set(to, each.getName(), Fields.get(from, each.getName()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "EXTRA"})
  void variablesAreSetToWhatTheyAreByteForByte(String macro) throws IOException {
    Random random = new Random(1);
    try (Skeleton skel = trips.skeleton.open(trips.build(macro))) {
      for (String section : List.of("bss", "data")) {
        Variables variables = (Variables) Fields.get(skel, section);
        for (Field each : variables.getClass().getFields()) {
          for (int round = 0; round < 20; round++) {
            ValueVar<Object> variable = variable(skel, section, each.getName());
            ValueVar<byte[]> raw = variables.bytes(each.getName());
            byte[] before = RoundTrips.random(random, bytes(variable).length);
            raw.set(before);
            variable.set(variable.get());
            assertWithMessage(each.getName()).that(raw.get()).isEqualTo(before);
            setElements(variable);
            assertWithMessage(each.getName()).that(raw.get()).isEqualTo(before);
          }
        }
      }
    }
  }

  /** Each element for itself. */
  @SuppressWarnings("unchecked") // values go where they come from
  private static void setElements(ValueVar<?> variable) {
    if (variable instanceof ArrayVar<?, ?> array) {
      for (int i = 0; i < array.length(); i++) {
        Variable element = array.at(i);
        if (element instanceof ValueVar<?> value) {
          ((ValueVar<Object>) value).set(value.get());
        }
      }
    } else if (variable instanceof StructVar<?> struct) {
      for (var member : struct.members().structLayout().members()) {
        if (member.name().equals("name")) {
          ValueVar<String> text = struct.members().text("name");
          text.set(text.get());
        }
      }
    }
  }

  @Test
  void membersOfANewerBuildStay() throws IOException {
    try (Skeleton skel = trips.skeleton.open(trips.build("EXTRA"))) {
      ValueVar<StructValue> constant = variable(skel, "rodata", "constant");
      Variables members = ((StructVar<?>) constant).members();
      StructValue value = constant.get();
      assertThat(Fields.get(value, "name")).isEqualTo("full!");
      Fields.set(value, "decided", true);
      constant.set(value);
      assertThat(members.int32("extra").get()).isEqualTo(9);
      assertThat(Fields.get(constant.get(), "name")).isEqualTo("full!");

      constant.set(trips.skeleton.struct("Outer"));
      assertThat(members.int32("extra").get()).isEqualTo(9);
      assertThat(constant.get()).isNotEqualTo(value);
      assertThat(Fields.get(constant.get(), "decided")).isEqualTo(false);
    }
  }
}
