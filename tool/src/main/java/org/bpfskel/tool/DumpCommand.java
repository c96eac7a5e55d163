package org.bpfskel.tool;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.CHeader;
import org.bpfskel.compile.BtfFile;
import org.bpfskel.internal.object.NearNames;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the types of an object as C. */
@Command(
    name = "dump",
    mixinStandardHelpOptions = true,
    description = "Writes types of an object, or of any file with BTF, as C.")
final class DumpCommand implements Callable<Integer> {
  private static final List<BtfKind> NAMED =
      List.of(BtfKind.STRUCT, BtfKind.UNION, BtfKind.ENUM, BtfKind.ENUM64, BtfKind.TYPEDEF);

  private static final Map<String, List<BtfKind>> KEYWORDS =
      Map.of(
          "struct", List.of(BtfKind.STRUCT),
          "union", List.of(BtfKind.UNION),
          "enum", List.of(BtfKind.ENUM, BtfKind.ENUM64));

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "An object, a file of raw BTF, or another ELF file with BTF.")
  private Path file;

  @Parameters(
      index = "1..*",
      paramLabel = "TYPE",
      description =
          "Types to write, with what they need: event, or 'struct event'. By default all types.")
  private @Nullable List<String> types;

  @Spec private CommandSpec spec;

  /** For picocli. */
  DumpCommand() {}

  @Override
  public Integer call() throws IOException {
    InputFile.check(file);
    Btf btf = BtfFile.read(file);
    String header;
    try {
      header = types == null ? CHeader.of(btf) : CHeader.of(btf, named(btf, types));
    } catch (BtfException e) {
      throw new IOException("%s cannot be written as C: %s".formatted(file, e.getMessage()), e);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(header);
    out.flush();
    return ExitCode.OK;
  }

  private Set<Integer> named(Btf btf, List<String> wanted) throws BtfException, IOException {
    Set<Integer> ids = new LinkedHashSet<>();
    for (String type : wanted) {
      String[] words = type.strip().split("\\s+", -1);
      String name = words[words.length - 1];
      List<BtfKind> kinds = words.length == 1 ? NAMED : KEYWORDS.get(words[0]);
      if (kinds == null || words.length > 2) {
        throw new IOException(
            "%s is no type: name one as event, 'struct event', 'union event' or 'enum event'"
                .formatted(type));
      }
      List<Integer> found = new ArrayList<>();
      for (BtfKind kind : kinds) {
        found.addAll(btf.findAll(name, kind));
      }
      if (found.isEmpty()) {
        throw new IOException(
            "%s has no type %s%s"
                .formatted(file, type, NearNames.question(name, names(btf, kinds))));
      }
      ids.addAll(found);
    }
    return ids;
  }

  private static List<String> names(Btf btf, List<BtfKind> kinds) throws BtfException {
    List<String> names = new ArrayList<>();
    for (int id = 1; id < btf.typeCount(); id++) {
      if (kinds.contains(btf.kind(id))) {
        names.add(btf.name(id));
      }
    }
    return names;
  }
}
