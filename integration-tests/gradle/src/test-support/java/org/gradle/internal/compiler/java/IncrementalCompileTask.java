package org.gradle.internal.compiler.java;

import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import java.io.File;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.annotation.processing.Processor;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaCompiler.CompilationTask;

/**
 * Takes the place of Gradle's class of this name, which Maven Central does not have: tells Gradle
 * which classes each source has. Gradle makes one by reflection. It does not tell which classes use
 * which constants.
 */
public final class IncrementalCompileTask implements CompilationTask {
  private final JavacTask javac;
  private final Function<File, Optional<String>> relativize;
  private final Consumer<String> beforeClass;
  private final Consumer<Map<String, Set<String>>> classes;
  private final Map<String, Set<String>> classesOfSources = new TreeMap<>();

  /** As Gradle calls it. */
  public IncrementalCompileTask(
      CompilationTask javac,
      Function<File, Optional<String>> relativize,
      Consumer<String> beforeClass,
      Consumer<Map<String, Set<String>>> classes,
      BiConsumer<String, String> publicConstants,
      BiConsumer<String, String> privateConstants) {
    this.javac = (JavacTask) javac;
    this.relativize = relativize;
    this.beforeClass = beforeClass;
    this.classes = classes;
  }

  @Override
  public Boolean call() {
    javac.addTaskListener(
        new TaskListener() {
          @Override
          public void started(TaskEvent event) {
            if (event.getKind() == TaskEvent.Kind.GENERATE) {
              generates(event);
            }
          }
        });
    try {
      return javac.call();
    } finally {
      classes.accept(classesOfSources);
    }
  }

  private void generates(TaskEvent event) {
    TypeElement type = event.getTypeElement();
    String name = javac.getElements().getBinaryName(type).toString();
    beforeClass.accept(name);
    relativize
        .apply(new File(event.getSourceFile().toUri()))
        .ifPresent(
            source -> classesOfSources.computeIfAbsent(source, any -> new TreeSet<>()).add(name));
  }

  @Override
  public void addModules(Iterable<String> names) {
    javac.addModules(names);
  }

  @Override
  public void setProcessors(Iterable<? extends Processor> processors) {
    javac.setProcessors(processors);
  }

  @Override
  public void setLocale(Locale locale) {
    javac.setLocale(locale);
  }
}
