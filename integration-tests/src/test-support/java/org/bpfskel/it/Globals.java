package org.bpfskel.it;

import java.util.NoSuchElementException;
import java.util.Objects;
import org.bpfskel.BpfObject;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;

/** The globals of a loaded object that begin as zero, by their C names. */
public record Globals(BpfObject object) {
  private static final String SECTION = ".bss";
  private static final byte[] KEY = new byte[Integer.BYTES];

  /** The value of an {@code int}. */
  public int get(String variable) {
    return NativeBytes.in(section()).getInt(offset(variable));
  }

  /** The value of a {@code long long}. */
  public long getLong(String variable) {
    return NativeBytes.in(section()).getLong(offset(variable));
  }

  /** Sets an {@code int}, while nothing runs that would count meanwhile. */
  public void set(String variable, int value) {
    byte[] section = section();
    NativeBytes.in(section).putInt(offset(variable), value);
    object.map(SECTION).bytes().update(KEY, section);
  }

  private byte[] section() {
    return Objects.requireNonNull(object.map(SECTION).bytes().lookup(KEY), SECTION);
  }

  /** libbpf has put the offsets from the symbol table into the object's BTF. */
  private int offset(String variable) {
    try {
      Btf btf = object.btf();
      BtfType.DataSec section = (BtfType.DataSec) btf.type(btf.find(SECTION, BtfKind.DATASEC));
      for (BtfType.SectionVar each : section.vars()) {
        if (btf.name(each.type()).equals(variable)) {
          return each.offset();
        }
      }
    } catch (BtfException e) {
      throw new IllegalStateException(e);
    }
    throw new NoSuchElementException(variable);
  }
}
