package org.bpfskel.generated;

import org.bpfskel.BpfLink;
import org.bpfskel.BpfProgram;
import org.bpfskel.StructOpsMap;
import org.jspecify.annotations.Nullable;

/** The links of one skeleton, each in a field that the generated class adds. */
public abstract class LinkGroup {
  /** Called by generated code. */
  protected LinkGroup() {}

  /** Sets each field, in libbpf's order. */
  protected abstract void attach();

  /** Closes each field's link, and sets the field to null. */
  protected abstract void detach();

  /**
   * {@return the link to keep for a program: the one it has, else a new one if libbpf can attach
   * it}
   */
  protected static @Nullable BpfLink attach(BpfProgram program, @Nullable BpfLink link) {
    return link == null ? program.attachBySection() : link;
  }

  /** {@return the link to keep for a struct_ops variable: the one it has, else a new one} */
  protected static @Nullable BpfLink attach(StructOpsMap map, @Nullable BpfLink link) {
    return link == null && map.options().autocreate() && map.autoattach()
        ? map.attachStructOps()
        : link;
  }

  /** Closes a link, if there is one. */
  protected static @Nullable BpfLink detach(@Nullable BpfLink link) {
    if (link != null) {
      link.close();
    }
    return null;
  }
}
