package org.bpfskel.processor.model;

import static com.google.common.truth.Truth.assertThat;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JavaNamesTest {
  @Test
  void cNamesStayAsTheyAre() {
    List<String> names = List.of("test_1", "CamelCase", "_x", "a$b", "größe", "String", "record");

    assertThat(JavaNames.fields(names, Set.of())).isEqualTo(names);
  }

  @Test
  void keywordsAndLiteralsGetAnUnderscore() {
    assertThat(JavaNames.fields(List.of("new", "true", "null", "_"), Set.of()))
        .containsExactly("new_", "true_", "null_", "__")
        .inOrder();
  }

  @Test
  void reservedNamesGetAnUnderscore() {
    assertThat(JavaNames.fields(List.of("LAYOUT", "layout"), Set.of("LAYOUT", "LAYOUT_")))
        .containsExactly("LAYOUT__", "layout")
        .inOrder();
  }

  @Test
  void aNameThatCanStayIsNeverTakenByAnother() {
    assertThat(JavaNames.fields(List.of("class", "class_", "class__"), Set.of()))
        .containsExactly("class___", "class_", "class__")
        .inOrder();
  }

  @Test
  void charactersThatJavaDoesNotAllowBecomeUnderscores() {
    assertThat(JavaNames.fields(List.of("run.count", "run_count", "1st", ""), Set.of()))
        .containsExactly("run_count", "run_count_", "_1st", "__")
        .inOrder();
  }

  @Test
  void manyClashesAreCounted() {
    List<String> names = JavaNames.fields(Collections.nCopies(20_000, "x"), Set.of());

    assertThat(names.subList(0, 7))
        .containsExactly("x", "x_", "x__", "x___", "x____", "x_5", "x_6")
        .inOrder();
    assertThat(new HashSet<>(names)).hasSize(20_000);
  }

  @Test
  void structsBecomeUpperCamelCase() {
    assertThat(
            JavaNames.classes(
                List.of("bpf_testmod_ops", "tcp_congestion_ops___v2", "__sk_buff", "HID", "_"),
                Set.of(),
                100))
        .containsExactly("BpfTestmodOps", "TcpCongestionOps___v2", "SkBuff", "HID", "__")
        .inOrder();
  }

  @Test
  void classNamesNeverDifferInCaseOnly() {
    assertThat(
            JavaNames.classes(
                List.of("foo_bar", "fooBar", "foobar", "foo__bar", "maps"), Set.of("Maps"), 100))
        .containsExactly("FooBar", "FooBar_", "Foobar__", "FooBar___", "Maps_")
        .inOrder();
  }
}
