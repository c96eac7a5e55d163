package org.bpfskel.data;

import java.util.List;
import java.util.function.IntFunction;
import org.bpfskel.access.BuildValues;
import org.bpfskel.access.Changes;
import org.bpfskel.access.ValueAccess;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Member;

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
  public StructWriter fields(StructLayout layout) {
    return new FieldValues(layout);
  }

  @Override
  public StructWriter changes(
      Changes changes, IntFunction<Changes> ofMember, StructLayout layout, String name) {
    return new ChangeWriter(changes, ofMember, layout, 0, () -> name);
  }
}
