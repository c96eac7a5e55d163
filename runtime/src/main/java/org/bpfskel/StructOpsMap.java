package org.bpfskel;

import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.bpfskel.access.DataPlace;
import org.bpfskel.btf.Flavour;
import org.bpfskel.btf.Printable;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.data.Variables;
import org.bpfskel.internal.structops.ImageMemory;
import org.bpfskel.internal.structops.KernelTypes;
import org.bpfskel.internal.structops.StructOpsAttach;
import org.bpfskel.internal.structops.StructOpsHandle;
import org.jspecify.annotations.Nullable;

/**
 * A struct_ops variable: a map whose one value is a struct of callbacks and settings, which the
 * kernel takes over when it is attached. Safe for use by several threads.
 */
public final class StructOpsMap extends BpfMap {
  private final StructOpsHandle handle;
  private volatile boolean autoattach = true;

  StructOpsMap(BpfObject object, StructOpsHandle handle) {
    super(object, handle);
    this.handle = handle;
  }

  /**
   * {@return whether this variable is in a {@code .struct_ops.link} section, so that its link can
   * be {@link BpfLink#update updated}, and that goes with the process} Needs Linux 6.4.
   */
  public boolean isLinkable() {
    return handle.isLinkable();
  }

  /**
   * {@return the struct of this variable as it is in this build of the object}
   *
   * @throws BpfException if its type is unreadable
   * @throws IllegalStateException after close
   */
  public StructLayout structLayout() {
    return handle.query("structLayout", handle.image()::layout);
  }

  /**
   * {@return the struct that the running kernel has for this variable: the one of its name in
   * vmlinux or in a loaded module, which libbpf fills at load} Null if there is none, or the
   * kernel's BTF cannot be read.
   *
   * @throws IllegalStateException after close
   */
  public @Nullable StructLayout kernelLayout() {
    return KernelTypes.struct(structLayout().name());
  }

  /**
   * {@return whether a skeleton's attach attaches this struct_ops variable; true at first}
   *
   * <p>In libbpf {@code bpf_map__autoattach} says it, since 1.5.
   */
  public boolean autoattach() {
    return autoattach;
  }

  /**
   * Chooses whether a skeleton's attach attaches this struct_ops variable.
   *
   * <p>In libbpf {@code bpf_map__set_autoattach} does it, since 1.5.
   *
   * @param autoattach false to attach it by a call of its own, or not at all
   */
  public void setAutoattach(boolean autoattach) {
    this.autoattach = autoattach;
  }

  /**
   * The struct's bytes as they will be at load: {@code bpf_map__initial_value}. Function pointers
   * read as zero.
   *
   * @return a new array, in native byte order
   * @throws BpfException if the variable's type is unreadable
   * @throws IllegalStateException after load or close
   */
  public byte[] initialValue() {
    return handle.beforeLoad("initialValue", handle::readInitialValue);
  }

  /**
   * Replaces the struct's bytes before load; function pointers stay as they are. The fields of the
   * variable's shadow in a skeleton follow.
   *
   * @param value as many bytes as {@link #initialValue} returns, in native byte order
   * @throws BpfException if the size differs
   * @throws IllegalStateException after load or close
   */
  public void setInitialValue(byte[] value) {
    handle.beforeLoad("setInitialValue", () -> handle.writeInitialValue(value));
    handle.replaced();
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
    edit.accept(new Variables(new DataPlace(image, structLayout())));
    setInitialValue(image.bytes());
  }

  /**
   * {@return the program in the callback of that name in C, as of now; null if it is not set}
   *
   * @param callback the member's name in C
   * @throws NoSuchElementException if the struct has no such member
   * @throws IllegalArgumentException if the member is no callback
   * @throws IllegalStateException after load or close
   */
  public @Nullable StructOpsProgram program(String callback) {
    return object().structOpsProgramAt(handle.program(offset(callback)));
  }

  /**
   * Points the callback of that name in C at another program, or at none.
   *
   * @param callback the member's name in C
   * @param program of the same object; null for none
   * @throws NoSuchElementException if the struct has no such member
   * @throws IllegalArgumentException if the member is no callback, or the program belongs to
   *     another object
   * @throws IllegalStateException after load or close
   */
  public void setProgram(String callback, @Nullable StructOpsProgram program) {
    handle.setProgram(offset(callback), program == null ? null : program.handle());
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
   * Hands this struct_ops variable to the kernel: {@code bpf_map__attach_struct_ops}.
   *
   * @return the link, owned by the object
   * @throws BpfException if the kernel refuses
   * @throws IllegalStateException before load, after close, or if load left the variable out, as it
   *     does without {@link MapOptions#setAutocreate} where its section begins with {@code ?}
   */
  public BpfLink attachStructOps() {
    String struct = Flavour.without(structLayout().name());
    return new BpfLink(handle.object(), new StructOpsAttach(handle, struct).attach(), handle);
  }

  @Override
  StructOpsHandle handle() {
    return handle;
  }
}
