package org.bpfskel.tool;

import java.io.IOException;
import org.bpfskel.btf.Printable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program {@code java -jar bpfskel-processor.jar}: one class for each command. */
@Command(
    name = "bpfskel",
    description = "Looks into compiled BPF objects, and makes Java and C of what it finds.",
    versionProvider = ToolVersion.class,
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:mistakes in the input, or a file that cannot be read or written",
      "2:a command line that makes no sense"
    },
    subcommands = {
      InspectCommand.class,
      GenerateCommand.class,
      DumpCommand.class,
      CutCommand.class,
      VmlinuxCommand.class,
      DoctorCommand.class,
      GenerateCompletion.class,
      HelpCommand.class
    })
public final class BpfskelCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** For picocli. */
  public BpfskelCommand() {}

  /** Runs the command and ends the process. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new BpfskelCommand())
            .setParameterExceptionHandler((e, given) -> misused(e))
            .setExecutionExceptionHandler((e, command, parsed) -> failed(e, command))
            .execute(arguments));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  private static int misused(ParameterException e) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    print(command, "%s (%s --help tells more)".formatted(e.getMessage(), name));
    return ExitCode.USAGE;
  }

  private static int failed(Exception e, CommandLine command) {
    print(
        command,
        e instanceof IOException
            ? String.valueOf(e.getMessage())
            : "bpfskel has a bug, please report it with what you did: " + e);
    return ExitCode.SOFTWARE;
  }

  /** On one line, whatever names the message has in it. */
  private static void print(CommandLine command, String message) {
    command.getErr().println("bpfskel: " + Printable.of(message));
  }
}
