package org.bpfskel.generated;

import java.util.List;
import org.bpfskel.StructOpsShadow;
import org.bpfskel.access.ValueDoor;
import org.bpfskel.btf.Printable;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.data.StructWriter;
import org.jspecify.annotations.Nullable;

/** A shadow; the generated class adds the fields. */
public abstract non-sealed class GeneratedShadow implements StructOpsShadow {
  private final StructLayout layout;
  private @Nullable VariableImage image;

  /** Called by generated code, with the layout of the C struct. */
  protected GeneratedShadow(GeneratedLayout layout) {
    this.layout = layout.structLayout();
  }

  /** Sets every field from the image. */
  protected abstract void read(StructOpsReader image);

  /** Hands every field to the image. */
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
