package org.bpfskel;

import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.bpfskel.btf.Flavour;
import org.bpfskel.btf.Printable;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.data.Variables;
import org.bpfskel.internal.Libbpf;
import org.jspecify.annotations.Nullable;

/**
 * A struct_ops variable: a map whose one value is a struct of callbacks and settings, which the
 * kernel takes over when it is attached. Safe for use by several threads.
 */
public final class StructOpsMap extends BpfMap {
  /** {@code BPF_F_LINK}, which libbpf sets for the section {@code .struct_ops.link}. */
  private static final int F_LINK = 1 << 13;

  private final MapHandle handle;
  private final boolean isLinkable;
  private volatile boolean autoattach = true;
  private volatile boolean attachedBefore;
  private volatile @Nullable Runnable follower;

  StructOpsMap(MapHandle handle) {
    super(handle);
    this.handle = handle;
    this.isLinkable = (Libbpf.bpf_map__map_flags(handle.address) & F_LINK) != 0;
  }

  /**
   * Whether this variable is in a {@code .struct_ops.link} section, so that its link can be {@link
   * BpfLink#update updated}, and that goes with the process. Needs Linux 6.4.
   */
  public boolean isLinkable() {
    return isLinkable;
  }

  /**
   * The struct of this variable as it is in this build of the object.
   *
   * @throws BpfException if its type is unreadable
   * @throws IllegalStateException after close
   */
  public StructLayout structLayout() {
    return handle.query("structLayout", handle.initialValue::layout);
  }

  /**
   * The struct that the running kernel has for this variable: the one of its name in vmlinux or in
   * a loaded module, which libbpf fills at load. Null if there is none, or the kernel's BTF cannot
   * be read.
   *
   * @throws IllegalStateException after close
   */
  public @Nullable StructLayout kernelLayout() {
    return KernelTypes.struct(structLayout().name());
  }

  /** Whether a skeleton's attach attaches this struct_ops variable; true at first. */
  public boolean autoattach() {
    return autoattach;
  }

  /** Chooses whether a skeleton's attach attaches this struct_ops variable. */
  public void setAutoattach(boolean autoattach) {
    this.autoattach = autoattach;
  }

  /**
   * {@inheritDoc} Function pointers stay as they are, see {@link #setStructOpsProgram}; the fields
   * of the variable's shadow in a skeleton follow.
   */
  @Override
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
    super.setInitialValue(value);
  }

  /** Has every {@link #setInitialValue} followed by a call. For generated skeletons. */
  public void follow(Runnable call) {
    follower = call;
  }

  /**
   * Edits members by their names in C, without a skeleton: {@code ops.edit(members ->
   * members.int32("flags").set(1))}. Callbacks are set with {@link #setProgram}.
   *
   * @param edit sets handles, which are of no use afterwards; if it throws, nothing is changed
   * @throws BpfException if the variable's type is unreadable
   * @throws IllegalStateException after load or close
   */
  public void edit(Consumer<Variables> edit) {
    ImageMemory image = new ImageMemory(initialValue());
    edit.accept(new Variables(image, structLayout()));
    setInitialValue(image.bytes());
  }

  /**
   * The program in the callback of that name in C, as of now; null if it is not set.
   *
   * @throws NoSuchElementException if the struct has no such member
   * @throws IllegalArgumentException if the member is no callback
   * @throws IllegalStateException after load or close
   */
  public @Nullable StructOpsProgram program(String callback) {
    return structOpsProgram(offset(callback));
  }

  /**
   * Points the callback of that name in C at another program, or at none.
   *
   * @throws NoSuchElementException if the struct has no such member
   * @throws IllegalArgumentException if the member is no callback, or the program belongs to
   *     another object
   * @throws IllegalStateException after load or close
   */
  public void setProgram(String callback, @Nullable StructOpsProgram program) {
    setStructOpsProgram(offset(callback), program);
  }

  private int offset(String member) {
    return structLayout().members().stream()
        .filter(candidate -> candidate.name().equals(member))
        .findFirst()
        .orElseThrow(
            () ->
                new NoSuchElementException(
                    Printable.of(
                        "struct %s has no member %s".formatted(structLayout().name(), member))))
        .offset();
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
    return handle.beforeLoad("structOpsProgram", () -> handle.initialValue.program(offset));
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
    handle.beforeLoad(
        "setStructOpsProgram",
        () -> {
          handle.initialValue.setProgram(offset, program);
          return null;
        });
  }

  /**
   * Hands this struct_ops variable to the kernel: {@code bpf_map__attach_struct_ops}.
   *
   * @return the link, owned by the object
   * @throws BpfException if the kernel refuses
   * @throws IllegalStateException before load or after close
   */
  public BpfLink attachStructOps() {
    return new StructOpsAttach(name(), Flavour.without(structLayout().name())).attach(this);
  }

  void noteAttached() {
    attachedBefore = true;
  }

  /** Whether the kernel has taken this variable at some time. */
  boolean wasAttached() {
    return attachedBefore;
  }

  /** Sets what the section asks for, while the object is being opened. */
  void makeOptional() {
    applyAutocreate(false);
  }

  /** Whether load makes a struct_ops of this map; within the object's load. */
  boolean isCreated() {
    return Libbpf.bpf_map__autocreate(handle.address) != 0;
  }

  /** The content before load; within the object's load. */
  InitialValue content() {
    return handle.initialValue;
  }
}
