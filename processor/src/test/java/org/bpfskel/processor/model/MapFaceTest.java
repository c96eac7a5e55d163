package org.bpfskel.processor.model;

import static com.google.common.truth.Truth.assertThat;

import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bpfskel.MapType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MapFaceTest {
  static Stream<MapFace> faces() {
    return MapType.known().stream().map(MapFace::of).filter(face -> face != null).distinct();
  }

  @ParameterizedTest
  @MethodSource("faces")
  void aFaceIsAClassWithTheseParameters(MapFace face) throws ClassNotFoundException {
    Class<?> type = Class.forName(face.packageName() + "." + face.simpleName());

    List<String> parameters =
        Arrays.stream(type.getTypeParameters()).map(TypeVariable::getName).toList();
    assertThat(parameters.contains("K")).isEqualTo(face.key());
    assertThat(parameters.contains("V")).isEqualTo(face.value());
  }

  @ParameterizedTest
  @MethodSource("faces")
  void noMapIsCalledLikeTheClassThatExpressionsName(MapFace face) {
    assertThat(new SkeletonNames("Skel", SharedTypes.NONE).maps(List.of(face.simpleName())))
        .containsExactly(face.simpleName() + "_");
  }
}
