package org.bpfskel.junit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.bpfskel.Skeleton;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** A class that bpfskel has generated, known at run time alone. */
final class GeneratedClass {
  private GeneratedClass() {}

  /** Calls its {@code open()}. */
  static Skeleton open(Class<? extends Skeleton> type) {
    try {
      Method open = type.getMethod("open");
      return (Skeleton) open.invoke(null);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new ExtensionConfigurationException(type.getName() + ".open() failed", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new ExtensionConfigurationException(
          "@BpfTest names %s, which has no open() that can be called: name a class that bpfskel has generated, in a package that is open to JUnit"
              .formatted(type.getName()),
          e);
    }
  }
}
