package org.bpfskel.data;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.bpfskel.access.BuildValues;
import org.bpfskel.access.RecordReader;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.MemberDetail.Elements;
import org.bpfskel.btf.Printable;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.internal.value.LayoutMatch;
import org.bpfskel.internal.value.NamedStructs;

/**
 * The structs of one build of an object as classes have them. Classes that were generated from that
 * very build have them as they are; for those of another build they are found by their names in C,
 * and one that the build does not have is taken to be as in the class. Safe for use by several
 * threads.
 */
final class BuildLayouts implements BuildValues {
  private final ObjectBuild build;
  private final NamedStructs named;
  private final ConcurrentMap<String, Found> found = new ConcurrentHashMap<>();

  private record Found(StructLayout ofClass, StructLayout inBuild) {}

  /** Of the build that has these types. */
  BuildLayouts(Btf btf, ObjectBuild build) {
    this.build = build;
    this.named = new NamedStructs(btf);
  }

  @Override
  @SuppressWarnings("unchecked") // a codec of the same class
  public <T> Codec<T> codec(Codec<T> ofClass) {
    if (ofClass instanceof StructCodec<?> struct) {
      return (Codec<T>) struct.in(find(struct.layout(), struct.madeFrom()));
    }
    if (ofClass instanceof ArrayCodec<T> array) {
      Elements elements = array.elements();
      StructLayout element = elements.layout();
      return element == null ? ofClass : array.in(elements.of(find(element, array.madeFrom())));
    }
    return ofClass;
  }

  @Override
  public <T extends StructValue> RecordReader<T> records(ByteBuffer bytes, T value) {
    return new StructCursor<>(bytes, value, find(value));
  }

  @Override
  public int recordSize(StructValue value) {
    return value.recordSize(find(value));
  }

  @Override
  public void writeRecord(ByteBuffer bytes, StructValue value) {
    value.writeRecord(bytes, 0, find(value));
  }

  private StructLayout find(StructValue value) {
    return find(value.structLayout(), value.madeFrom());
  }

  @SuppressWarnings("ReferenceEquality") // a class has one; comparing whole ones costs more
  private StructLayout find(StructLayout ofClass, ObjectBuild madeFrom) {
    if (madeFrom.equals(build)) {
      return ofClass;
    }
    Found known = found.get(ofClass.cType());
    if (known == null || known.ofClass != ofClass) {
      known = new Found(ofClass, search(ofClass));
      found.put(ofClass.cType(), known);
    }
    return known.inBuild;
  }

  private StructLayout search(StructLayout ofClass) {
    List<String> problems = new ArrayList<>();
    try {
      StructLayout ofBuild = named.only(ofClass, problems);
      if (ofBuild != null) {
        LayoutMatch match = new LayoutMatch(ofBuild.size());
        StructLayout inBuild = match.members(ofClass.name(), ofClass, ofBuild);
        problems.addAll(match.problems());
        if (problems.isEmpty()) {
          return inBuild.equals(ofClass) ? ofClass : inBuild;
        }
      }
    } catch (BtfException e) {
      problems.add(ofClass.cType() + ": its type is unreadable: " + e.getMessage());
    }
    if (!problems.isEmpty()) {
      StringBuilder text = new StringBuilder("the class does not fit this build of the object:");
      for (String problem : problems) {
        text.append("\n  ").append(Printable.of(problem));
      }
      throw new IllegalArgumentException(text.toString());
    }
    return ofClass;
  }
}
