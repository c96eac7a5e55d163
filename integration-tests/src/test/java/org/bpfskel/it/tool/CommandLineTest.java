package org.bpfskel.it.tool;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bpfskel.it.BuiltModule;
import org.bpfskel.it.Command;
import org.bpfskel.it.tool.ToolJar.Ended;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What all commands have in common: help, exit codes, and errors of one line. */
@NeedsToolJar
final class CommandLineTest {
  @TempDir Path folder;
  private ToolJar tool;

  @BeforeEach
  void files() throws IOException {
    tool = new ToolJar(folder);
    tool.source("text.bpf.o", "text");
    tool.source("header.h", "int i;");
  }

  @Test
  void helpNamesEachCommandAndEachCommandHasHelp() throws IOException {
    String help = tool.run("--help").succeeded();
    for (String command : List.of("inspect", "generate", "dump", "vmlinux", "doctor")) {
      assertThat(help).containsMatch("(?m)^  " + command + " ");
    }
    assertThat(tool.run("generate", "--help").succeeded()).contains("--package=NAME");
    assertThat(tool.run("help", "inspect").succeeded()).contains("--json");
  }

  @Test
  void tellsItsVersion() throws IOException {
    assertThat(tool.run("--version").succeeded())
        .isEqualTo("bpfskel " + BuiltModule.VERSION + "\n");
  }

  @Test
  void completionIsAScriptThatBashTakes() throws IOException {
    Path script = folder.resolve("completion");
    Files.writeString(script, tool.run("generate-completion").succeeded());

    String options =
        Command.run(
                List.of(
                    "bash",
                    "-c",
                    "source \"$1\" && COMP_WORDS=(bpfskel generate --ro) COMP_CWORD=2"
                        + " && _complete_bpfskel && echo \"${COMPREPLY[@]}\"",
                    "bash",
                    script.toString()))
            .succeeded();

    assertThat(options).contains("--root");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | a command is missing",
        "inspekt | Unmatched argument at index 0: 'inspekt'",
        "inspect | Missing required parameter: 'FILE'",
        "inspect --jsn text.bpf.o | Unknown option: '--jsn'",
        "generate text.bpf.o | Missing required option: '--directory=DIR'",
        "generate -d out --package a..b text.bpf.o | a..b is not the name of a package",
        "generate -d out --name A text.bpf.o text.bpf.o | are for one FILE",
        "generate -d out /etc/passwd | /etc/passwd is not below ",
      })
  void aCommandLineThatMakesNoSenseEndsWith2(String arguments, String message) throws IOException {
    failsWith(2, message, arguments);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "inspect missing.bpf.o | bpfskel: there is no file missing.bpf.o",
        "inspect . | bpfskel: . is a directory: name the file in it",
        "generate -d out missing.bpf.o | bpfskel: there is no file missing.bpf.o",
        "generate -d out text.bpf.o | text.bpf.o: error: text.bpf.o: this is not an ELF file",
        "generate -d header.h/out text.bpf.o | text.bpf.o: error: text.bpf.o: this is not an ELF",
        "dump text.bpf.o | bpfskel: text.bpf.o has no types that can be read: ",
        "vmlinux --btf missing | bpfskel: there is no missing: name a file of BTF",
        "vmlinux --btf text.bpf.o | bpfskel: text.bpf.o has no types that can be read: ",
        "vmlinux --used-in missing | bpfskel: --used-in: there is no folder missing",
      })
  void whatIsWrongWithTheInputEndsWith1(String arguments, String message) throws IOException {
    failsWith(1, message, arguments);
    assertThat(Files.exists(folder.resolve("out"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--json"})
  void inspectTellsAMistakeInTheObject(String option) throws IOException {
    Ended inspect =
        option.isEmpty()
            ? tool.run("inspect", "text.bpf.o")
            : tool.run("inspect", option, "text.bpf.o");

    assertThat(inspect.exitCode()).isEqualTo(1);
    assertThat(inspect.errors()).isEmpty();
    assertThat(inspect.output()).contains("this is not an ELF file");
  }

  private void failsWith(int exitCode, String message, String arguments) throws IOException {
    Ended ended = tool.run(arguments.isEmpty() ? new String[0] : arguments.split(" "));

    assertWithMessage(ended.errors()).that(ended.exitCode()).isEqualTo(exitCode);
    assertThat(ended.errors()).contains(message);
    assertThat(ended.errors().lines().toList()).hasSize(1);
    assertThat(ended.output()).isEmpty();
  }
}
