package org.bpfskel.processor.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfLimitException;
import org.bpfskel.internal.object.NameChecks;
import org.bpfskel.internal.object.ObjectSections;
import org.bpfskel.internal.object.RefusedObjectException;
import org.bpfskel.internal.object.SectionVariable;
import org.bpfskel.internal.object.SectionVariables;
import org.bpfskel.internal.object.StructOpsDeclaration;

/**
 * Reads raw BTF, the content of an object's {@code .BTF} section, into the model of a skeleton
 * without programs: which function is one, only the object's symbols and sections say.
 */
final class RawBtfReader {
  private RawBtfReader() {}

  /** As {@link ObjectReader#read}. */
  static SkeletonModel read(
      byte[] bytes,
      String resourceName,
      String skeletonSimpleName,
      TypeChoice choice,
      TextAsBytes asBytes)
      throws ObjectException {
    try {
      return read(Btf.parse(bytes), bytes.length, skeletonSimpleName, choice, asBytes);
    } catch (BtfLimitException e) {
      throw new ObjectException(resourceName + ": " + e.getMessage(), e);
    } catch (BtfException e) {
      String message = "the raw BTF is damaged or truncated (%s): extract it again";
      throw new ObjectException(resourceName + ": " + message.formatted(e.getMessage()), e);
    } catch (UnknownTypeException e) {
      throw e;
    } catch (RefusedObjectException | ObjectException e) {
      throw new ObjectException(resourceName + ": " + e.getMessage(), e);
    }
  }

  private static SkeletonModel read(
      Btf ofFile, long fileBytes, String skeletonSimpleName, TypeChoice choice, TextAsBytes asBytes)
      throws BtfException, RefusedObjectException, ObjectException {
    TextBudget budget = new TextBudget(fileBytes);
    AskedMapTypes asked = new AskedMapTypes(choice.mapTypes());
    KnownTypes known = asked.find(KnownTypes.of(ofFile));
    Btf btf = known.btf();
    SectionVariables variables = SectionVariables.ofTypes(btf, fileBytes);
    List<DataSection> dataSections = DataSectionReader.readTypes(variables);
    MisnamedStructOps.refuse(variables.sections(), variables);
    List<StructOpsDeclaration> declarations = new ArrayList<>();
    for (String section : variables.sections()) {
      if (ObjectSections.isStructOps(section)) {
        for (SectionVariable variable : variables.in(section)) {
          declarations.add(StructOpsDeclaration.of(btf, section, variable));
        }
      }
    }
    List<SectionVariable> declaredMaps = MapReader.declared(variables);
    MapTypesReader mapTypes = new MapTypesReader(btf, declaredMaps, asked);
    SkeletonNames names = new SkeletonNames(skeletonSimpleName, choice.shared());
    NestedClasses types =
        new NestedClasses(
            btf,
            choice.alone() ? List.of() : StructOpsDeclaration.structIds(declarations),
            choice.roots(mapTypes.roots(), NamedTypes.find(known, choice.names())),
            names,
            budget,
            choice.shared(),
            asBytes);
    if (choice.alone()) {
      return ObjectReader.checked(
          SkeletonModel.ofTypes(SkeletonModel.Origin.TYPES, btf.byteOrder(), types),
          choice,
          asBytes);
    }
    StructOpsTypes structOps = new StructOpsTypes(declarations, types);
    List<MapModel> maps =
        MapReader.read(declaredMaps, mapTypes, types, dataSections, structOps.variables(), names);
    checkMapNames(maps);
    SkeletonModel model =
        new SkeletonModel(
            SkeletonModel.Origin.TYPES,
            btf.byteOrder(),
            List.of(),
            maps,
            structOps.variables(),
            types.structs(),
            types.enums(),
            List.of(),
            StructOpsChecks.checkTypes(btf, declarations, budget));
    return ObjectReader.checked(model, choice, asBytes);
  }

  private static void checkMapNames(List<MapModel> maps) throws RefusedObjectException {
    Set<String> seen = new HashSet<>();
    for (MapModel map : maps) {
      if (map.source() != MapModel.MapSource.DATA
          && map.source() != MapModel.MapSource.NAMELESS_DATA) {
        NameChecks.check("map", map.name(), seen);
      }
    }
  }
}
