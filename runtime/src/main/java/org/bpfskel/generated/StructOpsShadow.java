package org.bpfskel.generated;

import java.util.List;
import org.bpfskel.btf.Printable;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.struct.FieldValues;
import org.bpfskel.struct.StructWriter;
import org.jspecify.annotations.Nullable;

/**
 * A struct_ops variable as plain Java fields: read from libbpf's image of it when the skeleton is
 * opened, written back just before it is loaded, dead memory afterwards.
 */
public abstract class StructOpsShadow {
  private final StructLayout layout;
  private @Nullable VariableImage image;

  /** Called by generated code, with the layout of the C struct. */
  protected StructOpsShadow(StructLayout layout) {
    this.layout = layout;
  }

  /** Sets every field from the image. */
  protected abstract void read(StructOpsReader image);

  /** Hands every field to the image. */
  protected abstract void write(StructWriter image);

  final StructLayout structLayout() {
    return layout;
  }

  final void bind(VariableImage variable) {
    image = variable;
    variable.fill(this);
  }

  /**
   * Whether the running kernel's struct has a member, by its name in C: the struct of the same name
   * in vmlinux or in a loaded module.
   *
   * @return false also if the kernel has no such struct, or no BTF that can be read
   * @throws IllegalStateException after close
   */
  public final boolean existsInKernel(String member) {
    StructLayout kernel = image().map().kernelLayout();
    return kernel != null
        && kernel.members().stream().anyMatch(inKernel -> inKernel.name().equals(member));
  }

  /**
   * Leaves out, at load, what the running kernel's struct lacks: these members become zero, and
   * their fields are not looked at. So one program serves kernels of many versions. Without it load
   * fails if one of them is set. Bytes that one of them shares with a member that the kernel has,
   * in a union, stay: a warning is logged if they are not zero.
   *
   * @return the C names of all members that the kernel lacks; none if it lacks the whole struct
   * @throws IllegalStateException after close
   */
  public final List<String> dropMissing() {
    return image().dropMissing();
  }

  /**
   * The struct's name in C and every field as it is now, also after close: {@code
   * tcp_congestion_ops{init=program init (SEC("struct_ops")), flags=1, name=bpf_cubic}}.
   */
  @Override
  public final String toString() {
    FieldValues fields = new FieldValues(layout);
    write(fields);
    return Printable.of(layout.name() + fields);
  }

  private VariableImage image() {
    if (image == null) {
      throw new IllegalStateException("a shadow that belongs to no open skeleton");
    }
    return image;
  }
}
