package org.bpfskel.internal.kernel;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfType;

/**
 * Types that many relocations pass through, such as a task of hundreds of members: decoded once.
 */
final class DecodedTypes {
  private final IdentityHashMap<Btf, Map<Integer, BtfType>> types = new IdentityHashMap<>();

  /** The type itself, typedefs and qualifiers looked through. */
  BtfType resolved(Btf btf, int id) throws BtfException {
    int resolved = btf.resolve(id);
    Map<Integer, BtfType> ofBtf = types.computeIfAbsent(btf, each -> new HashMap<>());
    BtfType known = ofBtf.get(resolved);
    if (known == null) {
      known = btf.type(resolved);
      ofBtf.put(resolved, known);
    }
    return known;
  }
}
