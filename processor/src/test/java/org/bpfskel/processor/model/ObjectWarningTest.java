package org.bpfskel.processor.model;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.util.List;
import org.bpfskel.processor.BpfObjects;
import org.bpfskel.processor.model.ObjectWarning.Level;
import org.junit.jupiter.api.Test;

/**
 * What allows a skeleton but may not be meant; and what is fine although it looks like a mistake.
 */
class ObjectWarningTest {
  private static final String OPS =
      """
      struct ops { int (*run)(void); int (*stop)(void); };
      SEC("struct_ops/run") int run(void *ctx) { return 0; }
      """;

  @Test
  void aProgramInNoVariableIsNoted() throws Exception {
    assertThat(
            ObjectReader.read(BpfObjects.testmod(), "bpf/testmod.bpf.o", "Skel", List.of())
                .warnings())
        .containsExactly(
            new ObjectWarning(
                Level.NOTE,
                "struct_ops program 'test_3' is in no struct_ops variable's initialiser in C:"
                    + " bpfskel leaves it out of a load unless a callback is pointed at it"));
  }

  @Test
  void aProgramThatIsNotLoadedUnaskedIsFineInNoVariable() throws Exception {
    assertNoWarnings(
        """
        SEC("?struct_ops/stop") int spare(void *ctx) { return 0; }
        SEC(".struct_ops") struct ops impl = { .run = (void *)run };
        """);
  }

  @Test
  void bitfieldsAtTheTopLevelAreWarnedOf() throws Exception {
    assertThat(
            Models.of(
                    """
                    struct ops { unsigned few : 3; unsigned : 2; unsigned more : 4; };
                    SEC(".struct_ops") struct ops impl = {};
                    SEC(".struct_ops") struct ops second = { .more = 1 };
                    """)
                .warnings())
        .containsExactly(
            new ObjectWarning(
                Level.WARNING,
                "struct 'ops' has bitfields at its top level ('few', 'more'), and libbpf loads no"
                    + " struct_ops variable of such a type: leave them out of the struct in C,"
                    + " which need not have every member of the kernel's"));
  }

  @Test
  void bitfieldsFurtherInAreFine() throws Exception {
    assertThat(
            Models.of(
                    """
                    struct ops { struct { unsigned few : 3; } in; struct { unsigned more : 4; }; };
                    SEC(".struct_ops") struct ops impl = { .in.few = 1, .more = 2 };
                    """)
                .warnings())
        .isEmpty();
  }

  @Test
  void variablesOfOneTypeMayShareAProgramInTheSameMember() throws Exception {
    assertNoWarnings(
        """
        SEC(".struct_ops") struct ops first = { .run = (void *)run };
        SEC(".struct_ops.link") struct ops second = { .run = (void *)run };
        static SEC(".struct_ops") struct ops third = { .run = (void *)run };
        """);
  }

  @Test
  void flavoursOfAStructAreOneType() throws Exception {
    assertNoWarnings(
        """
        struct ops___v2 { int number; int (*run)(void); };
        SEC(".struct_ops") struct ops first = { .run = (void *)run };
        SEC(".struct_ops") struct ops___v2 second = { .run = (void *)run };
        """);
  }

  @Test
  void oneProgramInTwoMembersIsNoted() throws Exception {
    assertThat(
            Models.of(
                    OPS
                        + "SEC(\".struct_ops\") struct ops impl ="
                        + " { .run = (void *)run, .stop = (void *)run };")
                .warnings())
        .containsExactly(
            new ObjectWarning(
                Level.NOTE,
                "program 'run' is in two different callbacks, 'run' of 'impl' (struct ops) and"
                    + " 'stop' of 'impl' (struct ops), and libbpf binds a program to one callback"
                    + " of one struct type: write a second program for 'stop' of 'impl' (struct"
                    + " ops), or change one of the two before load"));
  }

  @Test
  void oneProgramInTwoMembersOfAnOptionalVariableIsNotedOnce() throws Exception {
    List<ObjectWarning> warnings =
        Models.of(
                OPS
                    + "SEC(\"?.struct_ops\") struct ops impl ="
                    + " { .run = (void *)run, .stop = (void *)run };")
            .warnings();
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0).text()).contains("'run' is in two different callbacks,");
  }

  @Test
  void oneProgramInVariablesOfTwoTypesIsNoted() throws Exception {
    List<ObjectWarning> warnings =
        Models.of(
                OPS
                    + """
                    struct others { int (*stop)(void); };
                    SEC(".struct_ops.link") struct others other = { .stop = (void *)run };
                    SEC(".struct_ops") struct ops impl = { .stop = (void *)run };
                    """)
            .warnings();
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0).text())
        .startsWith(
            "program 'run' is in two different callbacks, 'stop' of 'other' (struct others) and"
                + " 'stop' of 'impl' (struct ops),");
  }

  @Test
  void aConflictWithAnOptionalVariableIsNoted() throws Exception {
    assertThat(
            Models.of(
                    OPS
                        + """
                        SEC("?.struct_ops") struct ops spare = { .stop = (void *)run };
                        SEC(".struct_ops") struct ops impl = { .run = (void *)run };
                        """)
                .warnings())
        .containsExactly(
            new ObjectWarning(
                Level.NOTE,
                "program 'run' is in callbacks 'run' of 'impl' (struct ops) and 'stop' of 'spare'"
                    + " (struct ops): only one of these variables can be created"));
  }

  @Test
  void aHiddenProgramAndAZeroPointerAreFine() throws Exception {
    assertThat(
            Models.of(
                    """
                    struct ops { int (*run)(void); void *data; int (*nested[2])(void); };
                    SEC("struct_ops/run") __hidden int run(void *ctx) { return 0; }
                    SEC(".struct_ops") struct ops impl = { .run = (void *)run, .data = (void *)0 };
                    """)
                .warnings())
        .isEmpty();
  }

  @Test
  void theOtherByteOrderIsReadAsWell() throws Exception {
    String source = "SEC(\".struct_ops\") struct ops impl = { .run = (void *)run };";

    assertThat(Models.of(OPS + source, "-target", "bpfeb").warnings()).isEmpty();
  }

  @Test
  void theObjectsOfBpfSrcAreAcceptedWithNoMoreThanNotes() throws Exception {
    for (String name : List.of("dummy_ops", "maps_and_programs", "optional", "tcp_cc", "testmod")) {
      byte[] object = BpfObjects.bytes("bpf/" + name + ".bpf.o");
      for (ObjectWarning warning : ObjectReader.read(object, name, "Skel", List.of()).warnings()) {
        assertWithMessage(name).that(warning.level()).isEqualTo(Level.NOTE);
      }
    }
  }

  @Test
  void bitfieldsOfAnEmbeddedStructAreNoReasonToWarn() throws Exception {
    SkeletonModel model =
        ObjectReader.read(BpfObjects.bytes("bpf/members.bpf.o"), "members", "Skel", List.of());

    assertThat(model.warnings().stream().map(ObjectWarning::level)).containsExactly(Level.NOTE);
  }

  private static void assertNoWarnings(String source) throws Exception {
    assertThat(Models.of(OPS + source).warnings()).isEmpty();
  }
}
