package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;
import static java.util.stream.Collectors.groupingBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A class is known by its simple name, wherever it stands. */
class SimpleNamesTest {
  private static final Map<String, List<JavaClass>> BY_NAME =
      new ClassFileImporter()
              .withImportOption(new ImportOption.DoNotIncludeTests())
              .importPackages("org.bpfskel")
              .stream()
              .filter(type -> !type.isAnonymousClass() && !type.isLocalClass())
              .filter(type -> !type.getSimpleName().endsWith("-info"))
              .collect(groupingBy(JavaClass::getSimpleName));

  @Test
  void runtimeAndProcessorAreLookedAt() {
    assertThat(BY_NAME).containsKey("BpfObject");
    assertThat(BY_NAME).containsKey("SkeletonModel");
  }

  @Test
  void noSimpleNameIsThatOfTwoClasses() {
    List<List<JavaClass>> shared =
        BY_NAME.values().stream()
            .filter(named -> named.size() > 1)
            .filter(named -> !named.stream().allMatch(SimpleNamesTest::isReadWithItsOuterClass))
            .toList();

    assertThat(shared).isEmpty();
  }

  /** As users write them: {@code OpenOptions.Builder}, {@code BpfException.Kind}. */
  private static boolean isReadWithItsOuterClass(JavaClass type) {
    return type.isNestedClass()
        && type.getModifiers().contains(JavaModifier.PUBLIC)
        && !type.getPackageName().contains(".internal")
        && !type.getPackageName().contains(".processor");
  }
}
