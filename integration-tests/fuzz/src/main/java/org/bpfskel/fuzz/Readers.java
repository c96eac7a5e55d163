package org.bpfskel.fuzz;

import java.util.List;
import java.util.Objects;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfBuilder;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;
import org.bpfskel.btf.CDeclaration;
import org.bpfskel.btf.SectionLayout;
import org.bpfskel.btf.StructLayoutReader;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.elf.ElfFile;
import org.bpfskel.internal.elf.Section;
import org.bpfskel.internal.elf.StrippedElf;
import org.bpfskel.internal.object.ObjectFacts;
import org.bpfskel.internal.object.RefusedObjectException;
import org.bpfskel.processor.check.ObjectChecks;
import org.bpfskel.processor.dwarf.DebugTypes;
import org.bpfskel.processor.dwarf.DwarfException;
import org.bpfskel.processor.emit.SkeletonSource;
import org.bpfskel.processor.emit.SkeletonWriter;
import org.bpfskel.processor.model.ObjectException;
import org.bpfskel.processor.model.ObjectReader;
import org.bpfskel.processor.model.SkeletonModel;
import org.jspecify.annotations.Nullable;

/**
 * The readers, asked all that they can be asked. Each has one checked exception for what is wrong
 * with a file; these methods let any other through.
 */
public final class Readers {
  private static final String NAME = "bpf/damaged.bpf.o";

  /** Each may take time linear in the size of the file, so that not all of many are asked. */
  private static final int MAX_QUESTIONS = 100;

  private Readers() {}

  /** Whether {@link Btf} takes the bytes. */
  public static boolean btf(byte[] file) {
    Btf btf;
    try {
      btf = Btf.parse(file);
    } catch (BtfException e) {
      requireStart(e, ".BTF");
      return false;
    }
    StructLayoutReader layouts = new StructLayoutReader(btf);
    for (int i = 0; i < btf.typeCount(); i += 1 + btf.typeCount() / MAX_QUESTIONS) {
      int id = i;
      ask(() -> btf.type(id));
      ask(() -> btf.resolve(id));
      ask(() -> btf.sizeOf(id));
      ask(() -> CDeclaration.of(btf, id, "name"));
      ask(() -> layouts.read(id));
      ask(() -> SectionLayout.read(btf, id));
    }
    ask(() -> btf.find(btf.name(btf.typeCount() - 1), BtfKind.STRUCT));
    return true;
  }

  /** Whether {@link ElfFile} takes the bytes, and then what {@link StrippedElf} leaves of them. */
  public static boolean elf(byte[] file) {
    try {
      ElfFile elf = ElfFile.parse(file);
      for (Section section : elf.sections()) {
        elf.data(section);
        if (section.type() == Section.REL) {
          elf.relocations(section);
        }
      }
      ElfFile.parse(StrippedElf.of(file));
      return true;
    } catch (ElfException e) {
      requireStart(e, "th"); // this ELF file is ..., the ELF file is ...
      return false;
    }
  }

  /** Whether {@link DebugTypes} takes the bytes, and then all types that have a name. */
  public static boolean debug(byte[] file) {
    try {
      ElfFile elf = ElfFile.parse(file);
      DebugTypes debug = DebugTypes.of(elf);
      if (debug == null) {
        return false;
      }
      BtfBuilder builder = new BtfBuilder(elf.byteOrder());
      for (BtfType type : debug.named(debug.names(), builder.nextId())) {
        builder.add(type);
      }
      return btf(builder.toBytes());
    } catch (ElfException | DwarfException | IllegalArgumentException e) {
      return false;
    }
  }

  /** Whether {@link ObjectFacts} takes the bytes: what {@code open} looks at. */
  public static boolean facts(byte[] file) {
    try {
      ObjectFacts.read(file);
      return true;
    } catch (BtfException | ElfException | RefusedObjectException e) {
      return false;
    }
  }

  /** Whether {@link ObjectReader} takes the bytes, object or raw BTF. */
  public static boolean object(byte[] file) {
    return model(file) != null;
  }

  /** As {@link #object}; writes the skeleton's source too. */
  public static boolean skeleton(byte[] file) {
    SkeletonModel model = model(file);
    if (model != null) {
      SkeletonWriter.write("gen", "Skel", new SkeletonSource(NAME, 0, 0), model);
    }
    return model != null;
  }

  private static @Nullable SkeletonModel model(byte[] file) {
    try {
      SkeletonModel model = ObjectReader.read(file, NAME, "Skel", List.of());
      ObjectChecks.of(file);
      return model;
    } catch (ObjectException e) {
      requireStart(e, NAME + ": ");
      return null;
    }
  }

  private interface Question {
    Object ask() throws BtfException;
  }

  private static void ask(Question question) {
    try {
      Objects.requireNonNull(question.ask());
    } catch (BtfException e) {
      requireStart(e, ".BTF");
    }
  }

  private static void requireStart(Exception e, String start) {
    if (!String.valueOf(e.getMessage()).startsWith(start)) {
      throw new AssertionError("the message does not say where: " + e.getMessage(), e);
    }
  }
}
