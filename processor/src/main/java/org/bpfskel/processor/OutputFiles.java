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

  OutputFiles(Filer filer) {
    this.filer = filer;
  }

  void write(SkeletonRequest request, String simpleName, String source, FoundObject object)
      throws IOException, SkeletonException {
    String name =
        request.packageName().isEmpty() ? simpleName : request.packageName() + "." + simpleName;
    try (Writer writer = filer.createSourceFile(name, request.host()).openWriter()) {
      writer.write(ascii(source));
    } catch (FilerException e) {
      throw new SkeletonException(
          request.nameElement(),
          "there is a class " + name + " already: give the skeleton another name");
    }
    if (object.copy() && copied.add(request.resource())) {
      try (OutputStream copy =
          filer
              .createResource(StandardLocation.CLASS_OUTPUT, "", request.resource(), request.host())
              .openOutputStream()) {
        copy.write(object.bytes());
      }
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
