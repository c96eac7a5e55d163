package org.bpfskel.btf;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.bpfskel.btf.BtfKind.Declarator;
import org.bpfskel.btf.BtfKind.Element;
import org.junit.jupiter.api.Test;
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

  /** The last that Linux brought: wherever its name stands, the next one's must stand too. */
  @Test
  void onlyTheDecoderNamesKindsThatColumnsTell() {
    noClasses()
        .that(DescribedPredicate.not(belongToAnyOf(BtfKind.class, BtfDecoder.class)))
        .should()
        .accessField(BtfKind.class, BtfKind.ENUM64.name())
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.bpfskel"));
  }
}
