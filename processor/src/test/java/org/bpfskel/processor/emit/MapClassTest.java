package org.bpfskel.processor.emit;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import org.bpfskel.MapType;
import org.bpfskel.processor.model.SkeletonNames;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MapClassTest {
  @ParameterizedTest
  @MethodSource("org.bpfskel.MapType#known")
  void noMapIsCalledLikeTheClassThatExpressionsName(MapType type) {
    MapClass mapClass = MapClass.of(type);
    if (mapClass != null) {
      String name = mapClass.type().simpleName();
      assertThat(SkeletonNames.maps(List.of(name))).containsExactly(name + "_");
    }
  }
}
