package org.bpfskel.processor.model;

import java.util.ArrayList;
import java.util.List;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfLimitException;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.elf.ElfFile;
import org.bpfskel.internal.object.ObjectFacts;
import org.bpfskel.internal.object.RefusedObjectException;
import org.bpfskel.internal.object.SectionVariable;
import org.bpfskel.internal.object.SectionVariables;
import org.bpfskel.internal.object.StructOpsDeclaration;
import org.bpfskel.internal.object.StructOpsPlace;

/** Reads a compiled BPF object into the model of its skeleton. */
public final class ObjectReader {
  private ObjectReader() {}

  /**
   * Reads the object, or raw BTF.
   *
   * @param resourceName name of the object's file, with or without directories
   * @param skeletonSimpleName simple name of the class to be generated; no nested class gets it
   * @param typeNames structs, unions and enums of C that become classes though nothing else asks
   *     for them
   * @param bytes arrays of {@code char} that are bytes in Java
   * @throws UnknownTypeException if one of these is not in the object
   * @throws ObjectException if no skeleton can be made of these bytes, whatever they are; the
   *     message starts with the resource name
   */
  public static SkeletonModel read(
      byte[] object,
      String resourceName,
      String skeletonSimpleName,
      List<String> typeNames,
      List<String> bytes)
      throws ObjectException {
    TextAsBytes asBytes = new TextAsBytes(bytes);
    if (Btf.isBtf(object)) {
      return RawBtfReader.read(object, resourceName, skeletonSimpleName, typeNames, asBytes);
    }
    try {
      return read(
          ObjectFacts.read(object),
          new TextBudget(object.length),
          skeletonSimpleName,
          typeNames,
          asBytes);
    } catch (BtfLimitException e) {
      throw new ObjectException(resourceName + ": " + e.getMessage(), e);
    } catch (BtfException e) {
      String message =
          "its type information is damaged or truncated (%s): compile it again with -g";
      throw new ObjectException(resourceName + ": " + message.formatted(e.getMessage()), e);
    } catch (UnknownTypeException e) {
      throw e;
    } catch (ElfException | RefusedObjectException | ObjectException e) {
      throw new ObjectException(resourceName + ": " + e.getMessage(), e);
    }
  }

  /** As the other, with every text as text. */
  public static SkeletonModel read(
      byte[] object, String resourceName, String skeletonSimpleName, List<String> typeNames)
      throws ObjectException {
    return read(object, resourceName, skeletonSimpleName, typeNames, List.of());
  }

  private static SkeletonModel read(
      ObjectFacts facts,
      TextBudget budget,
      String skeletonSimpleName,
      List<String> typeNames,
      TextAsBytes asBytes)
      throws BtfException, ObjectException {
    ElfFile elf = facts.elf();
    if (!elf.hasSymbolTable()) {
      throw new ObjectException(
          "the object has no symbol table, it is stripped: do not run strip, or llvm-strip -g only");
    }
    List<Program> programs = ProgramReader.read(elf);
    Btf ofObject = facts.btf();
    if (ofObject == null) {
      throw new ObjectException(
          "the object has no type information (no .BTF section): compile it with -g");
    }
    KnownTypes known = KnownTypes.of(ofObject, elf, typeNames);
    Btf btf = known.btf();
    SectionVariables variables = facts.variables();
    List<DataSection> dataSections = DataSectionReader.read(elf, btf, variables);
    MisnamedStructOps.refuse(elf, variables);
    List<StructOpsDeclaration> declarations = StructOpsPlace.declarations(facts.structOps());
    SkeletonNames names = new SkeletonNames(skeletonSimpleName);
    DataGroupReader groups = new DataGroupReader(dataSections, names);
    List<SectionVariable> declaredMaps = MapReader.declared(elf, variables);
    MapTypesReader mapTypes = new MapTypesReader(btf, declaredMaps);
    List<ValueRoot> values = new ArrayList<>(mapTypes.roots());
    values.addAll(groups.roots());
    values.addAll(NamedTypes.find(known, typeNames));
    NestedClasses types =
        new NestedClasses(
            btf, StructOpsDeclaration.structIds(declarations), values, names, budget, asBytes);
    StructOpsTypes structOps = new StructOpsTypes(declarations, types);
    List<MapModel> maps =
        MapReader.read(declaredMaps, mapTypes, types, dataSections, structOps.variables());
    List<ObjectWarning> warnings = MapSizes.check(maps, budget);
    warnings.addAll(StructOpsChecks.check(facts, btf, programs, budget));
    SkeletonModel model =
        new SkeletonModel(
            SkeletonModel.Origin.OBJECT,
            elf.byteOrder(),
            programs,
            maps,
            structOps.variables(),
            types.structs(),
            types.enums(),
            groups.read(types),
            warnings);
    SkeletonLimits.check(model);
    asBytes.requireAllFound();
    NameLengths.check(model);
    return model;
  }
}
