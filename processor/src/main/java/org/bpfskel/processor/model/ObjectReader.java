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
   * @param choice what is asked of its types
   * @throws UnknownTypeException if one that is asked for is not in the object
   * @throws ObjectException if no skeleton can be made of these bytes, whatever they are; the
   *     message starts with the resource name
   */
  public static SkeletonModel read(
      byte[] object, String resourceName, String skeletonSimpleName, TypeChoice choice)
      throws ObjectException {
    TextAsBytes asBytes = new TextAsBytes(choice.bytes());
    if (Btf.isBtf(object)) {
      return RawBtfReader.read(object, resourceName, skeletonSimpleName, choice, asBytes);
    }
    try {
      return read(
          ObjectFacts.read(object),
          new TextBudget(object.length),
          skeletonSimpleName,
          choice,
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

  /** As the other, where nothing but types is asked for. */
  public static SkeletonModel read(
      byte[] object, String resourceName, String skeletonSimpleName, List<String> typeNames)
      throws ObjectException {
    return read(object, resourceName, skeletonSimpleName, TypeChoice.NONE.named(typeNames));
  }

  private static SkeletonModel read(
      ObjectFacts facts,
      TextBudget budget,
      String skeletonSimpleName,
      TypeChoice choice,
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
    AskedMapTypes asked = new AskedMapTypes(choice.mapTypes());
    List<String> typeNames = new ArrayList<>(choice.names());
    typeNames.addAll(asked.names(ofObject));
    KnownTypes known = asked.find(KnownTypes.of(ofObject, elf, typeNames));
    Btf btf = known.btf();
    SectionVariables variables = facts.variables();
    List<DataSection> dataSections = DataSectionReader.read(elf, btf, variables);
    MisnamedStructOps.refuse(elf, variables);
    List<StructOpsDeclaration> declarations = StructOpsPlace.declarations(facts.structOps());
    SkeletonNames names = new SkeletonNames(skeletonSimpleName, choice.shared());
    DataGroupReader groups = new DataGroupReader(dataSections, names);
    List<SectionVariable> declaredMaps = MapReader.declared(elf, variables);
    MapTypesReader mapTypes = new MapTypesReader(btf, declaredMaps, asked);
    List<ValueRoot> values = new ArrayList<>(mapTypes.roots());
    values.addAll(groups.roots());
    NestedClasses types =
        new NestedClasses(
            btf,
            choice.alone() ? List.of() : StructOpsDeclaration.structIds(declarations),
            choice.roots(values, NamedTypes.find(known, choice.names())),
            names,
            budget,
            choice.shared(),
            asBytes);
    if (choice.alone()) {
      return checked(
          SkeletonModel.ofTypes(SkeletonModel.Origin.OBJECT, elf.byteOrder(), types),
          choice,
          asBytes);
    }
    StructOpsTypes structOps = new StructOpsTypes(declarations, types);
    List<MapModel> maps =
        MapReader.read(declaredMaps, mapTypes, types, dataSections, structOps.variables(), names);
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
    return checked(model, choice, asBytes);
  }

  /** The model, if a class can hold it and all that was asked for is there. */
  static SkeletonModel checked(SkeletonModel model, TypeChoice choice, TextAsBytes asBytes)
      throws ObjectException {
    SkeletonLimits.check(model);
    asBytes.requireAllFound(choice.shared());
    NameLengths.check(model);
    return model;
  }
}
