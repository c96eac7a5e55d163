package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Packages use what the table of packages in {@code docs/architecture.md} says, and no others. */
class PackageTableTest {
  private static final Path PAGE = Path.of("../docs/architecture.md");
  private static final String ROOT = "org.bpfskel";
  private static final Pattern ROW =
      Pattern.compile("^\\| `(org\\.bpfskel[\\w.]*)` \\|[^|]*\\|([^|]*)\\|$", Pattern.MULTILINE);
  private static final Pattern NAME = Pattern.compile("`([\\w.]+)`");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  /** Names of packages, and of classes of the API, by the package that may use them. */
  private static Map<String, Set<String>> table() throws IOException {
    Map<String, Set<String>> table = new LinkedHashMap<>();
    Matcher row = ROW.matcher(Files.readString(PAGE));
    while (row.find()) {
      Set<String> used =
          NAME.matcher(row.group(2))
              .results()
              .map((MatchResult name) -> name.group(1))
              .map(name -> name.startsWith(ROOT) ? name : ROOT + "." + name)
              .collect(Collectors.toCollection(LinkedHashSet::new));
      table.put(row.group(1), used);
    }
    return table;
  }

  @Test
  void theTableHasEveryPackageAndNoOther() throws IOException {
    Set<String> packages =
        CLASSES.stream()
            .map(JavaClass::getPackageName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(packages).contains(ROOT + ".processor");
    assertThat(table().keySet()).containsExactlyElementsIn(packages);
  }

  @TestFactory
  Stream<DynamicTest> usesOnlyWhatTheTableSays() throws IOException {
    return table().entrySet().stream()
        .map(
            row ->
                DynamicTest.dynamicTest(row.getKey(), () -> check(row.getKey(), row.getValue())));
  }

  private static void check(String user, Set<String> allowed) {
    Set<String> wrong = new TreeSet<>();
    Set<String> needed = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      if (type.getPackageName().equals(user)) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          JavaClass used = dependency.getTargetClass().getBaseComponentType();
          String room = used.getPackageName();
          if (!room.startsWith(ROOT) || room.equals(user)) {
            continue;
          }
          String outermost = used.getName().replaceFirst("\\$.*", "");
          if (allowed.contains(room)) {
            needed.add(room);
          } else if (allowed.contains(outermost)) {
            needed.add(outermost);
          } else {
            wrong.add(dependency.getDescription());
          }
        }
      }
    }
    assertWithMessage("uses of what the table does not give to " + user).that(wrong).isEmpty();
    assertWithMessage("what the table gives to " + user).that(allowed).isEqualTo(needed);
  }
}
