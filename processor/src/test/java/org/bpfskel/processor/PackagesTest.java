package org.bpfskel.processor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What runs in javac, and what of it sees javac. */
class PackagesTest {
  private static final String PROCESSOR = "org.bpfskel.processor";

  /** Facts of the Java language, usable without a running javac. */
  private static final DescribedPredicate<JavaClass> JAVAC =
      JavaClass.Predicates.resideInAnyPackage(
              "javax.annotation.processing..", "javax.lang.model..", "javax.tools..")
          .and(
              DescribedPredicate.not(
                  DescribedPredicate.describe(
                      "facts of the language",
                      (JavaClass c) ->
                          c.getFullName().equals("javax.lang.model.element.Modifier")
                              || c.getFullName().equals("javax.lang.model.SourceVersion"))));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.bpfskel.processor");

  @Test
  void onlyTheProcessorItselfSeesJavac() {
    noClasses()
        .that()
        .resideOutsideOfPackage(PROCESSOR)
        .should()
        .dependOnClassesThat(JAVAC)
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void nothingCallsNativeCode() {
    noClasses().should().dependOnClassesThat().resideInAPackage("com.sun.jna..").check(CLASSES);
  }
}
