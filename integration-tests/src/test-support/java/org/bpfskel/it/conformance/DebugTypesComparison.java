package org.bpfskel.it.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfBuilder;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfType;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.elf.ElfFile;
import org.bpfskel.internal.elf.Section;
import org.bpfskel.processor.dwarf.DebugTypes;
import org.bpfskel.processor.dwarf.DwarfException;

/** Holds types that are read from debug information against those that clang wrote as BTF. */
final class DebugTypesComparison {
  private final Btf ofClang;
  private final Btf ofDebug;
  private final List<String> differences = new ArrayList<>();
  private int compared;

  private DebugTypesComparison(Btf ofClang, Btf ofDebug) {
    this.ofClang = ofClang;
    this.ofDebug = ofDebug;
  }

  /** Of each struct, union and enum that the object has in both forms. */
  static DebugTypesComparison of(Path object) throws IOException {
    try {
      ElfFile elf = ElfFile.parse(Files.readAllBytes(object));
      Section btf = elf.section(".BTF");
      DebugTypes debug = DebugTypes.of(elf);
      BtfBuilder types = new BtfBuilder(elf.byteOrder());
      if (btf == null || debug == null) {
        Btf none = Btf.parse(types.toBytes());
        return new DebugTypesComparison(none, none);
      }
      for (BtfType type : debug.named(debug.names(), types.nextId())) {
        types.add(type);
      }
      DebugTypesComparison comparison =
          new DebugTypesComparison(Btf.parse(elf.data(btf)), Btf.parse(types.toBytes()));
      comparison.compare(debug.names());
      return comparison;
    } catch (ElfException | BtfException | DwarfException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  int compared() {
    return compared;
  }

  List<String> differences() {
    return differences;
  }

  private void compare(Set<String> names) throws BtfException {
    var inDebug = ofDebug.named(names);
    var inBtf = ofClang.named(names);
    for (String name : inBtf.keySet()) {
      for (int id : inDebug.getOrDefault(name, List.of())) {
        compare(name, id, inBtf.getOrDefault(name, List.of()));
      }
    }
  }

  private void compare(String name, int id, List<Integer> others) throws BtfException {
    Object type = shape(ofDebug, id);
    List<Object> shapes = new ArrayList<>();
    for (int other : others) {
      if (ofClang.kind(other) == ofDebug.kind(id)) {
        shapes.add(shape(ofClang, other));
      }
    }
    boolean isClass = ofDebug.kind(id).isComposite() || ofDebug.kind(id).isEnumeration();
    if (isClass && !shapes.isEmpty()) {
      compared++;
      if (!shapes.contains(type)) {
        differences.add("%s: DWARF has %s, BTF has %s".formatted(name, type, shapes));
      }
    }
  }

  /** All that Java sees of it; of what becomes no class nothing. */
  private static Object shape(Btf btf, int id) throws BtfException {
    return btf.kind(id).isComposite() ? StructLayout.readNested(btf, id) : btf.type(id);
  }
}
