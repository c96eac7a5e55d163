package org.bpfskel;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Calls by which code finds a class, a member or a resource of Java at run time. */
final class LookupsByName {
  private static final Pattern LOOKUP =
      Pattern.compile(
          String.join(
              "|",
              "java\\.lang\\.Class\\.(forName|newInstance|getRecordComponents"
                  + "|get(Declared)?(Method|Field|Constructor|Classe)s?|getResource.*)",
              "java\\.lang\\.ClassLoader\\.(loadClass|findClass|get(System)?Resource.*|resources)",
              "java\\.lang\\.Module\\.getResourceAsStream",
              "java\\.lang\\.(System|Runtime)\\.load.*",
              "java\\.lang\\.reflect\\.Array\\.newInstance",
              "java\\.lang\\.reflect\\.Proxy\\..*",
              "java\\.lang\\.invoke\\.MethodHandles\\$Lookup\\.(find.*|unreflect.*|defineClass)",
              "java\\.lang\\.invoke\\.MethodHandleProxies\\..*",
              "java\\.util\\.concurrent\\.atomic\\.\\w+Updater\\.newUpdater",
              "java\\.util\\.ServiceLoader\\..*",
              "java\\.util\\.ResourceBundle\\.getBundle",
              "java\\.io\\.Object(In|Out)putStream\\.<init>",
              "com\\.sun\\.jna\\.Native\\.(register|load.*)"));

  private LookupsByName() {}

  /** How many such calls each method has, by {@code SimpleName.method Class.forName}. */
  static SortedMap<String, Integer> in(JavaClasses classes) {
    SortedMap<String, Integer> calls = new TreeMap<>();
    for (JavaClass caller : classes) {
      for (JavaAccess<?> access : caller.getAccessesFromSelf()) {
        if (access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target
            && LOOKUP.matcher(target.getOwner().getName() + "." + target.getName()).matches()) {
          String site =
              "%s.%s %s.%s"
                  .formatted(
                      caller.getSimpleName(),
                      access.getOrigin().getName(),
                      target.getOwner().getSimpleName(),
                      target.getName());
          calls.merge(site, 1, Integer::sum);
        }
      }
    }
    return calls;
  }
}
