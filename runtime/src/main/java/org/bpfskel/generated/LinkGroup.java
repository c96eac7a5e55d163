package org.bpfskel.generated;

import org.bpfskel.BpfLink;
import org.bpfskel.BpfProgram;
import org.bpfskel.StructOpsMap;
import org.jspecify.annotations.Nullable;

/**
 * The links of one skeleton, each in a field that the generated class adds. A field is null while
 * its program or struct_ops variable is not attached. The skeleton calls one method at a time.
 */
public abstract class LinkGroup {
  /** Called by generated code. */
  protected LinkGroup() {}

  /**
   * Attaches what has no link yet, and sets each field, in libbpf's order: programs, then
   * struct_ops variables. If one fails, the fields before it keep their links.
   *
   * @throws org.bpfskel.BpfException if the kernel refuses one
   */
  protected abstract void attach();

  /**
   * Closes each field's link, and sets the field to null.
   *
   * @throws org.bpfskel.BpfException if the kernel refuses to detach one
   */
  protected abstract void detach();

  /**
   * Attaches a program by its section, {@code bpf_program__attach}, unless it has a link.
   *
   * @param program a loaded one, or one that load left out
   * @param link what its field has; null if it is not attached
   * @return the link to keep: the one that it has, else a new one, which the object owns; null if
   *     libbpf cannot attach the program by its section
   * @throws org.bpfskel.BpfException if the kernel refuses
   */
  protected static @Nullable BpfLink attach(BpfProgram program, @Nullable BpfLink link) {
    return link == null ? program.attachBySection() : link;
  }

  /**
   * Registers a struct_ops variable, {@code bpf_map__attach_struct_ops}, unless it has a link.
   *
   * @param map the variable as a map
   * @param link what its field has; null if it is not attached
   * @return the link to keep: the one that it has, else a new one, which the object owns; null if
   *     load left the variable out, or it does not attach by itself
   * @throws org.bpfskel.BpfException if the kernel refuses
   */
  protected static @Nullable BpfLink attach(StructOpsMap map, @Nullable BpfLink link) {
    return link == null && map.options().autocreate() && map.autoattach()
        ? map.attachStructOps()
        : link;
  }

  /**
   * Closes a link, if there is one: {@code bpf_link__destroy}.
   *
   * @param link what a field has; null if it is not attached
   * @return null, for the field
   * @throws org.bpfskel.BpfException if the kernel refuses to detach
   */
  protected static @Nullable BpfLink detach(@Nullable BpfLink link) {
    if (link != null) {
      link.close();
    }
    return null;
  }
}
