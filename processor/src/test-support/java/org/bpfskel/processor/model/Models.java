package org.bpfskel.processor.model;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import org.bpfskel.processor.Clang;

/** Models of C sources, and what stands in them. */
final class Models {
  private Models() {}

  static SkeletonModel of(String source, String... options) throws IOException, ObjectException {
    return ObjectReader.read(
        Clang.bpf(C.SEC + source, options), "bpf/test.bpf.o", "TestSkel", List.of());
  }

  /** Why no skeleton can be made of the object, without the resource name at the start. */
  static String refusal(byte[] object) {
    String message =
        String.valueOf(
            assertThrows(
                    ObjectException.class,
                    () -> ObjectReader.read(object, "bpf/test.bpf.o", "TestSkel", List.of()))
                .getMessage());
    String start = "bpf/test.bpf.o: ";
    return message.startsWith(start) ? message.substring(start.length()) : "no name: " + message;
  }

  static String refusal(String source) throws IOException {
    return refusal(Clang.bpf(C.SEC + source));
  }

  static DataGroup group(SkeletonModel model, String section) {
    return model.dataGroups().stream()
        .filter(group -> group.section().equals(section))
        .findFirst()
        .orElseThrow();
  }
}
