package org.bpfskel.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.util.HashSet;
import java.util.Set;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.tools.StandardLocation;

/** Writes the finished source, and the object where it would be missing at run time. */
final class OutputFiles {
  private final Filer filer;
  private final Set<String> copied = new HashSet<>();

  /** Whether the compiler finds classes of earlier runs, as ecj does. */
  private final boolean findsEarlier;

  OutputFiles(Filer filer) {
    this.filer = filer;
    this.findsEarlier = filer.getClass().getName().startsWith("org.eclipse.jdt.");
  }

  void write(SkeletonRequest request, String simpleName, String source, FoundObject object)
      throws IOException, SkeletonException {
    String name =
        request.packageName().isEmpty() ? simpleName : request.packageName() + "." + simpleName;
    writeSource(request, simpleName, name, ascii(source));
    if (object.copy() && copied.add(request.resource())) {
      try (OutputStream copy =
          filer
              .createResource(StandardLocation.CLASS_OUTPUT, "", request.resource(), request.host())
              .openOutputStream()) {
        copy.write(object.packaged());
      }
    }
  }

  private void writeSource(SkeletonRequest request, String simpleName, String name, String source)
      throws IOException, SkeletonException {
    boolean current = false;
    boolean removed = false;
    if (findsEarlier) {
      EarlierOutput earlier = new EarlierOutput(filer, request.packageName(), simpleName);
      current = earlier.isOf(source);
      removed = !current && earlier.remove();
    }
    try (Writer writer = filer.createSourceFile(name, request.host()).openWriter()) {
      writer.write(source);
    } catch (FilerException e) {
      if (current) {
        return;
      }
      throw new SkeletonException(
          request.nameElement(),
          removed
              ? "this compiler had read the class %s of an earlier run before it could be generated anew; that is deleted now: compile once more"
                  .formatted(name)
              : "there is a class " + name + " already: give the skeleton another name");
    }
  }

  /** In this form javac reads the text back from any {@code -encoding}. */
  private static String ascii(String source) {
    if (source.getBytes(UTF_8).length == source.length()) {
      return source; // ASCII already, as nearly always
    }
    StringBuilder text = new StringBuilder(source.length());
    for (int i = 0; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c < 128) {
        text.append(c);
      } else {
        text.append("\\u%04x".formatted((int) c));
      }
    }
    return text.toString();
  }
}
