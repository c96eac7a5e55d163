package org.bpfskel.it.loaders;

import java.util.function.UnaryOperator;
import org.bpfskel.BpfException;
import org.bpfskel.BpfObject;
import org.bpfskel.VerifierException;
import org.bpfskel.it.BpfObjects;

/** What is done with each copy of the runtime, by a class of the same class loader. */
public final class OneCopy implements UnaryOperator<String> {
  /** Opens an object's bytes and loads it; says what came of it, and what libbpf printed. */
  @Override
  public String apply(String resource) {
    try (BpfObject object = BpfObject.open(BpfObjects.bytes(resource), resource)) {
      if (resource.contains("refused")) {
        object.program("endless").setAutoload(true);
      }
      object.load();
      return "loaded";
    } catch (VerifierException e) {
      return "refused " + e.program() + ", lines of log: " + e.verifierLog().lines().count();
    } catch (BpfException e) {
      return e.operation() + ", lines of libbpf: " + e.libbpfLog().size();
    }
  }
}
