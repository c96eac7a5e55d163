package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The code in the Javadoc of a generated class, copied into a program without a change. */
@NeedsKernel
final class CopiedSampleTest {
  private static final String START = " * <pre>{@code\n";
  private static final String END = " * }</pre>\n";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"tracepoint, TracepointSkel", "tcp_cc, TcpCcSkel", "swapped, SwappedSkel"})
  void loadsAndAttaches(String object, String skeleton) throws IOException {
    RunningKernel.assumeLinux(6, 4);
    NamedModule without = module("without", object, "");
    String generated = Files.readString(without.classes().resolve("app/" + skeleton + ".java"));
    String sample =
        generated.substring(generated.indexOf(START) + START.length(), generated.indexOf(END));

    NamedModule with = module("with", object, sample.replaceAll("(?m)^ \\* ?", ""));
    assertThat(NamedModule.run(with.classes())).isEqualTo("done\n");
  }

  private NamedModule module(String name, String object, String steps) throws IOException {
    NamedModule module =
        new NamedModule(folder.resolve(name))
            .object("bpf/" + object + ".bpf.o")
            .source("module-info.java", "module app { requires org.bpfskel; }")
            .source("app/App.java", app(object, steps));
    module.compile().succeeded();
    return module;
  }

  private static String app(String object, String steps) {
    return """
        package app;

        import org.bpfskel.BpfSkeleton;

        @BpfSkeleton("bpf/%s.bpf.o")
        final class App {
          private App() {}

          public static void main(String[] arguments) {
            %s
            System.out.println("done");
          }
        }
        """
        .formatted(object, steps);
  }
}
