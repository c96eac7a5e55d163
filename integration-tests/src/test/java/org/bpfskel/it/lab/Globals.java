package org.bpfskel.it.lab;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.NoSuchElementException;
import org.bpfskel.BpfObject;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;

/** The global {@code int}s of a loaded object that begin as zero, by their C names. */
record Globals(BpfObject object) {
  private static final String SECTION = ".bss";

  int get(String variable) {
    byte[] section = object.map(SECTION).lookup(new byte[Integer.BYTES]);
    if (section == null) {
      throw new NoSuchElementException(SECTION);
    }
    return ByteBuffer.wrap(section).order(ByteOrder.nativeOrder()).getInt(offset(variable));
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
