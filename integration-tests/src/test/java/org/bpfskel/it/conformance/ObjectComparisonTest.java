package org.bpfskel.it.conformance;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bpfskel.it.BpfObjects;
import org.bpfskel.it.BpftoolSkeleton;
import org.bpfskel.it.CompiledSkeleton;
import org.bpfskel.it.NeedsBpftool;
import org.bpfskel.it.conformance.Difference.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The skeleton of every object in bpf-src has the names and layouts that bpftool gives. */
@NeedsBpftool
final class ObjectComparisonTest {
  private static final String MEMBERS = "bpf/members.bpf.o";
  private static final String MAPS_AND_PROGRAMS = "bpf/maps_and_programs.bpf.o";

  @TempDir private Path folder;

  static List<String> objects() throws IOException {
    return BpfObjects.names();
  }

  @Test
  void thereAreObjectsToCompare() throws IOException {
    assertThat(objects()).containsAtLeast(MEMBERS, MAPS_AND_PROGRAMS);
  }

  @ParameterizedTest
  @MethodSource("objects")
  void nothingDiffers(String object) throws IOException {
    file(object);
    ObjectReport report = ObjectComparison.of(folder, object);
    assertThat(report.differences()).isEmpty();
    assertThat(report.refusal()).isEmpty();
    assertThat(report.compared()).containsKey(Kind.MAPS);
  }

  @Test
  void theSkeletonOfAnotherObjectDiffersInAllKinds() throws IOException {
    Path object = file(MAPS_AND_PROGRAMS);
    ObjectComparison comparison = new ObjectComparison(folder, MAPS_AND_PROGRAMS);
    Path classes = Files.createDirectory(folder.resolve("classes"));
    comparison.compare(
        CompiledSkeleton.compile(MEMBERS, folder, classes, diagnostic -> {}).orElseThrow(),
        BpftoolSkeleton.of(object),
        object);
    Set<Kind> kinds =
        comparison.differences().stream().map(Difference::kind).collect(Collectors.toSet());
    assertThat(kinds).containsAtLeast(Kind.MAPS, Kind.PROGRAMS, Kind.LINKS, Kind.STRUCT_OPS);
  }

  @Test
  void whatBpftoolRefusesIsNoDifference() throws IOException {
    Files.writeString(folder.resolve("text.bpf.o"), "no object");
    ObjectReport report = ObjectComparison.of(folder, "text.bpf.o");
    assertThat(report.differences()).isEmpty();
    assertThat(report.refusal().orElseThrow()).contains("failed to open BPF object file");
  }

  /** bpftool reads no jars. */
  private Path file(String object) throws IOException {
    Path file = folder.resolve(object);
    Files.createDirectories(file.getParent());
    return Files.write(file, BpfObjects.bytes(object));
  }
}
