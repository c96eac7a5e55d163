package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.bpfskel.BpfException;
import org.bpfskel.BpfMap;
import org.bpfskel.BpfObject;
import org.bpfskel.BpfProgram;
import org.bpfskel.btf.Btf;
import org.bpfskel.internal.object.UnstrippedObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Libbpf and the kernel take objects without debug information as they take the whole ones. */
@NeedsKernel
final class StrippedObjectsTest {
  private static final Logger LOG = Logger.getLogger("org.bpfskel");

  private Level level = Level.INFO;

  @BeforeEach
  void beQuiet() {
    level = LOG.getLevel();
    LOG.setLevel(Level.OFF);
  }

  @AfterEach
  void speakAgain() {
    LOG.setLevel(level);
  }

  @Test
  void areLoadedAsWholeOnes() throws Exception {
    int loaded = 0;
    for (String name : BpfObjects.names()) {
      byte[] whole = BpfObjects.bytes(name);
      byte[] stripped = UnstrippedObject.strip(whole);
      assertThat(stripped.length).isLessThan(whole.length);

      List<String> facts = facts(whole, name);

      assertWithMessage(name).that(facts(stripped, name)).isEqualTo(facts);
      loaded += facts.contains("loaded") ? 1 : 0;
    }
    assertThat(loaded).isAtLeast(10);
  }

  /** What libbpf and the kernel make of an object. */
  private static List<String> facts(byte[] bytes, String name) throws Exception {
    List<String> facts = new ArrayList<>();
    try (BpfObject object = BpfObject.open(bytes, name)) {
      Btf btf = object.btf();
      for (int id = 1; id < btf.typeCount(); id++) {
        facts.add(String.valueOf(btf.type(id)));
      }
      for (BpfMap map : object.maps()) {
        facts.add("%s of %d, %d".formatted(map.name(), map.keySize(), map.valueSize()));
      }
      object.load();
      facts.add("loaded");
      for (BpfProgram program : object.programs()) {
        if (program.autoload()) {
          facts.add(
              "%s: %s of %d bytes"
                  .formatted(program.name(), program.info().tag(), program.info().xlatedProgLen()));
        }
      }
    } catch (BpfException e) {
      facts.add(e.operation() + ": " + e.kind());
    }
    return facts;
  }
}
