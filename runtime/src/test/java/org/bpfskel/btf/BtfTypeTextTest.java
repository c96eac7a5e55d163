package org.bpfskel.btf;

import static com.google.common.truth.Truth.assertThat;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Types as text, whose names whoever built the file has chosen. */
class BtfTypeTextTest {
  static List<Class<?>> records() {
    return Arrays.stream(BtfType.class.getDeclaredClasses())
        .filter(Class::isRecord)
        .<Class<?>>map(type -> type)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("records")
  void isOneLineInWhichAllIsSeen(Class<?> type) throws ReflectiveOperationException {
    String text = named(type, "\u001b[2J\nx\u202e").toString();
    assertThat(text).isEqualTo(Printable.of(text));
    if (hasName(type)) {
      assertThat(text).contains("name=\\u001b[2J\\nx\\u202e");
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  void hasEveryComponentAsRecordsDo(Class<?> type) throws ReflectiveOperationException {
    String text = named(type, "counter").toString();
    assertThat(text).startsWith(type.getSimpleName() + "[");
    for (RecordComponent component : type.getRecordComponents()) {
      assertThat(text).contains(component.getName() + "=");
    }
  }

  private static boolean hasName(Class<?> type) {
    return Arrays.stream(type.getRecordComponents()).anyMatch(c -> c.getName().equals("name"));
  }

  private static Object named(Class<?> type, String name) throws ReflectiveOperationException {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    Object[] values = Arrays.stream(types).map(each -> value(each, name)).toArray();
    return type.getDeclaredConstructor(types).newInstance(values);
  }

  private static Object value(Class<?> type, String name) {
    if (type == String.class) {
      return name;
    }
    if (type == List.class) {
      return List.of();
    }
    return type.isEnum() ? type.getEnumConstants()[0] : Array.get(Array.newInstance(type, 1), 0);
  }
}
