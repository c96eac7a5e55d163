package org.bpfskel.btf;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

/**
 * Checks the types of values, with all that they embed: each type that is embedded has a size, lies
 * in what embeds it, and does not contain itself. Reads no names, and each type once: whatever is
 * checked, all checks together take time linear in the size of the BTF. Not thread-safe.
 */
public final class ValueTypes {
  private static final byte UNDER_WAY = 1;
  private static final byte SOUND = 2;

  private static final byte[] KEY = {'k', 'e', 'y'};
  private static final byte[] VALUE = {'v', 'a', 'l', 'u', 'e'};

  private final Btf btf;
  private final MemberKinds kinds;

  /** By type id; 0 of what was not looked at. */
  private final byte[] states;

  /** Definitions of maps that were looked at, by type id: many maps may share one. */
  private final BitSet definitions = new BitSet();

  private final Deque<OpenStruct> levels = new ArrayDeque<>();

  /** A struct or union, and the members of it that were not looked at. */
  private static final class OpenStruct {
    private final int id;
    private final BtfDecoder struct;
    private final int count;
    private int next;

    private OpenStruct(int id, BtfDecoder struct, int count) {
      this.id = id;
      this.struct = struct;
      this.count = count;
    }
  }

  /**
   * Checks nothing yet.
   *
   * @param btf types of an object or a kernel
   */
  public ValueTypes(Btf btf) {
    this.btf = btf;
    this.kinds = new MemberKinds(btf);
    this.states = new byte[btf.typeCount()];
  }

  /**
   * Checks the type of a variable, or of a map's key or value.
   *
   * @param typeId id of the type
   * @throws BtfException if it is not sound
   */
  public void check(int typeId) throws BtfException {
    if (btf.kind(btf.resolve(typeId)) == BtfKind.UNKNOWN) {
      return; // a later one than this reader, of which nothing is known to be wrong
    }
    btf.sizeOf(typeId); // else a chain of arrays might not come to an end
    enter(kinds.element(typeId));
    while (!levels.isEmpty()) {
      OpenStruct level = levels.element();
      if (level.next == level.count) {
        states[level.id] = SOUND;
        levels.remove();
        continue;
      }
      BtfType.Member member = level.struct.unnamedMember(level.next++);
      int id = btf.resolve(member.type());
      long size = kinds.size(id);
      StructErrors.check(btf.sizeOrType(level.id), level.id, member, size);
      // An array without elements embeds nothing, whatever it would be made of.
      enter(size > 0 ? kinds.element(id) : id);
    }
  }

  /**
   * Checks the types of a map's key and value, which its definition in {@code .maps} points to.
   *
   * @param typeId id of the type of the variable in {@code .maps}
   * @throws BtfException if one is not sound
   */
  public void checkMap(int typeId) throws BtfException {
    int id = btf.resolve(typeId);
    if (!btf.kind(id).isComposite() || definitions.get(id)) {
      return;
    }
    definitions.set(id);
    BtfDecoder definition = btf.decoder(id);
    for (int i = 0; i < btf.vlen(id); i++) {
      int member = btf.resolve(definition.unnamedMember(i).type());
      if (btf.kind(member) == BtfKind.PTR) {
        int pointee = btf.sizeOrType(member);
        int resolved = btf.resolve(pointee);
        boolean isValue = definition.isMemberNamed(i, KEY) || definition.isMemberNamed(i, VALUE);
        if (isValue && kinds.size(resolved) > 0) {
          check(pointee);
        }
      }
    }
  }

  /**
   * {@return bytes of a value of that type; 0 for what has no size, such as an incomplete type}
   *
   * @param btf types of an object or a kernel
   * @param typeId id of the type
   * @throws BtfException if there is no such type, or it does not come to an end
   */
  public static long size(Btf btf, int typeId) throws BtfException {
    return new MemberKinds(btf).size(btf.resolve(typeId));
  }

  /**
   * {@return the type that an array consists of, with all its dimensions and typedefs looked
   * through; of another type the type itself} Its {@link #size} must be known: it refuses arrays
   * without end.
   *
   * @param btf types of an object or a kernel
   * @param typeId id of the type
   * @throws BtfException if there is no such type
   */
  public static int element(Btf btf, int typeId) throws BtfException {
    return new MemberKinds(btf).element(typeId);
  }

  /**
   * {@return whether values of that type point to functions}
   *
   * @param btf types of an object or a kernel
   * @param typeId id of the type
   * @throws BtfException if there is no such type, or it does not come to an end
   */
  public static boolean isFunctionPointer(Btf btf, int typeId) throws BtfException {
    return new MemberKinds(btf).isFunctionPointer(typeId);
  }

  /** Takes note of a struct or union, and looks at what is neither. */
  private void enter(int id) throws BtfException {
    if (states[id] == UNDER_WAY) {
      throw StructErrors.malformed(id, "contains itself");
    }
    if (states[id] == SOUND) {
      return;
    }
    BtfKind kind = btf.kind(id);
    if (kind.size == BtfKind.Size.OWN && btf.sizeOrType(id) < 0) {
      throw BtfException.nowhere("type " + id + " has a size of 2 GiB or more");
    }
    states[id] = kind.isComposite() ? UNDER_WAY : SOUND;
    if (kind.isComposite()) {
      levels.push(new OpenStruct(id, btf.decoder(id), btf.vlen(id)));
    }
  }
}
