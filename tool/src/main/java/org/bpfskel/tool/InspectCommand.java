package org.bpfskel.tool;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what the processor reads of an object. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description =
        "Shows the programs, maps, struct_ops variables and global variables of an object, and what"
            + " the annotation processor would report of it.")
final class InspectCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "A compiled object, or a file of raw BTF.")
  private Path file;

  @Option(names = "--json", description = "As JSON: docs/command-line.md describes it.")
  private boolean json;

  @Spec private CommandSpec spec;

  /** For picocli. */
  InspectCommand() {}

  @Override
  public Integer call() throws IOException {
    ObjectReport report = ObjectInspection.of(InputFile.object(file), file.toString());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(
          new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(report));
    } else {
      out.print(ReportText.of(report));
    }
    out.flush();
    return report.hasMistakes() ? ExitCode.SOFTWARE : ExitCode.OK;
  }
}
