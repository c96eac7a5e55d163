package org.bpfskel.compile;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;

class DependencyFileTest {
  @Test
  void filesBehindTheColon() {
    assertThat(DependencyFile.prerequisites("target/x.bpf.o: src/x.bpf.c src/x.h\n"))
        .containsExactly("src/x.bpf.c", "src/x.h")
        .inOrder();
  }

  @Test
  void linesGoOnBehindABackslash() {
    assertThat(DependencyFile.prerequisites("x.o: x.c \\\n  x.h \\\n  y.h\n"))
        .containsExactly("x.c", "x.h", "y.h")
        .inOrder();
  }

  @Test
  void charactersThatMakeWouldTakeForItsOwn() {
    assertThat(DependencyFile.prerequisites("my\\ x.o: my\\ x.c a\\#b.h c$$d.h e\\f.h\n"))
        .containsExactly("my x.c", "a#b.h", "c$d.h", "e\\f.h")
        .inOrder();
  }

  @Test
  void ruleWithoutFiles() {
    assertThat(DependencyFile.prerequisites("x.o:\n")).isEmpty();
    assertThat(DependencyFile.prerequisites("")).isEmpty();
  }
}
