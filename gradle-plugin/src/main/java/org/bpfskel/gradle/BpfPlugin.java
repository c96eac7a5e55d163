package org.bpfskel.gradle;

import java.io.File;
import org.gradle.api.Plugin;
import org.gradle.api.Project;
import org.gradle.api.file.Directory;
import org.gradle.api.plugins.JavaPluginExtension;
import org.gradle.api.provider.Provider;
import org.gradle.api.tasks.TaskProvider;

/**
 * Compiles the BPF sources of each source set, {@code src/main/bpf} of main, for the skeletons in
 * its Java sources. Waits for a plugin that brings Java, such as {@code java-library}.
 */
public final class BpfPlugin implements Plugin<Project> {
  private static final String BUILD_FOLDER = "bpfskel/";

  /** For Gradle. */
  public BpfPlugin() {}

  @Override
  public void apply(Project project) {
    BpfExtension extension = project.getExtensions().create("bpfskel", BpfExtension.class);
    extension
        .getClang()
        .convention(project.getProviders().gradleProperty("bpfskel.clang").orElse(""));
    extension.getStrip().convention(true);
    extension.getArchitecture().convention(System.getProperty("os.arch"));
    extension
        .getBtf()
        .convention(
            project.getLayout().file(project.provider(() -> new File("/sys/kernel/btf/vmlinux"))));
    Provider<String> path = project.getProviders().environmentVariable("PATH").orElse("");
    project
        .getTasks()
        .register(
            "bpfDoctor",
            ExamineMachine.class,
            task -> {
              task.setGroup("help");
              task.setDescription("Says what this machine has of what BPF programs need.");
              task.getClang().set(extension.getClang());
              task.getPathVariable().set(path);
            });
    project.getPluginManager().withPlugin("java", java -> compile(project, extension, path));
  }

  private static void compile(Project project, BpfExtension extension, Provider<String> path) {
    TaskProvider<UnpackBpfHeaders> headers =
        project
            .getTasks()
            .register(
                "bpfHeaders",
                UnpackBpfHeaders.class,
                task -> {
                  task.setDescription("Unpacks libbpf's headers for BPF programs.");
                  task.getPluginVersion().set(PluginVersion.get());
                  task.getDirectory().set(built(project, "include"));
                });
    TaskProvider<WriteVmlinux> vmlinux =
        project
            .getTasks()
            .register(
                "vmlinux",
                WriteVmlinux.class,
                task -> {
                  task.setDescription("Writes vmlinux.h, the types of a kernel as C.");
                  task.getTypes().set(extension.getVmlinux().orElse("all"));
                  task.getBtf().set(extension.getBtf());
                  task.getModules().set(extension.getModules());
                  task.getSources().from(headers, extension.getIncludes());
                  task.getDirectory().set(built(project, "vmlinux"));
                });
    BpfSourceSets sets = new BpfSourceSets(project, extension, path, headers, vmlinux);
    project
        .getExtensions()
        .getByType(JavaPluginExtension.class)
        .getSourceSets()
        .configureEach(sets::compile);
  }

  /** A folder of the build folder. */
  static Provider<Directory> built(Project project, String folder) {
    return project.getLayout().getBuildDirectory().dir(BUILD_FOLDER + folder);
  }
}
