package org.bpfskel.generated;

import java.util.List;
import org.bpfskel.StructOpsShadow;
import org.bpfskel.access.ValueDoor;
import org.bpfskel.btf.Printable;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.data.StructWriter;
import org.jspecify.annotations.Nullable;

/**
 * A shadow of a struct_ops variable; the generated class adds a field for each member of the struct
 * in C. Its fields are plain ones: they are not safe for use by several threads.
 */
public abstract non-sealed class GeneratedShadow implements StructOpsShadow {
  private final StructLayout layout;
  private @Nullable VariableImage image;

  /**
   * Called by generated code. The shadow belongs to no skeleton yet.
   *
   * @param layout of the struct in C, as the object has it that the class was generated from; it is
   *     complete from now on
   */
  protected GeneratedShadow(GeneratedLayout layout) {
    this.layout = layout.structLayout();
  }

  /**
   * Sets every field from the image that libbpf has of the variable. Called at open, and whenever a
   * user replaces the whole image.
   *
   * @param image the variable's bytes and programs, of which members are named by their index in
   *     the layout
   */
  protected abstract void read(StructOpsReader image);

  /**
   * Hands every field to the image, which takes those that differ from what it has. Called at load,
   * and where fields are compared or printed; it changes no field.
   *
   * @param image what takes the values, of which members are named by their index in the layout
   */
  protected abstract void write(StructWriter image);

  @Override
  public final StructLayout structLayout() {
    return layout;
  }

  final void bind(VariableImage variable) {
    image = variable;
    variable.fill(this);
  }

  @Override
  public final boolean existsInKernel(String member) {
    StructLayout kernel = image().map().kernelLayout();
    return kernel != null
        && kernel.members().stream().anyMatch(inKernel -> inKernel.name().equals(member));
  }

  @Override
  public final List<String> dropMissing() {
    return image().dropMissing();
  }

  @Override
  public final String toString() {
    StructWriter fields = ValueDoor.values().fields(layout);
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
