package org.bpfskel.it.gradle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A project on disk, which a test changes and builds again. */
record GradleProject(Path folder) {
  private static final String SETTINGS =
      """
      pluginManagement {
        repositories {
          maven { url = uri('%1$s') }
          %2$s
        }
      }
      dependencyResolutionManagement {
        repositories {
          maven { url = uri('%1$s') }
          %2$s
        }
      }
      buildCache { local { directory = file('%3$s') } }
      rootProject.name = 'project'
      """;

  static final String VERSION = System.getProperty("version", "");

  /** Has what this build made, or a release that is tried. */
  static final Path REPOSITORY =
      Path.of(
          System.getProperty(
              "bpfskel.repository", System.getProperty("build.directory", "") + "/repository"));

  /** What Maven has downloaded already, in place of Maven Central. */
  static final String MAVEN_CENTRAL =
      "maven { url = uri('%s'); content { excludeGroup 'org.bpfskel' } }"
          .formatted(System.getProperty("maven.repository"));

  /** Writes the settings of a build in a new folder, with its modules. */
  static GradleProject create(Path folder, Path buildCache, String... modules) throws IOException {
    String settings = SETTINGS.formatted(REPOSITORY, MAVEN_CENTRAL, buildCache);
    for (String module : modules) {
      settings += "include '" + module + "'\n";
    }
    return new GradleProject(folder).write("settings.gradle", settings);
  }

  /** A program that prints a variable of an object, and the header that says its value. */
  static GradleProject counter(Path folder, Path buildCache) throws IOException {
    return create(folder, buildCache)
        .write("build.gradle", buildFile("application", "application { mainClass = 'App' }"))
        .write(
            "src/main/bpf/exec.bpf.c",
            """
            #include "exec.h"
            #ifndef COUNT
            #define COUNT DEFAULT
            #endif
            int count = COUNT;
            """)
        .write("src/main/bpf/exec.h", "#define DEFAULT 42\n")
        .write(
            "src/main/java/App.java",
            """
            @org.bpfskel.BpfSkeleton("bpf/exec.bpf.o")
            class App {
              public static void main(String[] arguments) {
                try (ExecSkel exec = ExecSkel.open()) {
                  System.out.println("count is " + exec.data.count.get());
                }
              }
            }
            """);
  }

  /** The build file of a project, with these plugins beside ours. */
  static String buildFile(String plugins, String lines) {
    String ids = "";
    for (String plugin : plugins.split(" ", -1)) {
      ids += "  id '" + plugin + "'\n";
    }
    return "plugins {\n%s  id 'org.bpfskel' version '%s'\n}\nbpfskel { clang = '%s' }\n%s\n"
        .formatted(ids, VERSION, System.getProperty("clang"), lines);
  }

  GradleProject write(String file, String text) throws IOException {
    Path path = path(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
    return this;
  }

  Path path(String file) {
    return folder.resolve(file);
  }

  GradleBuild build(String... arguments) throws IOException {
    return Engine.build(folder, arguments);
  }

  /** Whether a class file has that text among its constants. */
  boolean has(String classFile, String name) throws IOException {
    return Files.readString(path(classFile), ISO_8859_1).contains(name);
  }
}
