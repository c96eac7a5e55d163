package org.bpfskel.it.conformance;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfBuilder;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;
import org.bpfskel.internal.kernel.Kernel;
import org.bpfskel.internal.kernel.KernelCheck;
import org.bpfskel.internal.kernel.ObjectNeeds;
import org.bpfskel.internal.object.ObjectFacts;
import org.bpfskel.it.BpfObjects;
import org.bpfskel.it.NeedsKernel;
import org.bpfskel.it.conformance.RealLoad.Cause;
import org.bpfskel.it.conformance.RealLoad.End;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was said of objects beforehand is counted against how they ended. */
final class ForecastTest {
  @TempDir private Path folder;

  @Test
  void logsBelongToTheEndsBehindThem() {
    List<RealLoad> ends =
        RealLoads.parse(
            "bad file\n=> open\n=> load 0\nextern 'x': not found\n=> load 3\n=> load 1\n");

    assertThat(ends.stream().map(RealLoad::end).toList())
        .containsExactly(End.NOT_OPENED, End.LOADED, End.REFUSED, End.FORBIDDEN)
        .inOrder();
    assertThat(ends.get(0).log()).isEqualTo("bad file\n");
    assertThat(ends.get(2).errno()).isEqualTo(3);
    assertThat(ends.get(2).cause()).isEqualTo(Cause.EXTERN);
  }

  @Test
  void anEndThatDidNotComeIsNotThere() {
    assertThat(RealLoads.parse("=> load 0\nprog 'x'")).hasSize(1);
  }

  @Test
  void reportsOfWhatLoadsAreWrong() {
    ForecastReport report = new ForecastReport();
    report.add("a.o", List.of("program 'x': it needs 'y'"), RealLoad.loaded(0, ""));
    report.add("b.o", List.of("program 'x': it needs 'y'"), RealLoad.loaded(22, ""));
    report.add("c.o", List.of(), RealLoad.loaded(22, ""));
    report.add("d.o", List.of("program 'x': it needs 'y'"), RealLoad.loaded(1, ""));

    assertThat(report.isWithoutWrong()).isFalse();
    String lines = String.join("\n", report.lines());
    assertThat(lines).contains("wrong: a.o loads: program 'x': it needs 'y'");
    assertThat(lines).contains("1 of 2 reported objects are refused (50.0 %)");
    assertThat(lines).contains("1 of 2 refused objects are reported (50.0 %)");
    assertThat(lines).contains("1 that end with EPERM");
  }

  @Test
  void aWayOfAttachingThatIsMissingIsNoMatterToLoad() throws Exception {
    BtfBuilder types = new BtfBuilder(ByteOrder.nativeOrder());
    types.add(
        new BtfType.Enum(
            BtfKind.ENUM, "bpf_attach_type", 4, false, List.of(new BtfType.Value("INGRESS", 0))));
    Kernel old = new Kernel("old", List.of(Btf.parse(types.toBytes())));
    Path object = folder.resolve("network.bpf.o");
    Files.write(object, BpfObjects.bytes("bpf/network.bpf.o"));
    ObjectFacts facts = ObjectFacts.read(Files.readAllBytes(object));
    ObjectNeeds needs = Objects.requireNonNull(ObjectNeeds.of(facts));

    String tcx = "attaches it as BPF_TCX_INGRESS";
    assertThat(KernelCheck.of(needs, old).lacks().toString()).contains(tcx);
    assertThat(Forecast.lacks(object, old).toString()).doesNotContain(tcx);
  }

  @Test
  @NeedsKernel
  void objectsAreReallyLoaded() throws IOException {
    Path good = folder.resolve("good.bpf.o");
    Path bad = folder.resolve("bad.bpf.o");
    Files.write(good, BpfObjects.bytes("bpf/maps_and_programs.bpf.o"));
    Files.writeString(bad, "no object");

    List<RealLoad> loads = List.copyOf(RealLoads.of(List.of(bad, good)).values());

    assertThat(loads).hasSize(2);
    assertThat(loads.get(0).end()).isEqualTo(End.NOT_OPENED);
    assertThat(loads.get(1).end()).isEqualTo(End.LOADED);
  }
}
