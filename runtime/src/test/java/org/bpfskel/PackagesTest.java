package org.bpfskel;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which package may use which. */
class PackagesTest {
  private static final String API = "org.bpfskel";
  private static final String BTF = "org.bpfskel.btf..";
  private static final String GENERATED = "org.bpfskel.generated..";
  private static final String STRUCT = "org.bpfskel.struct..";
  private static final String MAP = "org.bpfskel.map..";
  private static final String EVENT = "org.bpfskel.event..";
  private static final String DATA = "org.bpfskel.data..";
  private static final String ATTACH = "org.bpfskel.attach..";
  private static final String INTERNAL = "org.bpfskel.internal..";
  private static final String ELF = "org.bpfskel.internal.elf..";
  private static final String OBJECT = "org.bpfskel.internal.object..";
  private static final String JNA = "com.sun.jna..";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(API);

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(CLASSES);
  }

  private static ArchRule doNotUse(String user, String... used) {
    return noClasses()
        .that()
        .resideInAPackage(user)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(used);
  }

  @Test
  void apiUsesBtfAndInternal() {
    check(doNotUse(API, GENERATED, MAP, EVENT));
  }

  @Test
  void btfUsesNothingOfOurs() {
    check(doNotUse(BTF, API, GENERATED, STRUCT, MAP, EVENT, DATA, ATTACH, INTERNAL));
  }

  @Test
  void dataUsesStructAndBtf() {
    check(doNotUse(DATA, API, GENERATED, MAP, EVENT, ATTACH, INTERNAL));
  }

  @Test
  void structUsesBtf() {
    check(doNotUse(STRUCT, API, GENERATED, MAP, EVENT, DATA, ATTACH, INTERNAL));
  }

  @Test
  void mapUsesApiStructBtfAndInternal() {
    check(doNotUse(MAP, GENERATED, EVENT, ATTACH));
  }

  @Test
  void eventUsesApiStructAndInternal() {
    check(doNotUse(EVENT, GENERATED, MAP, ATTACH));
  }

  /** Programs and maps that a target names, and nothing else. */
  @Test
  void attachUsesApi() {
    check(doNotUse(ATTACH, BTF, GENERATED, STRUCT, MAP, INTERNAL));
  }

  @Test
  void internalUsesBtf() {
    check(doNotUse(INTERNAL, API, GENERATED, STRUCT, MAP, EVENT, DATA, ATTACH));
  }

  /** The processor reads with it. */
  @Test
  void elfUsesNothingOfOursAndNoNativeCode() {
    check(
        classes()
            .that()
            .resideInAPackage(ELF)
            .should()
            .onlyDependOnClassesThat(
                resideOutsideOfPackages("org.bpfskel..", JNA).or(resideInAnyPackage(ELF))));
  }

  /** The processor reads with it too. */
  @Test
  void factsOfObjectsUseElfAndBtfAndNoNativeCode() {
    check(
        classes()
            .that()
            .resideInAPackage(OBJECT)
            .should()
            .onlyDependOnClassesThat(
                resideOutsideOfPackages("org.bpfskel..", JNA)
                    .or(resideInAnyPackage(OBJECT, ELF, BTF))));
  }

  @Test
  void onlyInternalTouchesJna() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(INTERNAL)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(JNA));
  }

  @Test
  void noPublicSignatureShowsInternalsOrJna() {
    check(
        classes()
            .that()
            .resideOutsideOfPackage(INTERNAL)
            .and()
            .areNotPrivate()
            .and()
            .areNotPackagePrivate()
            .should(showOnlyPublicTypes()));
  }

  private static ArchCondition<JavaClass> showOnlyPublicTypes() {
    return new ArchCondition<>("show no type of internal packages or JNA") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        List<JavaType> supertypes = new ArrayList<>(item.getInterfaces());
        item.getSuperclass().ifPresent(supertypes::add);
        supertypes.forEach(type -> report(item.getName(), type, events));
        for (JavaMember member : item.getMembers()) {
          if (isVisible(member)) {
            report(member, events);
          }
        }
      }
    };
  }

  private static boolean isVisible(JavaMember member) {
    Set<JavaModifier> modifiers = member.getModifiers();
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }

  private static void report(JavaMember member, ConditionEvents events) {
    member.getAllInvolvedRawTypes().forEach(type -> report(member.getFullName(), type, events));
    if (member instanceof JavaCodeUnit codeUnit) {
      codeUnit.getExceptionTypes().forEach(type -> report(member.getFullName(), type, events));
    }
  }

  private static void report(String where, JavaType shown, ConditionEvents events) {
    for (JavaClass type : shown.getAllInvolvedRawTypes()) {
      String name = type.getPackageName();
      if (name.startsWith("com.sun.jna") || name.startsWith("org.bpfskel.internal")) {
        events.add(SimpleConditionEvent.violated(type, where + " shows " + type.getName()));
      }
    }
  }
}
