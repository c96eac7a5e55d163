package org.bpfskel.processor.model;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfLimitException;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.elf.ElfFile;
import org.bpfskel.internal.elf.Section;

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
   * @throws UnknownTypeException if one of these is not in the object
   * @throws ObjectException if no skeleton can be made of these bytes, whatever they are; the
   *     message starts with the resource name
   */
  public static SkeletonModel read(
      byte[] bytes, String resourceName, String skeletonSimpleName, List<String> typeNames)
      throws ObjectException {
    if (Btf.isBtf(bytes)) {
      return RawBtfReader.read(bytes, resourceName, skeletonSimpleName, typeNames);
    }
    try {
      return read(
          ElfFile.parse(bytes), new TextBudget(bytes.length), skeletonSimpleName, typeNames);
    } catch (BtfLimitException e) {
      throw new ObjectException(resourceName + ": " + e.getMessage(), e);
    } catch (BtfException e) {
      String message =
          "its type information is damaged or truncated (%s): compile it again with -g";
      throw new ObjectException(resourceName + ": " + message.formatted(e.getMessage()), e);
    } catch (UnknownTypeException e) {
      throw e;
    } catch (ElfException | ObjectException e) {
      throw new ObjectException(resourceName + ": " + e.getMessage(), e);
    }
  }

  private static SkeletonModel read(
      ElfFile elf, TextBudget budget, String skeletonSimpleName, List<String> typeNames)
      throws BtfException, ElfException, ObjectException {
    if (!elf.hasSymbolTable()) {
      throw new ObjectException(
          "the object has no symbol table, it is stripped: do not run strip, or llvm-strip -g only");
    }
    List<Program> programs = ProgramReader.read(elf);
    checkProgramNames(programs);
    Btf btf = btf(elf);
    SectionVariables variables = SectionVariables.of(elf, btf, budget);
    List<DataSection> dataSections = DataSectionReader.read(elf, btf, variables);
    StructOpsSections.refuseSimilar(elf, variables);
    List<StructOpsPlace> places = StructOpsReader.read(elf, btf, variables);
    List<StructOpsDeclaration> declarations = StructOpsPlace.declarations(places);
    SkeletonNames names = new SkeletonNames(skeletonSimpleName);
    DataGroupReader groups = new DataGroupReader(dataSections, names);
    List<SectionVariable> declaredMaps = MapReader.declared(elf, variables);
    MapTypesReader mapTypes = new MapTypesReader(btf, declaredMaps);
    List<ValueRoot> values = new ArrayList<>(mapTypes.roots());
    values.addAll(groups.roots());
    values.addAll(NamedTypes.find(btf, typeNames));
    StructReader types =
        new StructReader(btf, StructOpsDeclaration.structIds(declarations), values, names, budget);
    StructOpsTypes structOps = new StructOpsTypes(declarations, types);
    StructOpsReader.checkPlaces(places, structOps);
    List<MapModel> maps =
        MapReader.read(declaredMaps, mapTypes, types, dataSections, structOps.variables());
    checkMapNames(maps);
    List<ObjectWarning> warnings = StructOpsChecks.check(elf, btf, places, programs, budget);
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
    NameLengths.check(model);
    return model;
  }

  private static Btf btf(ElfFile elf) throws BtfException, ObjectException {
    Section section = elf.section(".BTF");
    if (section == null) {
      throw new ObjectException(
          "the object has no type information (no .BTF section): compile it with -g");
    }
    ByteBuffer data = elf.data(section);
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    return Btf.parse(bytes);
  }

  private static void checkProgramNames(List<Program> programs) throws ObjectException {
    Set<String> seen = new HashSet<>();
    for (Program program : programs) {
      checkName("program", program.name(), seen);
    }
  }

  static void checkMapNames(List<MapModel> maps) throws ObjectException {
    Set<String> seen = new HashSet<>();
    for (MapModel map : maps) {
      if (map.kind() != MapModel.Kind.DATA) {
        checkName("map", map.name(), seen);
      }
    }
  }

  /** libbpf finds programs and maps by name, so that no two can have the same. */
  private static void checkName(String what, String name, Set<String> seen) throws ObjectException {
    if (name.isEmpty() || !seen.add(name)) {
      throw new ObjectException(
          "the object has %s: it is damaged, build it again"
              .formatted(
                  name.isEmpty()
                      ? "a " + what + " without a name"
                      : "two " + what + "s named '" + name + "'"));
    }
  }
}
