package org.bpfskel.processor;

import java.lang.reflect.Field;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.generated.GeneratedLayout;

/** The layout that a generated class has written out. */
final class WrittenLayout {
  private WrittenLayout() {}

  static StructLayout of(Class<?> generated) throws ReflectiveOperationException {
    Field layout = generated.getDeclaredField("LAYOUT");
    layout.setAccessible(true);
    return ((GeneratedLayout) layout.get(null)).structLayout();
  }
}
