package org.bpfskel.processor;

import java.nio.charset.Charset;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.bpfskel.processor.model.ClassFileNames;
import org.bpfskel.processor.model.SkeletonModel;

/** Refuses names that no class file can have here, which compilers would be at a loss with. */
final class ClassFiles {
  private ClassFiles() {}

  static void checkSkeleton(SkeletonSettings settings, String simpleName) throws SkeletonException {
    int bytes = ClassFileNames.bytes(simpleName);
    if (bytes > ClassFileNames.MAX_SKELETON_BYTES) {
      throw new SkeletonException(
          settings.nameElement(),
          ("the skeleton's name %s has %d bytes, and file systems could not hold the class files:"
                  + " give it a name of at most %d")
              .formatted(simpleName, bytes, ClassFileNames.MAX_SKELETON_BYTES));
    }
    checkEncoding(simpleName);
  }

  static void checkNested(String simpleName, SkeletonModel model) throws SkeletonException {
    for (String nested : model.nestedClasses()) {
      checkEncoding(simpleName + "$" + nested);
    }
  }

  /** In the POSIX locale of many build machines, files have ASCII names only. */
  private static void checkEncoding(String className) throws SkeletonException {
    try {
      var unused = Path.of(className + ".class");
    } catch (InvalidPathException e) {
      throw new SkeletonException(
          "value",
          ("no file can have the name of class %s where file names are in %s:"
                  + " compile in a UTF-8 locale, with LC_ALL=C.UTF-8 for one")
              .formatted(
                  className,
                  System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name())));
    }
  }
}
