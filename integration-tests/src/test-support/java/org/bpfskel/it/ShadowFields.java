package org.bpfskel.it;

import java.lang.reflect.Array;
import java.util.List;
import org.bpfskel.Skeleton;
import org.bpfskel.StructOpsShadow;
import org.jspecify.annotations.Nullable;

/** A shadow of a class that was compiled while the test runs, its fields by their paths in C. */
record ShadowFields(StructOpsShadow shadow) {

  static ShadowFields of(Skeleton skel, String variable) {
    return new ShadowFields((StructOpsShadow) Fields.get(Fields.get(skel, "structOps"), variable));
  }

  /** With a path such as {@code nested.x}, {@code weights[1]} or {@code points[1].x}. */
  @Nullable Object get(String path) {
    List<String> steps = steps(path);
    return step(owner(steps), steps.get(steps.size() - 1));
  }

  void set(String path, @Nullable Object value) {
    List<String> steps = steps(path);
    Object owner = owner(steps);
    String last = steps.get(steps.size() - 1);
    if (owner.getClass().isArray()) {
      Array.set(owner, Integer.parseInt(last), value);
      return;
    }
    Fields.set(owner, last, value);
  }

  private static List<String> steps(String path) {
    return List.of(path.replace("]", "").split("[.\\[]"));
  }

  private Object owner(List<String> steps) {
    Object owner = shadow;
    for (String name : steps.subList(0, steps.size() - 1)) {
      owner = step(owner, name);
    }
    return owner;
  }

  private static Object step(Object owner, String name) {
    return owner.getClass().isArray()
        ? Array.get(owner, Integer.parseInt(name))
        : Fields.get(owner, name);
  }
}
