package org.bpfskel.processor.model;

import java.util.ArrayList;
import java.util.List;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfLimitException;

/**
 * Reads raw BTF, the content of an object's {@code .BTF} section, into the model of a skeleton
 * without programs: which function is one, only the object's symbols and sections say.
 */
final class RawBtfReader {
  private RawBtfReader() {}

  /** As {@link ObjectReader#read}. */
  static SkeletonModel read(
      byte[] bytes, String resourceName, String skeletonSimpleName, List<String> typeNames)
      throws ObjectException {
    try {
      return read(Btf.parse(bytes), new TextBudget(bytes.length), skeletonSimpleName, typeNames);
    } catch (BtfLimitException e) {
      throw new ObjectException(resourceName + ": " + e.getMessage(), e);
    } catch (BtfException e) {
      String message = "the raw BTF is damaged or truncated (%s): extract it again";
      throw new ObjectException(resourceName + ": " + message.formatted(e.getMessage()), e);
    } catch (UnknownTypeException e) {
      throw e;
    } catch (ObjectException e) {
      throw new ObjectException(resourceName + ": " + e.getMessage(), e);
    }
  }

  private static SkeletonModel read(
      Btf btf, TextBudget budget, String skeletonSimpleName, List<String> typeNames)
      throws BtfException, ObjectException {
    SectionVariables variables = SectionVariables.ofTypes(btf, budget);
    List<DataSection> dataSections = DataSectionReader.readTypes(variables);
    StructOpsSections.refuseSimilar(variables.sections(), variables);
    List<StructOpsDeclaration> declarations = new ArrayList<>();
    for (String section : StructOpsSections.in(variables.sections())) {
      for (SectionVariable variable : variables.in(section)) {
        declarations.add(StructOpsDeclaration.of(btf, section, variable));
      }
    }
    List<SectionVariable> declaredMaps = MapReader.declared(variables);
    MapTypesReader mapTypes = new MapTypesReader(btf, declaredMaps);
    List<ValueRoot> values = new ArrayList<>(mapTypes.roots());
    values.addAll(NamedTypes.find(btf, typeNames));
    StructReader types =
        new StructReader(
            btf,
            StructOpsDeclaration.structIds(declarations),
            values,
            new SkeletonNames(skeletonSimpleName),
            budget);
    StructOpsTypes structOps = new StructOpsTypes(declarations, types);
    List<MapModel> maps =
        MapReader.read(declaredMaps, mapTypes, types, dataSections, structOps.variables());
    ObjectReader.checkMapNames(maps);
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
    NameLengths.check(model);
    return model;
  }
}
