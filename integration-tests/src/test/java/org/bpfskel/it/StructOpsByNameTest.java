package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.NoSuchElementException;
import org.bpfskel.BpfSkeleton;
import org.bpfskel.StructOpsMap;
import org.bpfskel.StructOpsProgram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A struct_ops variable whose type is known at run time only; a skeleton's shadow follows. */
@NeedsLibbpf
@BpfSkeleton(value = "bpf/testmod.bpf.o", name = "ByNameSkel")
final class StructOpsByNameTest {
  private ByNameSkel skel;
  private StructOpsMap ops;

  @BeforeEach
  void open() {
    skel = ByNameSkel.open();
    ops = skel.object().structOps("testmod_1");
  }

  @AfterEach
  void close() {
    skel.close();
  }

  @Test
  void membersAreEdited() {
    ops.edit(members -> members.int32("data").set(13));
    assertThat(skel.structOps.testmod_1.data).isEqualTo(13);
    assertThat(skel.structOps.testmod_1.test_1).isSameInstanceAs(skel.progs.test_1);
  }

  @Test
  void callbacksArePointedAtPrograms() {
    ops.setProgram("test_2", (StructOpsProgram) skel.object().program("test_3"));
    assertThat(ops.program("test_2")).isSameInstanceAs(skel.progs.test_3);
    ops.setProgram("test_2", null);
    assertThat(ops.program("test_2")).isNull();
  }

  @Test
  void anEditThatFailsChangesNothing() {
    assertThrows(
        NoSuchElementException.class,
        () ->
            ops.edit(
                members -> {
                  members.int32("data").set(13);
                  members.int32("no_such").set(1);
                }));
    assertThat(skel.structOps.testmod_1.data).isNotEqualTo(13);
  }

  @Test
  void whatIsNoCallbackTakesNoProgram() {
    assertThrows(IllegalArgumentException.class, () -> ops.setProgram("data", null));
    assertThrows(NoSuchElementException.class, () -> ops.setProgram("no_such", null));
  }

  @Test
  void aSlipInANameIsAnsweredByTheNameThatWasMeant() {
    NoSuchElementException program =
        assertThrows(NoSuchElementException.class, () -> skel.object().program("tset_3"));
    assertThat(program).hasMessageThat().containsMatch(": did you mean .*\\btest_3\\b.*\\?$");
    NoSuchElementException map =
        assertThrows(NoSuchElementException.class, () -> skel.object().structOps("testmod1"));
    assertThat(map).hasMessageThat().containsMatch(": did you mean testmod_1.*\\?$");
    NoSuchElementException other =
        assertThrows(NoSuchElementException.class, () -> skel.object().program("elsewhere"));
    assertThat(other).hasMessageThat().doesNotContain("did you mean");
  }
}
