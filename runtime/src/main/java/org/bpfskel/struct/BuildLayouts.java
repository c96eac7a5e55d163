package org.bpfskel.struct;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.StructLayout;

/**
 * The structs of one build of an object as classes of another build have them: found by their names
 * in C. One that the build does not have is taken to be as in the class. Safe for use by several
 * threads.
 *
 * <p>Every method throws {@link IllegalArgumentException} if the build has the struct with members
 * that the class's fields cannot hold; all of them are listed.
 */
public final class BuildLayouts {
  private static final List<BtfKind> KINDS =
      List.of(BtfKind.STRUCT, BtfKind.UNION, BtfKind.TYPEDEF);

  private final Btf btf;
  private final ConcurrentMap<String, Found> found = new ConcurrentHashMap<>();

  private record Found(StructLayout ofClass, StructLayout inBuild) {}

  /** Of the build that has these types. */
  public BuildLayouts(Btf btf) {
    this.btf = btf;
  }

  /** The same values as this build has them; a codec of no struct as it is. */
  @SuppressWarnings("unchecked") // a codec of the same class
  public <T> Codec<T> codec(Codec<T> ofClass) {
    return ofClass instanceof StructCodec<?> struct
        ? (Codec<T>) struct.in(find(struct.layout()))
        : ofClass;
  }

  /** Reads structs of this build into one object. */
  public <T extends StructValue> StructCursor<T> cursor(ByteBuffer bytes, T value) {
    return new StructCursor<>(bytes, value, find(value.layout()));
  }

  /** Bytes of a value's struct in this build. */
  public int size(StructValue value) {
    return find(value.layout()).size();
  }

  /**
   * Writes a value as this build has it, at the beginning of a buffer in native byte order, padding
   * as zeros.
   *
   * @throws IllegalArgumentException also if C's member cannot hold a field's value, or is not
   *     there
   */
  public void write(ByteBuffer bytes, StructValue value) {
    value.writeWhole(bytes, 0, find(value.layout()));
  }

  @SuppressWarnings("ReferenceEquality") // a class has one; comparing whole ones costs more
  private StructLayout find(StructLayout ofClass) {
    Found known = found.get(ofClass.name());
    if (known == null || known.ofClass != ofClass) {
      known = new Found(ofClass, search(ofClass));
      found.put(ofClass.name(), known);
    }
    return known.inBuild;
  }

  private StructLayout search(StructLayout ofClass) {
    String name = ofClass.name();
    List<String> problems = new ArrayList<>();
    try {
      for (BtfKind kind : KINDS) {
        int id = btf.find(name, kind);
        if (id != 0) {
          StructLayout ofBuild = StructLayout.readNested(btf, id);
          LayoutMatch match = new LayoutMatch(ofBuild.size());
          StructLayout inBuild = match.members(name, ofClass, ofBuild);
          problems.addAll(match.problems());
          if (problems.isEmpty()) {
            return inBuild.equals(ofClass) ? ofClass : inBuild;
          }
        }
      }
    } catch (BtfException e) {
      problems.add(name + ": its type is unreadable: " + e.getMessage());
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "the class is of another build of the object:\n  " + String.join("\n  ", problems));
    }
    return ofClass;
  }
}
