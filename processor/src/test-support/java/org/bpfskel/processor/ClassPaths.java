package org.bpfskel.processor;

import com.google.gson.Gson;
import com.palantir.javapoet.JavaFile;
import java.io.File;
import java.net.URISyntaxException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bpfskel.BpfSkeleton;
import org.jspecify.annotations.NullMarked;

/** Where the classes lie that compiling a skeleton takes. */
final class ClassPaths {
  /** What code with skeletons is compiled against; JNA is not needed for that. */
  static final List<File> USER = of(BpfSkeleton.class, NullMarked.class);

  /** What javac loads the processor from. */
  static final List<File> PROCESSOR =
      of(
          BpfSkeletonProcessor.class,
          BpfSkeleton.class,
          NullMarked.class,
          JavaFile.class,
          Gson.class);

  private ClassPaths() {}

  static String join(List<File> path, File... more) {
    return Stream.concat(path.stream(), Stream.of(more))
        .map(File::getPath)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static List<File> of(Class<?>... classes) {
    return Stream.of(classes).map(ClassPaths::locate).toList();
  }

  static File locate(Class<?> type) {
    try {
      return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
