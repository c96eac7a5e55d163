package org.bpfskel.gradle;

import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.gradle.api.Project;
import org.gradle.api.artifacts.type.ArtifactTypeDefinition;
import org.gradle.api.file.Directory;
import org.gradle.api.file.FileCollection;
import org.gradle.api.provider.Provider;
import org.gradle.api.tasks.SourceSet;
import org.gradle.api.tasks.TaskProvider;
import org.gradle.api.tasks.compile.JavaCompile;

/**
 * What source sets get: tasks that compile their BPF sources, the objects among what is packaged
 * and on the compile class path, and what skeletons need.
 */
record BpfSourceSets(
    Project project,
    BpfExtension extension,
    Provider<String> path,
    TaskProvider<UnpackBpfHeaders> headers,
    TaskProvider<WriteVmlinux> vmlinux) {

  /** Gives all that to one. */
  void compile(SourceSet set) {
    Directory sources =
        project.getLayout().getProjectDirectory().dir("src/" + set.getName() + "/bpf");
    vmlinux.configure(task -> task.getSources().from(sources));
    TaskProvider<ScanBpf> scan =
        project
            .getTasks()
            .register(
                set.getTaskName("scan", "bpf"),
                ScanBpf.class,
                task -> {
                  task.setDescription("Finds what the BPF sources of %s include.".formatted(set));
                  configure(task, sources);
                  task.getFound()
                      .set(
                          project
                              .getLayout()
                              .getBuildDirectory()
                              .file("bpfskel/%s/found.txt".formatted(set.getName())));
                  task.getOutputs().upToDateWhen(own -> ((ScanBpf) own).foundTheSame());
                });
    TaskProvider<CompileBpf> compile =
        project
            .getTasks()
            .register(
                set.getTaskName("compile", "bpf"),
                CompileBpf.class,
                task -> {
                  task.setDescription("Compiles the BPF sources of %s.".formatted(set));
                  configure(task, sources);
                  task.getFound().set(scan.flatMap(ScanBpf::getFound));
                  task.getStrip().set(extension.getStrip());
                  task.getObjectDirectory()
                      .set(BpfPlugin.built(project, set.getName() + "/objects"));
                });
    Provider<Directory> objects = compile.flatMap(CompileBpf::getObjectDirectory);
    FileCollection folders = folders(set, objects);
    addToClassPaths(set, objects, folders);
    addToConsumers(set, objects);
    addDependencies(set);
    if (SourceSet.isMain(set)) {
      new GeneratedSkeletons(project, extension).addTo(set, folders);
    }
  }

  private void configure(ClangTask task, Directory sources) {
    task.getClang().set(extension.getClang());
    task.getPathVariable().set(path);
    task.getArchitecture().set(extension.getArchitecture());
    task.getFlags().set(extension.getFlags());
    task.getProjectDirectory().set(project.getLayout().getProjectDirectory());
    task.getRootDirectory().set(project.getRootDir());
    task.getSourceDirectory().set(sources);
    task.getHeaders().set(headers.flatMap(UnpackBpfHeaders::getDirectory));
    task.getIncludes().from(extension.getIncludes());
    Callable<Object> written = () -> extension.getVmlinux().isPresent() ? vmlinux : List.of();
    task.getSystemIncludes().from(written);
  }

  /** Objects of BPF sources, and those that users keep among resources. */
  private FileCollection folders(SourceSet set, Provider<Directory> objects) {
    Callable<Object> given =
        () -> set.getResources().getSrcDirs().stream().filter(folder -> !isBuilt(folder)).toList();
    return project.files(objects, given);
  }

  private void addToClassPaths(SourceSet set, Provider<Directory> objects, FileCollection folders) {
    set.getOutput().dir(Map.of("builtBy", objects), objects);
    set.setCompileClasspath(folders.plus(set.getCompileClasspath()));
    project
        .getTasks()
        .named(
            set.getCompileJavaTaskName(),
            JavaCompile.class,
            task -> {
              Callable<Object> classPath = task::getClasspath;
              task.getInputs()
                  .property(
                      "bpfskel.objects",
                      ObjectsOnClassPath.in(project.getProviders(), project.files(classPath)));
              KernelsArgument kernels = project.getObjects().newInstance(KernelsArgument.class);
              kernels.getKernels().set(extension.getKernels());
              task.getOptions().getCompilerArgumentProviders().add(kernels);
            });
  }

  /** What tasks make is theirs: only objects that users keep as resources are meant. */
  private boolean isBuilt(File folder) {
    File build = project.getLayout().getBuildDirectory().get().getAsFile();
    return folder.toPath().startsWith(build.toPath());
  }

  /** Other projects of the build compile with folders of classes in place of the jar. */
  private void addToConsumers(SourceSet set, Provider<Directory> objects) {
    project
        .getConfigurations()
        .matching(each -> each.getName().equals(set.getApiElementsConfigurationName()))
        .configureEach(
            elements ->
                elements
                    .getOutgoing()
                    .getVariants()
                    .matching(variant -> variant.getName().equals("classes"))
                    .configureEach(
                        variant ->
                            variant.artifact(
                                objects,
                                artifact ->
                                    artifact.setType(ArtifactTypeDefinition.JVM_CLASS_DIRECTORY))));
  }

  private void addDependencies(SourceSet set) {
    add(set.getImplementationConfigurationName(), "bpfskel-runtime");
    add(set.getAnnotationProcessorConfigurationName(), "bpfskel-processor");
  }

  private void add(String configuration, String artifact) {
    project
        .getDependencies()
        .add(configuration, "org.bpfskel:%s:%s".formatted(artifact, PluginVersion.get()));
  }
}
