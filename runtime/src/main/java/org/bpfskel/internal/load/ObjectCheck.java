package org.bpfskel.internal.load;

import org.bpfskel.BpfException;
import org.bpfskel.btf.BtfException;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.elf.ElfIdent;
import org.bpfskel.internal.object.ObjectFacts;
import org.bpfskel.internal.object.RefusedObjectException;
import org.jspecify.annotations.Nullable;

/** Refuses an object before libbpf sees it, which takes no care of what is damaged. */
public final class ObjectCheck {
  private ObjectCheck() {}

  /**
   * Checks the bytes, in time linear in their number.
   *
   * @throws BpfException if they are no object for this machine, or whatever makes the annotation
   *     processor call them damaged
   */
  static void check(byte[] bytes, String operation, String file) {
    String mismatch = ElfIdent.mismatch(bytes);
    if (mismatch == null) {
      mismatch = damage(bytes);
    }
    if (mismatch != null) {
      throw new BpfException(operation, file, BpfException.Kind.INVALID, mismatch);
    }
  }

  private static @Nullable String damage(byte[] bytes) {
    try {
      ObjectFacts.read(bytes);
      return null;
    } catch (BtfException e) {
      return "its type information is damaged or truncated ("
          + e.getMessage()
          + "): compile it again with -g";
    } catch (ElfException | RefusedObjectException e) {
      return e.getMessage();
    }
  }
}
