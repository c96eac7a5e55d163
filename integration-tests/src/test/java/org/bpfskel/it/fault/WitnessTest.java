package org.bpfskel.it.fault;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bpfskel.it.BpfObjects;
import org.bpfskel.it.Command;
import org.bpfskel.it.Figures;
import org.bpfskel.it.Libraries;
import org.bpfskel.it.NeedsKernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link FaultsTest} spares one call, of which a C program dies as well: {@code witness.c}. */
@NeedsKernel
final class WitnessTest {
  /** Without maps, so that libbpf opens it without memory for its BTF. */
  private static final String OBJECT = "bpf/globals.bpf.o";

  @TempDir Path folder;

  @Test
  void thatCallAloneKillsACProgram() throws IOException {
    FaultLibrary faults = FaultLibrary.compiledIn(folder);
    FaultLibrary.compile(folder, "witness.c", folder.resolve("witness"));
    Path object = Files.write(folder.resolve("globals.bpf.o"), BpfObjects.bytes(OBJECT));

    assertThat(witness(faults, object).lines()).isEmpty();
    List<String> deaths = witness(faults, object, "all").lines().toList();
    for (String death : deaths) {
      assertThat(death).startsWith("signal 11 after calloc at ");
    }
    Figures.report(
        "faults: spared is the calloc of section numbers in libbpf's bpf_object__init_btf, of which"
            + " a C program died %d times".formatted(deaths.size()));
  }

  private String witness(FaultLibrary faults, Path object, String... all) throws IOException {
    return Command.run(
            List.of(
                "env",
                "LD_PRELOAD=" + faults.file(),
                folder.resolve("witness").toString(),
                Libraries.usable(),
                object.toString(),
                String.join("", all)))
        .succeeded();
  }
}
