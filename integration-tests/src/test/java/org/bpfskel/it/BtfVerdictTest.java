package org.bpfskel.it;

import static com.google.common.truth.Truth.assertWithMessage;

import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.fuzz.BtfMutator;
import org.bpfskel.fuzz.Seeds;
import org.bpfskel.it.LibbpfBtf.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The BTF reader accepts what libbpf's {@code btf__new} accepts, and refuses what that refuses. BTF
 * of the other byte order with a header of another length is left out: libbpf up to 1.7 can tell
 * neither. So is, with libbpf 1.8, what that reads otherwise.
 */
@NeedsLibbpf
final class BtfVerdictTest {
  private static final int ROUNDS = Rounds.of(20_000, 2_000_000);

  private final Map<Verdict, Integer> compared = new EnumMap<>(Verdict.class);
  private LibbpfBtf libbpf;
  private int minor;

  @BeforeEach
  void open() throws Exception {
    libbpf = new LibbpfBtf();
    minor = LibbpfVersion.inUse().minor();
  }

  @AfterEach
  void close() {
    libbpf.close();
  }

  @ParameterizedTest
  @EnumSource
  void ofMalformedCases(MalformedBtf malformed) {
    byte[] btf = malformed.bytes();
    Assumptions.assumeFalse(isReadAnew(btf), "libbpf 1.8 reads it otherwise");
    assertWithMessage(malformed.toString()).that(reader(btf, null)).isEqualTo(libbpf.verdict(btf));
  }

  @Test
  void ofDamagedTypes() throws Exception {
    List<byte[]> seeds = Seeds.types();
    for (int round = 0; round < ROUNDS; round++) {
      byte[] btf = BtfMutator.mutate(seeds.get(round % seeds.size()), new Random(round));
      compare(round, btf, null);
    }
    report("btf__new");
  }

  @Test
  void ofDamagedTypesOnTopOfOthers() throws Exception {
    List<byte[]> seeds = Seeds.types();
    for (int round = 0; round < ROUNDS / 4; round++) {
      byte[] base = seeds.get(round % seeds.size()); // whose ids are of the kinds that are meant
      compare(round, BtfMutator.mutate(base, new Random(round)), base);
    }
    report("btf__new_split");
  }

  private void compare(int round, byte[] btf, byte @Nullable [] base) {
    if (isReadAnew(btf)) {
      return;
    }
    Verdict verdict = base == null ? libbpf.verdict(btf) : libbpf.verdict(btf, base);
    if (verdict != Verdict.UNSUPPORTED) {
      assertWithMessage("round %s, %s", round, HexFormat.of().formatHex(btf))
          .that(reader(btf, base))
          .isEqualTo(verdict);
    }
    compared.merge(verdict, 1, Integer::sum);
  }

  private boolean isReadAnew(byte[] btf) {
    return minor >= 8 && ReadAnew.by18(btf);
  }

  private static Verdict reader(byte[] btf, byte @Nullable [] base) {
    try {
      Btf parsed = base == null ? Btf.parse(btf) : Btf.parse(btf, Btf.parse(base));
      return parsed.typeCount() > 0 ? Verdict.ACCEPTED : Verdict.REFUSED;
    } catch (BtfException e) {
      return Verdict.REFUSED;
    }
  }

  private void report(String function) throws Exception {
    int accepted = compared.getOrDefault(Verdict.ACCEPTED, 0);
    int refused = compared.getOrDefault(Verdict.REFUSED, 0);
    assertWithMessage("accepted of %s", ROUNDS).that(accepted).isGreaterThan(ROUNDS / 40);
    assertWithMessage("refused of %s", ROUNDS).that(refused).isGreaterThan(ROUNDS / 40);
    Figures.report(
        "verdicts equal to %s: %,d, of them %,d accepted"
            .formatted(function, accepted + refused, accepted));
  }
}
