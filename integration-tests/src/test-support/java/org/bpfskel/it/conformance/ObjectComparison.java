package org.bpfskel.it.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import org.bpfskel.StructOpsProgram;
import org.bpfskel.it.BpftoolBtf;
import org.bpfskel.it.BpftoolSkeleton;
import org.bpfskel.it.CompiledSkeleton;

/** Generates one object's skeleton, and holds it against bpftool's. */
final class ObjectComparison {
  /** How javac marks what a processor says. */
  private static final String PROCESSOR = "proc.messager";

  private final Path objects;
  private final String name;
  private final List<String> notes = new ArrayList<>();
  private final List<Difference> differences = new ArrayList<>();
  private final Map<Difference.Kind, Integer> compared = new EnumMap<>(Difference.Kind.class);

  ObjectComparison(Path objects, String name) {
    this.objects = objects;
    this.name = name;
  }

  /**
   * @param objects folder of all of them
   * @param name one's path in it
   */
  static ObjectReport of(Path objects, String name) throws IOException {
    return new ObjectComparison(objects, name).report();
  }

  private ObjectReport report() throws IOException {
    Path object = objects.resolve(name);
    BpftoolSkeleton bpftool;
    try {
      bpftool = BpftoolSkeleton.of(object);
    } catch (IOException e) {
      return ObjectReport.refused(name, oneLine(e));
    }
    Path classes = Files.createTempDirectory("classes");
    Duration generation;
    try {
      long start = System.nanoTime();
      Optional<CompiledSkeleton> skeleton = compile(classes);
      generation = Duration.ofNanos(System.nanoTime() - start);
      if (skeleton.isPresent()) {
        compare(skeleton.get(), bpftool, object);
      }
      DebugTypesComparison debug = DebugTypesComparison.of(object);
      compared.put(Difference.Kind.DEBUG_TYPES, debug.compared());
      debug.differences().forEach(text -> differ(Difference.Kind.DEBUG_TYPES, text));
    } finally {
      delete(classes);
    }
    return new ObjectReport(name, Optional.empty(), generation, compared, notes, differences);
  }

  private Optional<CompiledSkeleton> compile(Path classes) throws IOException {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    List<String> refusals = new ArrayList<>();
    Optional<CompiledSkeleton> skeleton =
        CompiledSkeleton.compile(name, objects, classes, diagnostics);
    for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics.getDiagnostics()) {
      boolean ofProcessor = String.valueOf(diagnostic.getCode()).endsWith(PROCESSOR);
      String text = diagnostic.getMessage(Locale.ROOT).replaceAll("\\s+", " ");
      if (!ofProcessor) {
        differ(Difference.Kind.JAVAC, diagnostic.getLineNumber() + ": " + text);
      } else if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
        refusals.add(text);
      } else {
        notes.add(text);
      }
    }
    return refusals.isEmpty() ? skeleton : silenced(classes, refusals);
  }

  /** What is refused at load alone, as a license, bpftool has a skeleton of: so has who insists. */
  private Optional<CompiledSkeleton> silenced(Path classes, List<String> refusals)
      throws IOException {
    Optional<CompiledSkeleton> skeleton = CompiledSkeleton.silenced(name, objects, classes);
    refusals.forEach(
        text -> {
          if (skeleton.isPresent()) {
            notes.add(text);
          } else {
            differ(Difference.Kind.REFUSED, text);
          }
        });
    return skeleton;
  }

  List<Difference> differences() {
    return differences;
  }

  void compare(CompiledSkeleton skeleton, BpftoolSkeleton bpftool, Path object) {
    compareNames(Difference.Kind.MAPS, skeleton.names("Maps"), bpftool.names("maps"));
    compareNames(Difference.Kind.PROGRAMS, skeleton.names("Progs"), bpftool.names("progs"));
    compareNames(Difference.Kind.LINKS, skeleton.names("Links"), links(skeleton, bpftool));
    try {
      BpftoolBtf btf = BpftoolBtf.of(object);
      compareLayouts(
          Difference.Kind.STRUCT_OPS,
          Layouts.of(skeleton.fields("StructOps")),
          Layouts.of(btf.structOps()));
      Map<String, BpftoolBtf.Struct> sections = bpftool.dataSections(object);
      Map<String, String> variables = Layouts.of(List.of(skeleton.type().getFields()));
      sections.values().removeIf(struct -> struct.members().isEmpty());
      leaveOutUnknownSections(variables, sections.keySet());
      compareLayouts(Difference.Kind.DATA, variables, Layouts.of(sections));
    } catch (IOException | ReflectiveOperationException e) {
      differ(Difference.Kind.UNKNOWN, oneLine(e));
    }
  }

  /**
   * bpftool has a link for each struct_ops program too, which libbpf never sets: such a program is
   * attached with the variable that it is in.
   */
  private static List<String> links(CompiledSkeleton skeleton, BpftoolSkeleton bpftool) {
    Set<String> structOps =
        skeleton.fields("Progs").stream()
            .filter(program -> program.getType() == StructOpsProgram.class)
            .map(program -> CompiledSkeleton.cName(program.getName()))
            .collect(Collectors.toSet());
    return bpftool.names("links").stream().filter(link -> !structOps.contains(link)).toList();
  }

  /** bpftool finds no variables of sections whose names are longer than the kernel's of maps. */
  private void leaveOutUnknownSections(Map<String, String> variables, Set<String> known) {
    Set<String> unknown = new LinkedHashSet<>();
    for (String variable : variables.keySet()) {
      String section = variable.substring(0, variable.indexOf('.'));
      if (!known.contains(section)) {
        unknown.add(section);
      }
    }
    for (String section : unknown) {
      variables.keySet().removeIf(variable -> variable.startsWith(section + "."));
      notes.add("%s: section '%s' has variables in Java alone".formatted(name, section));
    }
  }

  private void compareNames(Difference.Kind kind, List<String> java, List<String> c) {
    compared.merge(kind, c.size(), Integer::sum);
    if (!java.equals(c)) {
      differ(kind, "Java has " + java + ", C has " + c);
    }
  }

  private void compareLayouts(
      Difference.Kind kind, Map<String, String> java, Map<String, String> c) {
    compared.merge(kind, c.size(), Integer::sum);
    Set<String> members = new LinkedHashSet<>(c.keySet());
    members.addAll(java.keySet());
    for (String member : members) {
      String inJava = java.getOrDefault(member, "nothing");
      String inC = c.getOrDefault(member, "nothing");
      if (!inJava.equals(inC)) {
        differ(kind, "%s: Java has %s, C has %s".formatted(member, inJava, inC));
      }
    }
  }

  private void differ(Difference.Kind kind, String text) {
    differences.add(new Difference(kind, text));
  }

  private static String oneLine(Exception e) {
    return String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\n\\s*", "; ");
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
