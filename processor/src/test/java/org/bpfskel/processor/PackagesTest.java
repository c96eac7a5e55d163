package org.bpfskel.processor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.bpfskel.MapType;
import org.junit.jupiter.api.Test;

/** Who may know whom: bytes, then elf and btf, then model, then emit. */
class PackagesTest {
  private static final String OURS = "org.bpfskel..";
  private static final String BTF = "org.bpfskel.btf..";
  private static final String PROCESSOR = "org.bpfskel.processor";
  private static final String ELF = "org.bpfskel.internal.elf..";
  private static final String OBJECT = "org.bpfskel.internal.object..";
  private static final String MODEL = PROCESSOR + ".model..";
  private static final String EMIT = PROCESSOR + ".emit..";

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
  void modelKnowsTheFactsOfObjects() {
    onlyUses(MODEL, MODEL, OBJECT, ELF, BTF);
  }

  @Test
  void emitKnowsModelAndBtf() {
    onlyUses(EMIT, EMIT, MODEL, BTF);
  }

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

  private static void onlyUses(String user, String... used) {
    classes()
        .that()
        .resideInAPackage(user)
        .should()
        .onlyDependOnClassesThat(
            JavaClass.Predicates.resideOutsideOfPackage(OURS)
                .or(JavaClass.Predicates.resideInAnyPackage(used))
                // A table of numbers and names, which knows nothing of open objects.
                .or(JavaClass.Predicates.type(MapType.class)))
        // A package whose classes are still to come breaks no rule.
        .allowEmptyShould(true)
        .check(CLASSES);
  }
}
