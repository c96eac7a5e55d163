package org.bpfskel.internal.object;

import org.bpfskel.MapType;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfType;
import org.bpfskel.btf.ValueTypes;

/**
 * What {@code SEC(".maps")} says of a map with {@code __uint} and {@code __type}, as far as Java
 * types depend on it.
 *
 * @param type {@link MapType#UNSPEC} where it is left to the program that opens the object
 * @param keyTypeId BTF id, 0 if none is declared
 * @param keySize in bytes, 0 if there is none
 * @param valueTypeId BTF id, 0 if none is declared
 * @param valueSize in bytes, 0 if there is none
 * @param maxEntries 0 if it is not declared
 * @param mapFlags {@code BPF_F_*}
 */
public record MapDeclaration(
    MapType type,
    int keyTypeId,
    long keySize,
    int valueTypeId,
    long valueSize,
    long maxEntries,
    long mapFlags) {
  private static final MapDeclaration NONE = new MapDeclaration(MapType.UNSPEC, 0, 0, 0, 0, 0, 0);

  /** Reads one; what libbpf would not understand either leaves all of it open. */
  public static MapDeclaration read(Btf btf, int variableTypeId) throws BtfException {
    if (!(btf.type(btf.resolve(variableTypeId)) instanceof BtfType.Composite struct)) {
      return NONE;
    }
    long type = 0;
    int key = 0;
    long keySize = 0;
    int value = 0;
    long valueSize = 0;
    long maxEntries = 0;
    long mapFlags = 0;
    for (BtfType.Member member : struct.members()) {
      switch (member.name()) {
        case "type" -> type = number(btf, member);
        case "max_entries" -> maxEntries = number(btf, member);
        case "map_flags" -> mapFlags = number(btf, member);
        case "key_size" -> keySize = number(btf, member);
        case "value_size" -> valueSize = number(btf, member);
        case "key" -> {
          key = pointee(btf, member);
          keySize = key == 0 ? keySize : ValueTypes.size(btf, key);
        }
        case "value" -> {
          value = pointee(btf, member);
          valueSize = value == 0 ? valueSize : ValueTypes.size(btf, value);
        }
        default -> {} // settings that no Java type depends on
      }
    }
    MapType kind = type > 0 && type <= Integer.MAX_VALUE ? MapType.of((int) type) : MapType.UNSPEC;
    return new MapDeclaration(kind, key, keySize, value, valueSize, maxEntries, mapFlags);
  }

  /** {@code __uint(name, N)} is a pointer to an array of N elements; 0 of anything else. */
  public static long number(Btf btf, BtfType.Member member) throws BtfException {
    int id = pointee(btf, member);
    return id != 0 && btf.type(btf.resolve(id)) instanceof BtfType.Array array ? array.length() : 0;
  }

  /** {@code __type(name, T)} is a pointer to T, whose id this is; 0 of anything else. */
  public static int pointee(Btf btf, BtfType.Member member) throws BtfException {
    return btf.type(btf.resolve(member.type())) instanceof BtfType.Ptr pointer ? pointer.type() : 0;
  }
}
