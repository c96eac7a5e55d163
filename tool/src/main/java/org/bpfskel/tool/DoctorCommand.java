package org.bpfskel.tool;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.bpfskel.btf.Printable;
import org.bpfskel.compile.Doctor;
import org.bpfskel.compile.Finding;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Examines the machine, as the goal of the Maven plugin does. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description =
        "Says what this machine has of what BPF programs need, and what helps where something is"
            + " missing. Ends with 1 if something is.")
final class DoctorCommand implements Callable<Integer> {
  @Option(
      names = "--clang",
      defaultValue = "${sys:bpfskel.clang:-}",
      paramLabel = "FILE",
      description =
          "The clang to try, a path or a name on PATH. By default the property bpfskel.clang, else the"
              + " newest on PATH.")
  private String clang;

  @Spec private CommandSpec spec;

  /** For picocli. */
  DoctorCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    boolean good = true;
    try (BundledLoader loader = new BundledLoader()) {
      for (Finding finding : new Doctor(clang, path, loader).examine()) {
        good &= finding.good();
        String mark = finding.good() ? "ok     " : "MISSING";
        out.println("%s  %s: %s".formatted(mark, finding.thing(), Printable.lines(finding.text())));
      }
    }
    out.flush();
    return good ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
