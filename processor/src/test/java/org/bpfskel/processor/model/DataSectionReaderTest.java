package org.bpfskel.processor.model;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DataSectionReaderTest {
  @Test
  void variablesComeByOffset() throws Exception {
    SkeletonModel model =
        Models.of("char c = 1; long l = 2; short s = 3; int array[3] = {4, 5, 6};");

    assertThat(places(model, ".data"))
        .containsExactly("c@0+1", "l@8+8", "s@16+2", "array@20+12")
        .inOrder();
  }

  @Test
  void staticAndHiddenVariablesAreNotExposed() throws Exception {
    SkeletonModel model =
        Models.of(
            """
            static int unseen SEC(".data") = 1;
            __hidden int hidden = 2;
            int seen = 3;
            """);

    assertThat(places(model, ".data")).containsExactly("seen@8+4");
  }

  @Test
  void weakVariablesAreExposed() throws Exception {
    SkeletonModel model = Models.of("__attribute__((weak)) int weak = 1;");

    assertThat(places(model, ".data")).containsExactly("weak@0+4");
  }

  @Test
  void kconfigIsLaidOutByAlignmentThenSizeThenName() throws Exception {
    SkeletonModel model =
        Models.of(
            """
            extern _Bool CONFIG_BPF __kconfig;
            extern char CONFIG_NAME[5] __kconfig;
            extern unsigned long CONFIG_LONG __kconfig;
            extern int CONFIG_B __kconfig;
            extern int CONFIG_A __kconfig __attribute__((weak));
            extern unsigned int LINUX_KERNEL_VERSION __kconfig;
            SEC("xdp") int program(void *ctx) {
              return CONFIG_BPF + CONFIG_NAME[1] + CONFIG_LONG + CONFIG_B + CONFIG_A
                  + LINUX_KERNEL_VERSION;
            }
            """);

    assertThat(places(model, ".kconfig"))
        .containsExactly(
            "CONFIG_LONG@0+8",
            "CONFIG_A@8+4",
            "CONFIG_B@12+4",
            "LINUX_KERNEL_VERSION@16+4",
            "CONFIG_BPF@20+1",
            "CONFIG_NAME@21+5")
        .inOrder();
    assertThat(Models.group(model, ".kconfig").javaName()).isEqualTo("kconfig");
  }

  @Test
  void aVariableThatIsAKeywordGetsAnUnderscore() throws Exception {
    SkeletonModel model = Models.of("int class = 1; int class_ = 2; int record = 3;");

    assertThat(
            Models.group(model, ".data").variables().stream()
                .map(v -> v.member().name() + " " + v.javaName()))
        .containsExactly("class class__", "class_ class_", "record record")
        .inOrder();
  }

  private static List<String> places(SkeletonModel model, String section) {
    return Models.group(model, section).layout().members().stream()
        .map(v -> v.name() + "@" + v.offset() + "+" + v.size())
        .toList();
  }
}
