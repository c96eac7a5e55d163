package org.bpfskel.processor.model;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Classes of C types that other generated classes have, which a skeleton uses in place of classes
 * of its own. A type goes by how C refers to it: {@code struct event}, {@code event_t}.
 */
public final class SharedTypes {
  public static final SharedTypes NONE = new SharedTypes();

  private final Map<String, TypeClass> byType = new LinkedHashMap<>();
  private final Map<TypeClass, StructType> structs = new HashMap<>();
  private final Map<TypeClass, EnumType> enums = new HashMap<>();

  private SharedTypes() {}

  /** Those that are nested in a class which was generated from this model. */
  public static SharedTypes of(TypesHolder holder, SkeletonModel model) {
    SharedTypes types = new SharedTypes();
    for (StructType struct : model.structs()) {
      if (struct.embedded()) { // a shadow is no value
        TypeClass type = new TypeClass(holder, struct.javaName());
        types.structs.put(type, struct);
        if (!struct.layout().name().isEmpty()) {
          types.byType.putIfAbsent(struct.cType(), type);
        }
      }
    }
    for (EnumType enumType : model.enums()) {
      TypeClass constants = new TypeClass(holder, enumType.javaName());
      types.enums.put(constants, enumType);
      if (enumType.hasName()) {
        types.byType.putIfAbsent(enumType.cType(), constants);
      }
    }
    return types;
  }

  /** These and others; of a type that both have, the class that these have. */
  public SharedTypes and(SharedTypes others) {
    SharedTypes all = new SharedTypes();
    for (SharedTypes types : List.of(this, others)) {
      types.byType.forEach(all.byType::putIfAbsent);
      all.structs.putAll(types.structs);
      all.enums.putAll(types.enums);
    }
    return all;
  }

  /** The class of a type; null if there is none. */
  @Nullable TypeClass find(String cType) {
    return byType.get(cType);
  }

  /** What the class of a struct or union was generated from. */
  StructType struct(TypeClass struct) {
    return Objects.requireNonNull(structs.get(struct));
  }

  /** What the class of an enum was generated from. */
  EnumType constants(TypeClass enumeration) {
    return Objects.requireNonNull(enums.get(enumeration));
  }

  /** The classes that hold them all. */
  Collection<TypesHolder> holders() {
    Set<TypesHolder> holders = new LinkedHashSet<>();
    byType.values().forEach(type -> holders.add(Objects.requireNonNull(type.holder())));
    return holders;
  }
}
