package org.bpfskel.processor;

import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/** Where types stand in the source; only javac tells. */
record SourceFiles(ProcessingEnvironment environment) {

  /** The file that a type is declared in, as the compiler has it; null if it does not tell. */
  @Nullable JavaFileObject of(TypeElement type) {
    try {
      TreePath path = Trees.instance(environment).getPath(type);
      return path == null ? null : path.getCompilationUnit().getSourceFile();
    } catch (IllegalArgumentException | LinkageError e) {
      return null; // a compiler other than javac
    }
  }

  /** The same, where it lies on disk; null if it does not. */
  @Nullable Path fileOf(TypeElement type) {
    JavaFileObject source = of(type);
    try {
      return source == null ? null : Path.of(source.toUri());
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      return null; // in memory
    }
  }
}
