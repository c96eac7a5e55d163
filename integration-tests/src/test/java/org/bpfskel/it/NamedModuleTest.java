package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** A skeleton in a named module of Java, which alone may read the object that lies in it. */
final class NamedModuleTest {
  private static final String OBJECT = "bpf/tracepoint.bpf.o";

  @TempDir Path folder;
  private NamedModule module;

  @BeforeEach
  void sources() throws IOException {
    module =
        new NamedModule(folder)
            .object(OBJECT)
            .source("module-info.java", "module app { requires org.bpfskel; }")
            .source(
                "app/App.java",
                """
                package app;

                import org.bpfskel.BpfSkeleton;

                @BpfSkeleton("bpf/tracepoint.bpf.o")
                final class App {
                  private App() {}

                  public static void main(String[] steps) {
                    try (TracepointSkel skel = TracepointSkel.open()) {
                      System.out.println("opened " + skel.object().name());
                      if (steps.length > 0) {
                        skel.load();
                        skel.attach();
                        System.out.println("attached " + skel.links.on_sys_enter);
                      }
                    }
                  }
                }
                """);
  }

  @Test
  void opensItsObjectFromAFolder() throws IOException {
    module.compile().succeeded();
    assertThat(NamedModule.run(module.classes())).isEqualTo("opened tracepoint_bpf\n");
  }

  @Test
  void opensItsObjectFromAModularJar() throws IOException {
    module.compile().succeeded();
    assertThat(NamedModule.run(module.jar())).isEqualTo("opened tracepoint_bpf\n");
  }

  @Test
  @NeedsKernel
  void loadsAndAttaches() throws IOException {
    module.compile().succeeded();
    assertThat(NamedModule.run(module.classes(), "attach")).contains("\nattached link");
  }

  @Test
  @NeedsKernel
  void runsFromAnImageOfJlink() throws IOException {
    module.compile().succeeded();
    String java = module.image().resolve("bin/java").toString();
    assertThat(
            Command.run(List.of(java, "-m", NamedModule.NAME + "/" + NamedModule.MAIN, "attach"))
                .succeeded())
        .contains("\nattached link");
  }

  @Test
  void isGeneratedAlikeByAProcessorOnAModulePath() throws IOException {
    module.compile().succeeded();
    Path skeleton = module.classes().resolve("app/TracepointSkel.class");
    byte[] onClassPath = Files.readAllBytes(skeleton);
    Files.delete(skeleton);
    module.compileByAModule().succeeded();
    assertThat(Files.readAllBytes(skeleton)).isEqualTo(onClassPath);
    assertThat(NamedModule.run(module.classes())).isEqualTo("opened tracepoint_bpf\n");
  }

  @Test
  void anObjectThatIsMissingIsSaidToBelongIntoTheModule() throws IOException {
    module.compile().succeeded();
    Files.delete(module.classes().resolve(OBJECT));
    IOException e = assertThrows(IOException.class, () -> NamedModule.run(module.classes()));
    assertThat(e)
        .hasMessageThat()
        .contains(
            "no such resource beside app.TracepointSkel, look at the folder or jar of module app");
  }

  /** Where the compiler tells what a module's jar is. */
  @Test
  @EnabledForJreRange(min = JRE.JAVA_18)
  void findsAnObjectInAnotherModule() throws IOException {
    Path objects = module.objectsModule("open module objects {}");
    module.source("module-info.java", "module app { requires org.bpfskel; requires objects; }");

    module.compileWith(objects).succeeded();

    assertThat(Files.exists(module.classes().resolve(OBJECT))).isFalse();
    assertThat(NamedModule.run(List.of(module.classes(), objects)))
        .isEqualTo("opened tracepoint_bpf\n");
  }

  @Test
  void cannotNameWhatIsInternal() throws IOException {
    module.source(
        "app/Intruder.java",
        """
        package app;

        import org.bpfskel.internal.libbpf.Libbpf;

        final class Intruder {
          private Intruder() {}

          static final Class<?> FOUND = Libbpf.class;
        }
        """);
    assertThat(module.compile().output())
        .contains(
            "package org.bpfskel.internal.libbpf is declared in module org.bpfskel, which does not");
  }
}
