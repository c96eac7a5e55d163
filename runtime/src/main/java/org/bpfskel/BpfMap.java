package org.bpfskel;

import java.util.function.Supplier;
import org.bpfskel.btf.Flavour;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.internal.Libbpf;
import org.bpfskel.internal.NativeMemory;
import org.jspecify.annotations.Nullable;

/**
 * A map of a BPF object: libbpf's {@code struct bpf_map}. Data sections and struct_ops variables
 * are maps too. Safe for use by several threads.
 */
public final class BpfMap {
  /** {@code BPF_MAP_TYPE_STRUCT_OPS}. */
  private static final int STRUCT_OPS = 26;

  /** {@code BPF_F_LINK}, which libbpf sets for the section {@code .struct_ops.link}. */
  private static final int F_LINK = 1 << 13;

  private final BpfObject object;
  private final long address;
  private final String name;
  private final boolean isStructOps;
  private final boolean isLinkable;
  private final InitialValue initialValue;
  private final MapElements elements;
  private volatile boolean autoattach = true;
  private volatile @Nullable Runnable follower;

  BpfMap(BpfObject object, long address) {
    this.object = object;
    this.address = address;
    this.name = NativeMemory.string(Libbpf.bpf_map__name(address));
    this.isStructOps = Libbpf.bpf_map__type(address) == STRUCT_OPS;
    this.isLinkable = isStructOps && (Libbpf.bpf_map__map_flags(address) & F_LINK) != 0;
    this.initialValue = new InitialValue(object, name, address, isStructOps);
    this.elements = new MapElements(name, address);
  }

  /** The map's name as libbpf reports it: {@code bpf_map__name}. */
  public String name() {
    return name;
  }

  /** The object that this map belongs to. */
  public BpfObject object() {
    return object;
  }

  /** Whether this map is a struct_ops variable. */
  public boolean isStructOps() {
    return isStructOps;
  }

  /**
   * Whether this is a struct_ops variable in a {@code .struct_ops.link} section: one whose link can
   * be {@link BpfLink#update updated}, and that goes with the process. Needs Linux 6.4.
   */
  public boolean isLinkable() {
    return isLinkable;
  }

  /**
   * Id of the value's type in the object's BTF, 0 if it has none: {@code
   * bpf_map__btf_value_type_id}. That of a struct_ops variable is its struct.
   */
  public int btfValueTypeId() {
    return query("btfValueTypeId", () -> Libbpf.bpf_map__btf_value_type_id(address));
  }

  /**
   * The struct of this struct_ops variable as it is in this build of the object.
   *
   * @throws IllegalArgumentException if the map is no struct_ops variable
   * @throws BpfException if its type is unreadable
   * @throws IllegalStateException after close
   */
  public StructLayout structLayout() {
    if (!isStructOps) {
      throw new IllegalArgumentException(name + " is no struct_ops variable");
    }
    return query("structLayout", initialValue::layout);
  }

  /**
   * The struct that the running kernel has for this struct_ops variable: the one of its name in
   * vmlinux or in a loaded module, which libbpf fills at load. Null if there is none, or the
   * kernel's BTF cannot be read.
   *
   * @throws IllegalArgumentException if the map is no struct_ops variable
   * @throws IllegalStateException after close
   */
  public @Nullable StructLayout kernelLayout() {
    return KernelTypes.struct(structLayout().name());
  }

  /** Whether load creates this map: {@code bpf_map__autocreate}. */
  public boolean autocreate() {
    return query("autocreate", () -> Libbpf.bpf_map__autocreate(address) != 0);
  }

  /**
   * Chooses whether load creates this map: {@code bpf_map__set_autocreate}. Without a choice all
   * are created but struct_ops variables in sections whose name begins with {@code ?}.
   *
   * @throws IllegalStateException after load or close
   */
  public void setAutocreate(boolean autocreate) {
    beforeLoad("setAutocreate", () -> applyAutocreate(autocreate));
  }

  private int applyAutocreate(boolean autocreate) {
    return LibbpfCall.of("bpf_map__set_autocreate", name)
        .check(() -> Libbpf.bpf_map__set_autocreate(address, (byte) (autocreate ? 1 : 0)));
  }

  /** Sets what the section asks for, while the object is being opened. */
  void makeOptional() {
    applyAutocreate(false);
  }

  /** Whether a skeleton's attach attaches this struct_ops variable; true at first. */
  public boolean autoattach() {
    return autoattach;
  }

  /** Chooses whether a skeleton's attach attaches this struct_ops variable. */
  public void setAutoattach(boolean autoattach) {
    this.autoattach = autoattach;
  }

  /** Size of a key in bytes: {@code bpf_map__key_size}. */
  public int keySize() {
    return query("keySize", () -> Libbpf.bpf_map__key_size(address));
  }

  /** Size of a value in bytes, for one CPU in a per-CPU map: {@code bpf_map__value_size}. */
  public int valueSize() {
    return query("valueSize", () -> Libbpf.bpf_map__value_size(address));
  }

  /** Most entries that the map can hold: {@code bpf_map__max_entries}. */
  public int maxEntries() {
    return query("maxEntries", () -> Libbpf.bpf_map__max_entries(address));
  }

  /**
   * Reads one value: {@code bpf_map__lookup_elem}.
   *
   * @param key the key's bytes, {@link #keySize} of them, integers in native byte order
   * @return a new array with the value's bytes; in a per-CPU map a value for each possible CPU,
   *     each padded to a multiple of 8 bytes; null if there is no such key
   * @throws BpfException if the key has another size, or the kernel refuses
   * @throws IllegalStateException before load or after close
   */
  public byte @Nullable [] lookup(byte[] key) {
    return object
        .lifetime()
        .shared("lookup in map " + name, Lifetime.AFTER_LOAD, () -> elements.lookup(key));
  }

  /**
   * Writes one value, a new one or over the old: {@code bpf_map__update_elem} with {@code BPF_ANY}.
   *
   * @param key the key's bytes, {@link #keySize} of them, integers in native byte order
   * @param value the value's bytes, laid out as {@link #lookup} returns them
   * @throws BpfException if key or value has another size, or the kernel refuses
   * @throws IllegalStateException before load or after close
   */
  public void update(byte[] key, byte[] value) {
    object
        .lifetime()
        .shared("update of map " + name, Lifetime.AFTER_LOAD, () -> elements.update(key, value));
  }

  /**
   * The map's content as it will be at load: a data section's bytes, or a struct_ops variable's.
   * From {@code bpf_map__initial_value}. Function pointers of a struct_ops variable read as zero,
   * see {@link #structOpsProgram}.
   *
   * @return a new array, in native byte order
   * @throws BpfException if the map is of a kind without an initial value
   * @throws IllegalStateException after load or close
   */
  public byte[] initialValue() {
    return beforeLoad("initialValue", () -> initialValue.read());
  }

  /**
   * Replaces the map's content before load. Function pointers of a struct_ops variable stay as they
   * are, see {@link #setStructOpsProgram}. The fields of its shadow in a skeleton follow.
   *
   * @param value as many bytes as {@link #initialValue} returns, in native byte order
   * @throws BpfException if the size differs, or the map is of a kind without an initial value
   * @throws IllegalStateException after load or close
   */
  public void setInitialValue(byte[] value) {
    replaceInitialValue(value);
    Runnable told = follower;
    if (told != null) {
      told.run();
    }
  }

  /**
   * As {@link #setInitialValue}, without telling the {@link #follow follower}. For generated
   * skeletons.
   */
  public void replaceInitialValue(byte[] value) {
    beforeLoad(
        "setInitialValue",
        () -> {
          initialValue.write(value);
          return null;
        });
  }

  /** Has every {@link #setInitialValue} followed by a call. For generated skeletons. */
  public void follow(Runnable call) {
    follower = call;
  }

  /**
   * The program in a callback of this struct_ops variable, as of now.
   *
   * @param offset of the function pointer in the C struct, in bytes
   * @return the very object that {@link BpfObject#program} gives for it; null if the callback is
   *     not set
   * @throws IllegalArgumentException if the struct has no function pointer there
   * @throws IllegalStateException after load or close
   */
  public @Nullable StructOpsProgram structOpsProgram(int offset) {
    return beforeLoad("structOpsProgram", () -> initialValue.program(offset));
  }

  /**
   * Points a callback of this struct_ops variable at another program, or at none.
   *
   * @param offset of the function pointer in the C struct, in bytes
   * @throws IllegalArgumentException if the struct has no function pointer there, or the program
   *     belongs to another object
   * @throws IllegalStateException after load or close
   */
  public void setStructOpsProgram(int offset, @Nullable StructOpsProgram program) {
    beforeLoad(
        "setStructOpsProgram",
        () -> {
          initialValue.setProgram(offset, program);
          return null;
        });
  }

  /**
   * Hands this struct_ops variable to the kernel: {@code bpf_map__attach_struct_ops}.
   *
   * @return the link, owned by the object
   * @throws BpfException if this is no struct_ops variable, or the kernel refuses
   * @throws IllegalStateException before load or after close
   */
  public BpfLink attachStructOps() {
    return new StructOpsAttach(name, () -> Flavour.without(structLayout().name())).attach(this);
  }

  /** Whether load makes a struct_ops of this map; within the object's load. */
  boolean isCreatedStructOps() {
    return isStructOps && Libbpf.bpf_map__autocreate(address) != 0;
  }

  /** The content before load; within the object's load. */
  InitialValue content() {
    return initialValue;
  }

  long address() {
    return address;
  }

  private <T extends @Nullable Object> T beforeLoad(String operation, Supplier<T> call) {
    return object.lifetime().exclusive(operation + " of map " + name, Lifetime.BEFORE_LOAD, call);
  }

  private <T> T query(String what, Supplier<T> call) {
    return object.lifetime().shared(what + " of map " + name, Lifetime.UNTIL_CLOSE, call);
  }

  /** The map's name, for messages. */
  @Override
  public String toString() {
    return "map " + name;
  }
}
