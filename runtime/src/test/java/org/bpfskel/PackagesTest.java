package org.bpfskel;

import static com.google.common.truth.Truth.assertThat;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaCall;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bpfskel.attach.AttachTarget;
import org.bpfskel.btf.BtfException;
import org.bpfskel.internal.handle.SystemCall;
import org.bpfskel.internal.handle.TypeReading;
import org.bpfskel.internal.os.ErrnoException;
import org.junit.jupiter.api.Test;

/** What no table of packages says: where native code is, what targets are, what users see. */
class PackagesTest {
  private static final String API = "org.bpfskel";
  private static final String BTF = "org.bpfskel.btf..";
  private static final String INTERNAL = "org.bpfskel.internal..";
  private static final String ELF = "org.bpfskel.internal.elf..";
  private static final String OBJECT = "org.bpfskel.internal.object..";
  private static final String JNA = "com.sun.jna..";

  private static final String ACCESS = "org.bpfskel.access";

  /** Those that the package of faces may have beside them. */
  private static final int HIDDEN = 2;

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(API);

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(CLASSES);
  }

  /** The processor reads with these, and javac has no JNA beside it. */
  @Test
  void whatReadsFilesCallsNoNativeCode() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(ELF, OBJECT, BTF)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(JNA));
  }

  /** So that another way to call C can stand beside them: all else goes by NativeCalls. */
  @Test
  void onlyTheNativeWallAndTheModuleNameJna() throws IOException {
    List<String> users = new ArrayList<>();
    for (Path sources : List.of(Path.of("src/main/java"), Path.of("../processor/src/main/java"))) {
      try (Stream<Path> files = Files.walk(sources)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          if (Files.readString(file).contains("com.sun.jna")) {
            users.add(file.getFileName().toString());
          }
        }
      }
    }
    assertThat(users).containsExactly("JnaCalls.java", "JnaClosure.java", "module-info.java");
  }

  /** So the same error of the system gets the same words and the same advice wherever it is met. */
  @Test
  void onePlaceMakesAnExceptionOfAFailedSystemCall() {
    assertThat(convertersOf(ErrnoException.class))
        .containsExactly(SystemCall.class.getName() + ".get");
  }

  /** And unreadable types are one kind of failure, whatever was asked of them. */
  @Test
  void onePlaceMakesAnExceptionOfUnreadableTypes() {
    assertThat(convertersOf(BtfException.class))
        .containsExactly(TypeReading.class.getName() + ".of");
  }

  /** Methods that know the exception and make a BpfException. */
  private static List<String> convertersOf(Class<? extends Exception> exception) {
    return CLASSES.stream()
        .flatMap(type -> type.getCodeUnits().stream())
        .filter(method -> knows(method, exception) && makesABpfException(method))
        .map(method -> method.getOwner().getName() + "." + method.getName())
        .toList();
  }

  private static boolean knows(JavaCodeUnit method, Class<? extends Exception> exception) {
    return method.getRawParameterTypes().stream().anyMatch(type(exception))
        || method.getTryCatchBlocks().stream()
            .flatMap(block -> block.getCaughtThrowables().stream())
            .anyMatch(type(exception));
  }

  /** What is checked is for those who read files themselves, by the BTF reader alone. */
  @Test
  void onlyTheReaderOfTypesThrowsItsCheckedException() {
    check(
        codeUnits()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackages(BTF, INTERNAL)
            .should()
            .notDeclareThrowableOfType(BtfException.class));
  }

  private static boolean makesABpfException(JavaCodeUnit method) {
    return method.getCallsFromSelf().stream()
        .map(JavaCall::getTarget)
        .anyMatch(
            target ->
                assignableTo(BpfException.class).test(target.getRawReturnType())
                    || (target.getName().equals("<init>")
                        && assignableTo(BpfException.class).test(target.getOwner())));
  }

  /** What a kind of target is and does is in its own file: no class asks which one it has. */
  @Test
  void nothingKnowsATargetButItself() {
    check(noClasses().should(dependOnATargetOfAnotherFile()));
  }

  @Test
  void aTargetIsAFinalClassMadeByItsFactories() {
    check(
        classes()
            .that(isATarget())
            .should()
            .haveModifier(JavaModifier.FINAL)
            .andShould()
            .haveOnlyPrivateConstructors());
  }

  /** A target shows what it is made of; nobody else makes kinds of them. */
  @Test
  void onlyItsPackageExtendsOrCallsATarget() {
    check(
        codeUnits()
            .that()
            .areDeclaredIn(AttachTarget.class)
            .and()
            .haveNameNotMatching("equals|hashCode|toString")
            .should()
            .notBePublic()
            .andShould()
            .notBeProtected());
  }

  private static DescribedPredicate<JavaClass> isATarget() {
    return assignableTo(AttachTarget.class).and(not(type(AttachTarget.class))).as("are targets");
  }

  private static ArchCondition<JavaClass> dependOnATargetOfAnotherFile() {
    return new ArchCondition<>("depend on a target of another file") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        for (Dependency dependency : item.getDirectDependenciesFromSelf()) {
          JavaClass file = file(dependency.getTargetClass());
          if (isATarget().test(file) && !file.equals(file(item))) {
            events.add(SimpleConditionEvent.satisfied(item, dependency.getDescription()));
          }
        }
      }
    };
  }

  private static JavaClass file(JavaClass item) {
    return item.getEnclosingClass().map(PackagesTest::file).orElse(item);
  }

  /** A public method of a hidden superclass is out of reach of reflection, and of mocks. */
  @Test
  void everyPublicMethodIsOfAPublicClass() {
    List<String> hidden =
        CLASSES.stream()
            .filter(PackagesTest::isPublic)
            .filter(type -> !type.getPackageName().startsWith("org.bpfskel.internal"))
            .flatMap(type -> type.getAllMethods().stream())
            .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(method -> !method.getOwner().getModifiers().contains(JavaModifier.PUBLIC))
            .map(JavaMember::getFullName)
            .distinct()
            .toList();
    assertThat(hidden).isEmpty();
  }

  @Test
  void noPublicSignatureShowsInternalsOrJna() {
    check(
        classes()
            .that()
            .resideOutsideOfPackages(INTERNAL, ACCESS)
            .and()
            .areNotPrivate()
            .and()
            .areNotPackagePrivate()
            .should(showOnlyPublicTypes()));
  }

  /** Faces hold handles; what works for them can be read, tested and moved without them. */
  @Test
  void nothingBelowNamesAFace() {
    check(
        noClasses()
            .that()
            .resideInAPackage(INTERNAL)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(
                BpfObject.class,
                BpfMap.class,
                DataMap.class,
                StructOpsMap.class,
                BpfProgram.class,
                ProgramOptions.class,
                StructOpsProgram.class,
                BpfLink.class));
  }

  @Test
  void whatUsersSeeStandsAmongWhatUsersSee() {
    List<JavaClass> files =
        CLASSES.stream()
            .filter(type -> type.getPackageName().equals(API) && type.getEnclosingClass().isEmpty())
            .toList();
    assertThat(files.size()).isAtMost(30);
    assertThat(files.stream().filter(type -> !isPublic(type)).toList().size()).isAtMost(HIDDEN);
  }

  private static boolean isPublic(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC);
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
