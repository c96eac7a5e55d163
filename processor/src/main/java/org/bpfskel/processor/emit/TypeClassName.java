package org.bpfskel.processor.emit;

import com.palantir.javapoet.ClassName;
import org.bpfskel.processor.model.TypeClass;
import org.bpfskel.processor.model.TypesHolder;

/** What the class of a C type is called in Java. */
final class TypeClassName {
  private TypeClassName() {}

  /** {@code skeleton} is the class in which types are nested that no other has. */
  static ClassName of(ClassName skeleton, TypeClass type) {
    TypesHolder holder = type.holder();
    return holder == null
        ? skeleton.nestedClass(type.simpleName())
        : ClassName.get(holder.packageName(), holder.simpleName(), type.simpleName());
  }
}
