package org.bpfskel.tool;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import javax.lang.model.SourceVersion;
import org.bpfskel.btf.Printable;
import org.bpfskel.processor.FoundObject;
import org.bpfskel.processor.SkeletonException;
import org.bpfskel.processor.SkeletonSettings;
import org.bpfskel.processor.SkeletonText;
import org.bpfskel.processor.model.ObjectWarning;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes skeletons as the annotation processor does: all that are asked for, or none. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    description = "Writes the Java source of skeletons, as @BpfSkeleton does.")
final class GenerateCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Compiled objects, or files of raw BTF.")
  private List<Path> files;

  @Option(
      names = {"-d", "--directory"},
      required = true,
      paramLabel = "DIR",
      description = "Where the sources go, in folders for their package.")
  private Path directory;

  @Option(
      names = "--package",
      defaultValue = "",
      paramLabel = "NAME",
      description = "The package of the skeletons.")
  private String packageName;

  @Option(
      names = "--root",
      defaultValue = "",
      paramLabel = "DIR",
      description =
          "The folder that will be on the class path: skeletons open their object by its name below it."
              + " By default the folder where this command runs.")
  private Path root;

  @Option(
      names = "--resource",
      paramLabel = "NAME",
      description = "The object's name on the class path, in place of --root. For one FILE.")
  private @Nullable String resource;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The class's simple name. By default made from the object's. For one FILE.")
  private @Nullable String name;

  @Option(
      names = "--types",
      split = ",",
      paramLabel = "TYPE",
      description =
          "Structs, unions and enums of C that become classes though nothing else names them. For one FILE.")
  private @Nullable List<String> types;

  @Option(
      names = "--bytes",
      split = ",",
      paramLabel = "PLACE",
      description =
          "Arrays of char that are byte[]: STRUCT.MEMBER, MAP.key, MAP.value. For one FILE.")
  private @Nullable List<String> bytes;

  @Option(
      names = "--map-types",
      split = ",",
      paramLabel = "PLACE=TYPE",
      description =
          "Types of keys and values that C declares by sizes: MAP.value=TYPE. For one FILE.")
  private @Nullable List<String> mapTypes;

  @Spec private CommandSpec spec;

  /** For picocli. */
  GenerateCommand() {}

  @Override
  public Integer call() throws IOException {
    checkOptions();
    Map<String, String> sources = new LinkedHashMap<>();
    int exitCode = ExitCode.OK;
    for (Path file : files) {
      try {
        SkeletonSettings settings = settings(file);
        FoundObject object =
            FoundObject.at(file.toUri(), settings.resource(), InputFile.object(file));
        SkeletonText text = SkeletonText.of(object, settings);
        for (ObjectWarning warning : text.warnings()) {
          say(file, warning.level().word(), warning.text());
        }
        if (sources.put(text.qualifiedName(), text.source()) != null) {
          say(file, "error", "another FILE has the skeleton " + text.qualifiedName() + ", too");
          exitCode = ExitCode.SOFTWARE;
        }
      } catch (SkeletonException e) {
        say(file, "error", e.explanation());
        exitCode = ExitCode.SOFTWARE;
      }
    }
    if (exitCode == ExitCode.OK) {
      write(sources);
    }
    return exitCode;
  }

  private void checkOptions() {
    if (!packageName.isEmpty() && !SourceVersion.isName(packageName)) {
      throw misused("--package: %s is not the name of a package".formatted(packageName));
    }
    boolean ofOne = name != null || resource != null || types != null || bytes != null;
    ofOne |= mapTypes != null;
    if (ofOne && files.size() > 1) {
      throw misused("--name, --resource, --types, --bytes and --map-types are for one FILE");
    }
  }

  private ParameterException misused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private SkeletonSettings settings(Path file) {
    return new SkeletonSettings(
        packageName,
        resource == null ? below(file) : resource,
        Objects.requireNonNullElse(name, ""),
        Objects.requireNonNullElse(types, List.of()),
        Objects.requireNonNullElse(bytes, List.of()),
        Objects.requireNonNullElse(mapTypes, List.of()));
  }

  private String below(Path file) {
    Path folder = root.toAbsolutePath().normalize();
    Path path = file.toAbsolutePath().normalize();
    if (!path.startsWith(folder) || path.equals(folder)) {
      throw misused(
          "%s is not below %s: --root names the folder that will be on the class path, --resource the object in it"
              .formatted(file, folder));
    }
    return folder.relativize(path).toString().replace('\\', '/');
  }

  private void say(Path file, String level, String text) {
    spec.commandLine().getErr().println(Printable.of("%s: %s: %s".formatted(file, level, text)));
  }

  /** A source that is there already keeps its time, so that build tools do not compile it again. */
  private void write(Map<String, String> sources) throws IOException {
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = directory.resolve(source.getKey().replace('.', '/') + ".java");
      byte[] text = source.getValue().getBytes(US_ASCII);
      try {
        if (!Files.exists(file) || !Arrays.equals(text, Files.readAllBytes(file))) {
          Files.createDirectories(file.toAbsolutePath().getParent());
          Files.write(file, text);
        }
      } catch (IOException e) {
        throw new IOException("cannot write %s: %s".formatted(file, e), e);
      }
      spec.commandLine().getOut().println(file);
    }
  }
}
