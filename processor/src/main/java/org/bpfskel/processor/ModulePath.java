package org.bpfskel.processor;

import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.util.Elements;
import javax.tools.FileObject;
import org.jspecify.annotations.Nullable;

/**
 * The modules that this compilation reads, where they lie in jars and folders. No compiler looks up
 * a resource on its module path; but since JDK 18 it tells which file a class comes from.
 */
record ModulePath(Elements elements) {
  private static final String IN_JAR = "!/";

  /** Their jars and folders; none where the compiler does not tell. */
  List<ObjectPath> roots() {
    List<ObjectPath> roots = new ArrayList<>();
    Method fileOf;
    try {
      fileOf = Elements.class.getMethod("getFileObjectOf", Element.class);
    } catch (NoSuchMethodException e) {
      return roots; // JDK 17
    }
    for (ModuleElement module : elements.getAllModuleElements()) {
      Path root = module.isUnnamed() ? null : root(fileOf, module);
      if (root != null) {
        roots.add(new ObjectPath(root.toString()));
      }
    }
    return roots;
  }

  private @Nullable Path root(Method fileOf, ModuleElement module) {
    Path root = root(fileOf, (Element) module);
    if (root != null) {
      return root;
    }
    // A jar without a descriptor: any class tells.
    for (Element inside : module.getEnclosedElements()) {
      for (Element type : inside.getEnclosedElements()) {
        root = root(fileOf, type);
        if (root != null) {
          return root;
        }
      }
    }
    return null;
  }

  /** Of a class of the JDK none: it lies in no file. */
  private @Nullable Path root(Method fileOf, Element element) {
    try {
      FileObject file = (FileObject) fileOf.invoke(elements, element);
      String uri = file == null ? "" : file.toUri().toString();
      if (uri.startsWith("jar:") && uri.contains(IN_JAR)) {
        return Path.of(URI.create(uri.substring("jar:".length(), uri.indexOf(IN_JAR))));
      }
      boolean folder = uri.startsWith("file:") && uri.endsWith("/module-info.class");
      return folder ? Path.of(URI.create(uri)).getParent() : null;
    } catch (ReflectiveOperationException
        | IllegalArgumentException
        | FileSystemNotFoundException e) {
      return null; // a compiler that does not tell
    }
  }
}
