package org.bpfskel.generated;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.bpfskel.BpfException;
import org.bpfskel.BpfMap;
import org.bpfskel.BpfObject;
import org.bpfskel.BpfProgram;
import org.bpfskel.DataMap;
import org.bpfskel.StructOpsMap;
import org.bpfskel.StructOpsProgram;
import org.bpfskel.access.DataPlace;
import org.bpfskel.access.Door;
import org.bpfskel.access.ValueFit;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.data.Codec;
import org.bpfskel.data.SectionPlace;
import org.bpfskel.data.Variables;
import org.bpfskel.internal.section.SectionHandle;
import org.bpfskel.internal.value.DataMemory;
import org.bpfskel.internal.value.LayoutMatch;
import org.bpfskel.map.PerCpu;
import org.bpfskel.map.TypedMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the parts of an open object that the fields of a skeleton are filled with, and notes what
 * the class has and the object lacks: {@link ObjectSource} then refuses the object and closes it,
 * so that no user sees a field that is null. Parts belong to the object, which closes them.
 *
 * <p>Names are those of C, letter for letter. A part is found in whatever build of the object is
 * open; where that is another than the class's, keys, values and variables are held against the
 * types that it has. All is called by the constructor of the skeleton, in one thread.
 */
public abstract sealed class SkeletonParts permits GeneratedSkeleton {
  private final BpfObject object;
  private final boolean sameBuild;
  private final List<String> misfits = new ArrayList<>();

  SkeletonParts(OpenedObject opened) {
    this.object = opened.object();
    this.sameBuild = opened.sameBuild();
  }

  /** Called once all fields are filled; until then a field may be null that never is later. */
  final void requireFit(Class<?> skeleton) {
    if (!misfits.isEmpty()) {
      List<String> lines = new ArrayList<>();
      lines.add(
          "the object does not fit "
              + skeleton.getName()
              + (sameBuild ? "" : ", generated from another build of it")
              + ":");
      // One thing may be the place of several fields.
      lines.addAll(new LinkedHashSet<>(misfits));
      throw new BpfException("open", object.name(), BpfException.Kind.INVALID, lines);
    }
  }

  /** {@return the open object behind the skeleton} */
  public final BpfObject object() {
    return object;
  }

  final boolean isSameBuild() {
    return sameBuild;
  }

  final List<String> misfits() {
    return misfits;
  }

  /**
   * {@return the map of a name}
   *
   * @param name in C, as {@code bpf_object__find_map_by_name} takes it
   */
  @SuppressWarnings("NullAway") // requireFit
  protected final BpfMap map(String name) {
    return find("map", name, BpfMap.class);
  }

  /**
   * {@return the map of a name, as the kind that needs no types}
   *
   * @param name in C, as {@code bpf_object__find_map_by_name} takes it
   * @param kind makes the face of the map
   * @param <M> the face
   */
  protected final <M> M map(String name, Function<BpfMap, M> kind) {
    return bind(name, kind);
  }

  /**
   * {@return the map of a name, as the kind that has keys and values}
   *
   * @param name in C, as {@code bpf_object__find_map_by_name} takes it
   * @param keys how a key becomes bytes, in native byte order
   * @param values how a value becomes bytes, in native byte order
   * @param kind makes the face of the map
   * @param <K> what a key is in Java
   * @param <V> what a value is in Java
   * @param <M> the face
   */
  protected final <K, V, M> M map(
      String name, Codec<K> keys, Codec<V> values, TypedMap<K, V, M> kind) {
    return bind(name, map -> kind.of(map, fitKeys(map, keys), fitValues(map, values)));
  }

  /**
   * {@return the map of a name, as the kind whose values alone have a type of C}
   *
   * @param name in C, as {@code bpf_object__find_map_by_name} takes it
   * @param values how a value becomes bytes, in native byte order
   * @param kind makes the face of the map
   * @param <V> what a value is in Java
   * @param <M> the face
   */
  protected final <V, M> M map(String name, Codec<V> values, BiFunction<BpfMap, Codec<V>, M> kind) {
    return bind(name, map -> kind.apply(map, fitValues(map, values)));
  }

  /**
   * {@return the map of a name, as the kind whose keys alone have a type of C}
   *
   * @param name in C, as {@code bpf_object__find_map_by_name} takes it
   * @param keys how a key becomes bytes, in native byte order
   * @param kind makes the face of the map
   * @param <K> what a key is in Java
   * @param <M> the face
   */
  protected final <K, M> M keyedMap(
      String name, Codec<K> keys, BiFunction<BpfMap, Codec<K>, M> kind) {
    return bind(name, map -> kind.apply(map, fitKeys(map, keys)));
  }

  /**
   * {@return the map of a name, as the kind that has keys, and a value for each CPU that is
   * possible}
   *
   * @param name in C, as {@code bpf_object__find_map_by_name} takes it
   * @param keys how a key becomes bytes, in native byte order
   * @param values how the value of one CPU becomes bytes, in native byte order
   * @param kind makes the face of the map
   * @param <K> what a key is in Java
   * @param <V> what the value of one CPU is in Java
   * @param <M> the face
   */
  protected final <K, V, M> M perCpuMap(
      String name, Codec<K> keys, Codec<V> values, TypedMap<K, List<V>, M> kind) {
    return bind(name, map -> kind.of(map, fitKeys(map, keys), PerCpu.of(fitValues(map, values))));
  }

  /**
   * {@return the map of a name, as the kind that has a value for each CPU that is possible, and
   * whose keys have no type of C}
   *
   * @param name in C, as {@code bpf_object__find_map_by_name} takes it
   * @param values how the value of one CPU becomes bytes, in native byte order
   * @param kind makes the face of the map
   * @param <V> what the value of one CPU is in Java
   * @param <M> the face
   */
  protected final <V, M> M perCpuMap(
      String name, Codec<V> values, BiFunction<BpfMap, Codec<List<V>>, M> kind) {
    return bind(name, map -> kind.apply(map, PerCpu.of(fitValues(map, values))));
  }

  /** Makes the face of a map, or notes why it cannot be. */
  @SuppressWarnings("NullAway") // requireFit
  private <M> M bind(String name, Function<BpfMap, M> kind) {
    BpfMap map = map(name);
    try {
      return map == null ? null : kind.apply(map);
    } catch (IllegalArgumentException e) {
      misfits.add(e.getMessage());
      return null;
    }
  }

  private <T> Codec<T> fitKeys(BpfMap map, Codec<T> codec) {
    return fit(map.name() + " key", codec, map.options().btfKeyTypeId());
  }

  private <T> Codec<T> fitValues(BpfMap map, Codec<T> codec) {
    return fit(map.name() + " value", codec, map.options().btfValueTypeId());
  }

  /** In another build members may lie elsewhere; without a type there sizes alone must agree. */
  private <T> Codec<T> fit(String path, Codec<T> codec, int typeId) {
    return sameBuild || typeId == 0
        ? codec
        : ValueFit.of(path, codec, object.btf(), typeId, misfits);
  }

  /**
   * {@return a section of global variables, as a map}
   *
   * @param section its name in ELF, as {@code .data} or {@code .bss.hot}
   */
  @SuppressWarnings("NullAway") // requireFit
  protected final DataMap dataMap(String section) {
    return find("section of variables", section, DataMap.class);
  }

  /**
   * {@return a section in which Java can name no variable, as a map; null if this build of the
   * object lacks it, as others have such sections for messages and literals}
   *
   * @param section its name in ELF, as {@code .data} or {@code .bss.hot}
   */
  protected final @Nullable DataMap namelessData(String section) {
    try {
      return object.data(section);
    } catch (NoSuchElementException e) {
      return null;
    }
  }

  /**
   * {@return the struct_ops variable of a name, as a map}
   *
   * @param name of the variable in C
   */
  @SuppressWarnings("NullAway") // requireFit
  protected final StructOpsMap structOpsMap(String name) {
    return find("struct_ops variable", name, StructOpsMap.class);
  }

  /**
   * {@return the program of a name}
   *
   * @param name of the function in C, as {@code bpf_object__find_program_by_name} takes it
   */
  @SuppressWarnings("NullAway") // requireFit
  protected final BpfProgram program(String name) {
    return find("program", name, BpfProgram.class);
  }

  /**
   * {@return the program of a name, which implements a callback of struct_ops}
   *
   * @param name of the function in C, as {@code bpf_object__find_program_by_name} takes it
   */
  @SuppressWarnings("NullAway") // requireFit
  protected final StructOpsProgram structOpsProgram(String name) {
    return find("struct_ops program", name, StructOpsProgram.class);
  }

  /**
   * {@return the variables of a section, in whatever build of the object is open}
   *
   * @param section its name in ELF, as {@code .data} or {@code .bss.hot}
   * @param generated the layout of the section in the object that the class was generated from
   * @param variables makes the handles from the place where the variables lie
   * @param <S> the class of the section
   */
  @SuppressWarnings("NullAway") // requireFit
  protected final <S extends Variables> S section(
      String section, GeneratedLayout generated, Function<SectionPlace, S> variables) {
    StructLayout ofClass = generated.structLayout();
    DataMap map = dataMap(section);
    if (map == null) {
      return null;
    }
    if (sameBuild) {
      return variables.apply(new DataPlace(memory(map), ofClass));
    }
    StructLayout ofObject = map.structLayout();
    LayoutMatch match = new LayoutMatch(ofObject.size());
    StructLayout layout = match.members(section, ofClass, ofObject);
    misfits.addAll(match.problems());
    // Handles of other types than the class's could not be made, and requireFit refuses them.
    return variables.apply(
        new DataPlace(memory(map), match.problems().isEmpty() ? layout : ofClass));
  }

  private static DataMemory memory(DataMap map) {
    SectionHandle section = (SectionHandle) Door.MAP.behind(map);
    return section.query("variables", section::memory);
  }

  final @Nullable StructOpsMap findStructOps(String variable) {
    return find("struct_ops variable", variable, StructOpsMap.class);
  }

  private <H> @Nullable H find(String kind, String name, Class<H> type) {
    try {
      Object handle = handle(name, type);
      if (type.isInstance(handle)) {
        return type.cast(handle);
      }
      misfits.add(name + ": no " + kind + " in the object, but " + handle);
    } catch (NoSuchElementException e) {
      misfits.add(name + ": no such " + kind + " in the object");
    }
    return null;
  }

  private Object handle(String name, Class<?> type) {
    if (BpfProgram.class.isAssignableFrom(type)) {
      return object.program(name);
    }
    return type == DataMap.class ? object.data(name) : object.map(name);
  }
}
