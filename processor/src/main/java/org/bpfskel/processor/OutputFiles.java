package org.bpfskel.processor;

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

  void write(SkeletonRequest request, String simpleName, SkeletonText text, FoundObject object)
      throws IOException, SkeletonException {
    writeSource(request, simpleName, text);
    String resource = request.settings().resource();
    if (object.copy() && copied.add(resource)) {
      try (OutputStream copy =
          filer
              .createResource(StandardLocation.CLASS_OUTPUT, "", resource, request.host())
              .openOutputStream()) {
        copy.write(object.packaged());
      }
    }
  }

  private void writeSource(SkeletonRequest request, String simpleName, SkeletonText text)
      throws IOException, SkeletonException {
    String name = text.qualifiedName();
    String source = text.source();
    boolean current = false;
    boolean removed = false;
    if (findsEarlier) {
      EarlierOutput earlier =
          new EarlierOutput(filer, request.settings().packageName(), simpleName);
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
          request.settings().nameElement(),
          removed
              ? "this compiler had read the class %s of an earlier run before it could be generated anew; that is deleted now: compile once more"
                  .formatted(name)
              : "there is a class " + name + " already: give the generated one another name");
    }
  }
}
