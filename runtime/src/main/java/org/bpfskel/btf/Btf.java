package org.bpfskel.btf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The types in one BTF: a BPF object's {@code .BTF} section, or a kernel's {@code
 * /sys/kernel/btf/vmlinux}. Parsing checks and indexes the records; a type becomes an object when
 * it is asked for, and anew each time.
 *
 * <p>Immutable and safe for use by several threads. Keeps a copy of types and strings, not the
 * array it was parsed from.
 *
 * <p>Nothing has to be freed, as C does with {@code btf__free}.
 */
public final class Btf {
  /** libbpf's MAX_RESOLVE_DEPTH: types looked at before a chain is taken for a loop. */
  static final int MAX_RESOLVE_DEPTH = 32;

  private final @Nullable Btf base;
  private final BtfWords words;
  private final BtfStrings strings;
  private final BtfLayouts layouts;
  private final int firstId;

  /** Where each record starts in the words. */
  private final int[] records;

  private final long bytes;

  /** Made when first asked for; whoever makes it makes the same. */
  private volatile @Nullable TypedefNames typedefNames;

  private Btf(ByteBuffer data, @Nullable Btf base) throws BtfException {
    BtfHeader header = BtfHeader.parse(data);
    this.base = base;
    this.strings = BtfStrings.read(data, header, base == null ? null : base.strings);
    this.layouts = BtfLayouts.read(data, header, base == null ? null : base.layouts);
    this.words = BtfWords.read(data, header);
    this.firstId = base == null ? 1 : base.typeCount();
    this.records =
        new BtfIndexer(words, header.typesLength(), strings, layouts, firstId, base).index();
    this.bytes = data.limit() + (base == null ? 0 : base.bytes);
  }

  /**
   * {@return whether bytes begin like BTF, of either byte order} Two are enough to tell.
   *
   * @param bytes of a file or section
   */
  public static boolean isBtf(byte[] bytes) {
    return BtfHeader.hasMagic(bytes);
  }

  /**
   * Parses BTF of either byte order, like libbpf's {@code btf__new}.
   *
   * @param bytes raw BTF, as in the section {@code .BTF}; copied
   * @return the types, ids from 1
   * @throws BtfException if it is malformed; everything {@code btf__new} of libbpf 1.4 to 1.7
   *     refuses is
   */
  public static Btf parse(byte[] bytes) throws BtfException {
    return parse(ByteBuffer.wrap(bytes));
  }

  /**
   * As {@link #parse(byte[])}, of the bytes between the buffer's position and limit, which stay.
   * Strings of a direct buffer, as of a mapped file, are read where they are, so that it must not
   * change afterwards.
   *
   * @param bytes raw BTF, as in the section {@code .BTF}
   * @return the types, ids from 1
   * @throws BtfException if it is malformed
   */
  public static Btf parse(ByteBuffer bytes) throws BtfException {
    return new Btf(bytes.slice(), null);
  }

  /**
   * Parses the split BTF of a kernel module on top of the kernel's, like {@code btf__new_split}.
   * Ids and strings continue those of the base.
   *
   * @param bytes raw BTF of the module; copied
   * @param base types of the kernel that the module was built for
   * @return the types of both, those of the module by higher ids
   * @throws BtfException if it is malformed, alone or together with that base
   */
  public static Btf parse(byte[] bytes, Btf base) throws BtfException {
    return new Btf(ByteBuffer.wrap(bytes), base);
  }

  /**
   * {@return the byte order of the data, which is that of the machine it was compiled for}
   *
   * <p>{@code btf__endianness}, and {@code btf_ext__endianness} of the {@link BtfExt} beside it.
   */
  public ByteOrder byteOrder() {
    return words.order();
  }

  /**
   * {@return one more than the highest id; 0 is void} Like {@code btf__type_cnt}, counts the base's
   * too.
   */
  public int typeCount() {
    return firstId + records.length;
  }

  /**
   * {@return the type with that id, decoded now}
   *
   * <p>As {@code btf__type_by_id} does.
   *
   * @param id 0 for void, below {@link #typeCount}
   * @throws BtfException if there is no such id, or the type's size or linkage is out of range
   */
  public BtfType type(int id) throws BtfException {
    checkId(id);
    if (id == 0) {
      return new BtfType.Void();
    }
    return decoder(id).decode();
  }

  /** The strings, for what names them from elsewhere. */
  BtfStrings strings() {
    return strings;
  }

  /** Of a type other than void. */
  BtfDecoder decoder(int id) {
    Btf owner = owner(id);
    return new BtfDecoder(owner, owner.words, owner.strings, owner.record(id), owner.info(id));
  }

  /**
   * {@return the kind of the type with that id; makes no object}
   *
   * @param id 0 for void, below {@link #typeCount}
   * @throws BtfException if there is no such id
   */
  public BtfKind kind(int id) throws BtfException {
    checkId(id);
    return kindOf(id);
  }

  /**
   * {@return the name of the type with that id, without decoding the rest; empty if it has none}
   *
   * <p>Offsets of strings, which {@code btf__name_by_offset} and {@code btf__str_by_offset} take,
   * do not appear in Java.
   *
   * @param id 0 for void, below {@link #typeCount}
   * @throws BtfException if there is no such id
   */
  public String name(int id) throws BtfException {
    checkId(id);
    if (id == 0) {
      return "";
    }
    Btf owner = owner(id);
    return owner.strings.at(owner.words.i32(owner.record(id) + BtfRecord.NAME));
  }

  /**
   * {@return the first id with exactly that name and kind, or 0 if there is none} Like {@code
   * btf__find_by_name_kind}: looks through the base first, and takes time linear in the number of
   * types.
   *
   * @param name in C, without {@code struct} and its like
   * @param kind to tell a struct from a typedef of the same name
   */
  public int find(String name, BtfKind kind) {
    if (name.indexOf('\0') >= 0) {
      return 0; // else it could match several strings in a row
    }
    int inBase = base == null ? 0 : base.find(name, kind);
    return inBase != 0 ? inBase : findHere(name.getBytes(StandardCharsets.UTF_8), kind);
  }

  /**
   * {@return the ids of all types that have one of these names, by name and in ascending order,
   * whatever their kinds} Not those of the base, and no name that none has. Takes time linear in
   * the number of types, for all names together.
   *
   * <p>As with {@code btf__find_by_name_kind_own}, a base is left out.
   *
   * @param names in C, without {@code struct} and its like
   */
  public Map<String, List<Integer>> named(Collection<String> names) {
    return search(new BtfNames(strings, names, false));
  }

  /**
   * {@return the same, with the types that have a flavour behind one of these names} libbpf takes
   * {@code sock___v2} of a kernel for a {@code sock}, too, when it relocates programs.
   *
   * @param names in C, without {@code struct} and its like, and without flavours
   * @see Flavour#without
   */
  public Map<String, List<Integer>> flavoursOf(Collection<String> names) {
    return search(new BtfNames(strings, names, true));
  }

  private Map<String, List<Integer>> search(BtfNames search) {
    for (int i = 0; i < records.length; i++) {
      int name = words.i32(records[i] + BtfRecord.NAME);
      if (name != 0) {
        search.look(name, firstId + i);
      }
    }
    return search.found();
  }

  /**
   * {@return all ids with exactly that name and kind, in ascending order: objects that were linked
   * from several files may have different types of one name}
   *
   * @param name in C, without {@code struct} and its like
   * @param kind to tell a struct from a typedef of the same name
   */
  public List<Integer> findAll(String name, BtfKind kind) {
    List<Integer> found = new ArrayList<>();
    if (name.indexOf('\0') < 0) {
      addAll(name.getBytes(StandardCharsets.UTF_8), kind, found);
    }
    return found;
  }

  private void addAll(byte[] name, BtfKind kind, List<Integer> found) {
    if (base != null) {
      base.addAll(name, kind, found);
    }
    for (int i = 0; i < records.length; i++) {
      if (isNamed(i, name, kind)) {
        found.add(firstId + i);
      }
    }
  }

  private int findHere(byte[] name, BtfKind kind) {
    for (int i = 0; i < records.length; i++) {
      if (isNamed(i, name, kind)) {
        return firstId + i;
      }
    }
    return 0;
  }

  private boolean isNamed(int index, byte[] name, BtfKind kind) {
    int at = records[index];
    return BtfRecord.kind(layouts.info(words.i32(at + BtfRecord.INFO))) == kind
        && strings.matches(words.i32(at + BtfRecord.NAME), name);
  }

  /**
   * {@return the first typedef that declares a struct, union or enum without a tag; 0 if there is
   * none}
   *
   * @param id of the struct, union or enum
   * @throws BtfException if a type is malformed
   */
  public int typedefOf(int id) throws BtfException {
    return typedefNames().of(id);
  }

  private TypedefNames typedefNames() throws BtfException {
    TypedefNames known = typedefNames;
    if (known == null) {
      known = new TypedefNames(this);
      typedefNames = known;
    }
    return known;
  }

  /**
   * {@return the id left when typedefs, const, volatile, restrict, type tags, declaration tags and
   * variables are looked through} Unlike {@code btf__resolve_type} also gives void (0) and forward
   * declarations.
   *
   * @param id 0 for void, below {@link #typeCount}
   * @throws BtfException if there is no such id, or the chain is a loop or longer than libbpf
   *     follows (31 steps)
   */
  public int resolve(int id) throws BtfException {
    checkId(id);
    int resolved = follow(id);
    if (resolved < 0) {
      throw tooDeep(id);
    }
    return resolved;
  }

  /** As {@link #resolve}, for an id that exists; -1 instead of an exception. */
  int follow(int id) {
    int resolved = id;
    for (int depth = 0; depth < MAX_RESOLVE_DEPTH; depth++) {
      if (!kindOf(resolved).isTransparent()) {
        return resolved;
      }
      resolved = sizeOrType(resolved);
    }
    return -1;
  }

  /**
   * {@return the size in bytes of a variable of that type, like {@code btf__resolve_size}; a
   * pointer has 8}
   *
   * <p>A pointer has 8 bytes, as {@code btf__pointer_size} says of every object for BPF.
   *
   * @param id 0 for void, below {@link #typeCount}
   * @throws BtfException if the type has no size (void, forward declaration, function), its size
   *     does not fit in 32 bits, or the chain of types is a loop or longer than libbpf follows
   */
  public long sizeOf(int id) throws BtfException {
    return TypeSize.of(this, id);
  }

  private BtfKind kindOf(int id) {
    if (id == 0) {
      return BtfKind.VOID;
    }
    Btf owner = owner(id);
    return BtfRecord.kind(owner.info(id));
  }

  /** The flag in a record's info word, whose meaning depends on the kind; false for void. */
  boolean kindFlag(int id) {
    return id != 0 && BtfRecord.kindFlag(owner(id).info(id));
  }

  /** The word of an INT that holds encoding, first bit and number of bits. */
  int integer(int id) {
    Btf owner = owner(id);
    return owner.words.i32(owner.record(id) + BtfRecord.WORDS);
  }

  /** Number of elements of a type other than void. */
  int vlen(int id) {
    return BtfRecord.vlen(owner(id).info(id));
  }

  /** Bytes of the data, those of the base included. */
  long bytes() {
    return bytes;
  }

  /** The word that holds size or type id, by kind, of a type other than void. */
  int sizeOrType(int id) {
    Btf owner = owner(id);
    return owner.words.i32(owner.record(id) + BtfRecord.SIZE_OR_TYPE);
  }

  private Btf owner(int id) {
    Btf owner = this;
    while (owner.base != null && id < owner.firstId) {
      owner = owner.base;
    }
    return owner;
  }

  /** The info word of a type of this BTF itself. */
  private int info(int id) {
    return layouts.info(words.i32(record(id) + BtfRecord.INFO));
  }

  private int record(int id) {
    return records[id - firstId];
  }

  private void checkId(int id) throws BtfException {
    if (id < 0 || id >= typeCount()) {
      throw BtfException.nowhere("there is no type " + id + ": ids are 0 to " + (typeCount() - 1));
    }
  }

  static BtfException tooDeep(int id) {
    return BtfException.nowhere(
        "type " + id + " is a loop, or a chain of " + MAX_RESOLVE_DEPTH + " types or more");
  }
}
