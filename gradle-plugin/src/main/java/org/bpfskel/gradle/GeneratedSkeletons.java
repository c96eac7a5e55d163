package org.bpfskel.gradle;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.gradle.api.Project;
import org.gradle.api.file.FileCollection;
import org.gradle.api.tasks.SourceSet;
import org.gradle.api.tasks.TaskProvider;

/** Skeletons as sources of a source set, where the build file asks for them. */
record GeneratedSkeletons(Project project, BpfExtension extension) {

  /**
   * Has them generated and compiled.
   *
   * @param folders with objects, of which tasks make some
   */
  void addTo(SourceSet set, FileCollection folders) {
    TaskProvider<GenerateSkeletons> generate =
        project
            .getTasks()
            .register(
                "generateSkeletons",
                GenerateSkeletons.class,
                task -> {
                  task.setDescription("Generates skeletons as sources, without an annotation.");
                  task.dependsOn(folders);
                  task.getFolders().from(folders);
                  task.getInputs()
                      .property("objects", ObjectsOnClassPath.in(project.getProviders(), folders));
                  task.getPackageName().set(extension.getPackageName().orElse(""));
                  task.getSkeletons()
                      .set(project.provider(() -> new ArrayList<>(extension.getSkeletons())));
                  task.getDirectory()
                      .set(
                          project
                              .getLayout()
                              .getBuildDirectory()
                              .dir("generated/sources/bpfskel/java/" + set.getName()));
                });
    Callable<Object> wanted = () -> isAskedFor() ? generate : List.of();
    set.getJava().srcDir(wanted);
  }

  private boolean isAskedFor() {
    return extension.getPackageName().isPresent() || !extension.getSkeletons().isEmpty();
  }
}
