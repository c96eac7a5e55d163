package org.bpfskel.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.bpfskel.processor.model.Field;
import org.bpfskel.processor.model.MapFace;
import org.bpfskel.processor.model.MapModel;
import org.bpfskel.processor.model.MapTypes;
import org.jspecify.annotations.Nullable;

/** The pieces of Java that one map takes. */
final class MapCode {
  private final ClassName skeleton;
  private final MapModel map;
  private final @Nullable MapTypes types;
  private final @Nullable MapFace face;

  /** {@code skeleton} is the class in which the classes of keys and values are nested. */
  MapCode(ClassName skeleton, MapModel map) {
    this.skeleton = skeleton;
    this.map = map;
    this.types = map.types();
    this.face = types == null ? null : face(types);
  }

  /** Null where the object leaves open what the class would need to know. */
  private static @Nullable MapFace face(MapTypes types) {
    MapFace known = MapFace.of(types.type());
    boolean open =
        known != null
            && ((known.key() && types.key() == null) || (known.value() && types.value() == null));
    return open ? null : known;
  }

  private static ClassName className(MapFace face) {
    return ClassName.get(face.packageName(), face.simpleName());
  }

  TypeName type() {
    if (face == null) {
      return switch (map.source()) {
        case USER -> RuntimeTypes.BPF_MAP;
        case DATA -> RuntimeTypes.DATA_MAP;
        case NAMELESS_DATA -> RuntimeTypes.nullable(RuntimeTypes.DATA_MAP);
        case STRUCT_OPS -> RuntimeTypes.STRUCT_OPS_MAP;
      };
    }
    List<TypeName> parameters = new ArrayList<>();
    if (face.key()) {
      parameters.add(key().type());
    }
    if (face.value()) {
      TypeName one = value().type();
      parameters.add(isPerCpu() ? ParameterizedTypeName.get(ClassName.get(List.class), one) : one);
    }
    return parameters.isEmpty()
        ? className(face)
        : ParameterizedTypeName.get(className(face), parameters.toArray(new TypeName[0]));
  }

  /**
   * Writes, by kind:
   *
   * <pre>{@code
   * map("flows", Codec.struct(Flow::new), Codec.INT64, BpfHashMap::of)
   * map("slots", Codec.INT64, BpfArray::of)
   * perCpuMap("per_cpu", Codec.INT64, BpfArray::of)
   * keyedMap("outer", Codec.INT32, BpfMapOfMaps::of)
   * map("events", BpfRingBuf::of)
   * map("unknown")
   * dataMap(".bss")
   * namelessData(".rodata.str1.1")
   * structOpsMap("testmod_1")
   * }</pre>
   */
  CodeBlock initializer() {
    if (face == null) {
      return switch (map.source()) {
        case USER -> CodeBlock.of("map($L)", EscapedText.literal(map.name()));
        case DATA -> CodeBlock.of("dataMap($L)", EscapedText.literal(map.name()));
        case NAMELESS_DATA -> CodeBlock.of("namelessData($L)", EscapedText.literal(map.name()));
        case STRUCT_OPS -> CodeBlock.of("structOpsMap($L)", EscapedText.literal(map.name()));
      };
    }
    boolean keyOnly = face.key() && !face.value();
    String method = isPerCpu() ? "perCpuMap" : keyOnly ? "keyedMap" : "map";
    CodeBlock.Builder call =
        CodeBlock.builder().add("$L($L", method, EscapedText.literal(map.name()));
    if (face.key()) {
      call.add(", $L", key().codec());
    }
    if (face.value()) {
      call.add(", $L", value().codec());
    }
    return call.add(", $T::of)", className(face)).build();
  }

  /** The map in C: its kind, what keys and values are, and how many. */
  String javadoc() {
    String name = EscapedText.code(map.name());
    return switch (map.source()) {
      case USER -> "C: map " + name + declaration() + ".";
      case DATA -> "Section " + name + ": global variables.";
      case NAMELESS_DATA ->
          "Section " + name + ", without variables; null if another build lacks it.";
      case STRUCT_OPS -> "The struct_ops variable " + name + ".";
    };
  }

  private String declaration() {
    if (types == null || types.type().number() == 0) {
      return "";
    }
    StringBuilder text =
        new StringBuilder(", ").append(types.type().name().toLowerCase(Locale.ROOT));
    append(text, "key", types.key());
    append(text, "value", types.value());
    if (types.maxEntries() > 0) {
      text.append(", ")
          .append(types.maxEntries())
          .append(types.maxEntries() == 1 ? " entry" : " entries");
    }
    return text.toString();
  }

  private static void append(StringBuilder text, String what, @Nullable Field type) {
    if (type != null) {
      text.append(", ")
          .append(what)
          .append(' ')
          .append(EscapedText.code(type.declaration().strip()));
    }
  }

  private boolean isPerCpu() {
    return types != null && types.type().isPerCpu();
  }

  private ValueCode key() {
    return new ValueCode(skeleton, Objects.requireNonNull(Objects.requireNonNull(types).key()));
  }

  private ValueCode value() {
    return new ValueCode(skeleton, Objects.requireNonNull(Objects.requireNonNull(types).value()));
  }
}
