package org.bpfskel.btf;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import org.bpfskel.btf.BtfKind.Declarator;
import org.bpfskel.btf.BtfKind.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The columns of the table agree with each other. */
class BtfKindTest {
  @ParameterizedTest
  @EnumSource
  void whatHasTheSizeOfAnotherTypeRefersToOne(BtfKind kind) {
    if (kind.isTransparent()) {
      assertThat(kind.typeMask).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void membersHaveTypesAndConstantsDoNot(BtfKind kind) {
    if (kind.isComposite()) {
      assertThat(kind.element).isEqualTo(Element.TYPED_NAME);
    }
    if (kind.isEnumeration()) {
      assertThat(kind.element).isEqualTo(Element.NAME);
    }
  }

  @ParameterizedTest
  @EnumSource
  void elementsAreWideEnoughForWhatTheyBeginWith(BtfKind kind) {
    int begin =
        switch (kind.element) {
          case NONE -> 0;
          case NAME, TYPE -> 1;
          case TYPED_NAME -> 2;
        };
    assertThat(kind.elementWords).isAtLeast(begin);
    assertThat(kind.elementWords == 0).isEqualTo(kind.element == Element.NONE);
    assertThat(kind.fixedWords).isAtLeast(kind.fixedTypes);
  }

  @ParameterizedTest
  @EnumSource
  void whatCWritesByAWordHasOne(BtfKind kind) {
    if (kind.declarator == Declarator.KEYWORD
        || kind.declarator == Declarator.QUALIFIER
        || kind.isComposite()
        || kind.isEnumeration()) {
      assertWithMessage("keyword of %s", kind).that(kind.keyword()).isNotEmpty();
    }
  }
}
