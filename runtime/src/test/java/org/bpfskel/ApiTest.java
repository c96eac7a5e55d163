package org.bpfskel;

import static com.google.common.truth.Truth.assertWithMessage;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Nobody changes by accident what users may write: all of it is listed in a file. After a change
 * that is meant, write it anew with {@code mvn -pl runtime test -Dtest=ApiTest
 * -Dbpfskel.api=update}.
 */
class ApiTest {
  private static final Path BASELINE = Path.of("src/api/org.bpfskel.txt");

  @Test
  void isWhatTheBaselineHas() throws IOException {
    List<String> api = api();
    if ("update".equals(System.getProperty("bpfskel.api"))) {
      Files.write(BASELINE, api);
    }
    List<String> baseline = Files.readAllLines(BASELINE);
    assertWithMessage("lines that the baseline does not have")
        .that(without(baseline, api))
        .isEmpty();
    assertWithMessage("lines of the baseline that are gone").that(without(api, baseline)).isEmpty();
  }

  private static List<String> without(List<String> some, List<String> all) {
    List<String> rest = new ArrayList<>(all);
    rest.removeAll(some);
    return rest;
  }

  /** Each public type of an exported package, and below it what it declares. */
  private static List<String> api() {
    TreeMap<String, Class<?>> types = new TreeMap<>();
    for (JavaClass found :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.bpfskel")) {
      String name = found.getPackageName();
      boolean hidden = name.contains(".internal") || name.equals("org.bpfskel.access");
      if (!hidden && isApi(found)) {
        types.put(found.getName(), found.reflect());
      }
    }
    List<String> lines = new ArrayList<>();
    types.values().forEach(type -> add(type, lines));
    return lines;
  }

  private static boolean isApi(JavaClass type) {
    int modifiers = type.isAnonymousClass() ? 0 : type.reflect().getModifiers();
    return isSeen(modifiers) && type.getEnclosingClass().map(ApiTest::isApi).orElse(true);
  }

  private static boolean isSeen(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static void add(Class<?> type, List<String> lines) {
    StringBuilder line = new StringBuilder(Modifier.toString(type.getModifiers()));
    line.append(type.isSealed() ? " sealed " : " ").append(kind(type)).append(type.getName());
    if (type.getTypeParameters().length > 0) {
      line.append(Arrays.toString(type.getTypeParameters()));
    }
    if (type.getGenericSuperclass() != null) {
      line.append(" extends ").append(type.getGenericSuperclass().getTypeName());
    }
    Arrays.stream(type.getGenericInterfaces())
        .forEach(each -> line.append(" implements ").append(each.getTypeName()));
    lines.add(line.toString());
    Stream.of(type.getDeclaredFields(), type.getDeclaredConstructors(), type.getDeclaredMethods())
        .flatMap(Arrays::stream)
        .filter(member -> isSeen(((Member) member).getModifiers()))
        .map(ApiTest::describe)
        .filter(Objects::nonNull)
        .sorted()
        .forEach(member -> lines.add("  " + member));
  }

  /** Not by {@code toGenericString}, to which newer JDKs add words. */
  private static String kind(Class<?> type) {
    return type.isInterface() ? "" : type.isEnum() ? "enum " : "class ";
  }

  private static @Nullable String describe(AnnotatedElement member) {
    if (member instanceof Executable executable && executable.isSynthetic()) {
      return null;
    }
    if (member instanceof Field field) {
      return field.isSynthetic() ? null : field.toGenericString();
    }
    return member instanceof Method method
        ? method.toGenericString()
        : ((Constructor<?>) member).toGenericString();
  }
}
