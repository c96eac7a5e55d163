package org.bpfskel.btf;

import static com.google.common.truth.Truth.assertThat;

/** All that a BTF can be asked, type by type. */
final class EveryQuestion {
  private EveryQuestion() {}

  /** Asks for everything; all may throw BtfException, nothing may throw anything else. */
  static void ask(Btf btf) {
    for (int i = 0; i < btf.typeCount(); i++) {
      int id = i;
      tolerate(() -> btf.type(id));
      tolerate(() -> btf.kind(id));
      tolerate(() -> btf.resolve(id));
      tolerate(() -> btf.sizeOf(id));
      tolerate(() -> btf.find(btf.name(id), btf.kind(id)));
      tolerate(() -> CDeclaration.of(btf, id, "name"));
      tolerate(() -> StructLayout.read(btf, id));
    }
  }

  private interface Question {
    Object ask() throws BtfException;
  }

  private static void tolerate(Question question) {
    try {
      assertThat(question.ask()).isNotNull();
    } catch (BtfException e) {
      assertThat(e).hasMessageThat().startsWith(".BTF");
    }
  }
}
