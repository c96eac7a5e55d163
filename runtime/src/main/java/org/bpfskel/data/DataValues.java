package org.bpfskel.data;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.bpfskel.access.BuildValues;
import org.bpfskel.access.Changes;
import org.bpfskel.access.ValueAccess;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Member;
import org.bpfskel.internal.value.DataMemory;

/** What is behind the door of this package. */
final class DataValues implements ValueAccess {
  @Override
  public BuildValues of(Btf btf, ObjectBuild build) {
    return new BuildLayouts(btf, build);
  }

  @Override
  public <T> Codec<T> codec(String path, Codec<T> ofClass, Member ofObject, List<String> problems) {
    return CodecMatch.codec(path, ofClass, ofObject, problems);
  }

  @Override
  public void lacks(String path, Codec<?> found, List<String> problems) {
    CodecMatch.lacks(path, found, problems);
  }

  @Override
  public <T> ValueVar<T> variable(
      DataMemory memory, Supplier<String> name, int offset, Codec<T> codec) {
    return codec instanceof StructCodec<?> struct
        ? same(codec, struct(memory, name, offset, struct))
        : new ValueVar<>(memory, name, offset, codec);
  }

  private static <S extends StructValue> StructVar<S> struct(
      DataMemory memory, Supplier<String> name, int offset, StructCodec<S> codec) {
    StructLayout layout = codec.layout();
    Codec<S> inPlace = new InPlaceCodec<>(codec, codec.empty(), layout);
    return new StructVar<>(memory, name, offset, layout, inPlace);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "unused"})
  private static <T> ValueVar<T> same(Codec<T> codec, ValueVar<?> variable) {
    return (ValueVar<T>) variable; // by that very codec
  }

  @Override
  public IntVar int32(DataMemory memory, Supplier<String> name, int offset) {
    return new IntVar(memory, name, offset);
  }

  @Override
  public LongVar int64(DataMemory memory, Supplier<String> name, int offset) {
    return new LongVar(memory, name, offset);
  }

  @Override
  public StructWriter fields(StructLayout layout) {
    return new FieldValues(layout);
  }

  @Override
  public StructWriter changes(
      Changes changes, IntFunction<Changes> ofMember, StructLayout layout, String name) {
    return new ChangeWriter(changes, ofMember, layout, 0, () -> name);
  }
}
