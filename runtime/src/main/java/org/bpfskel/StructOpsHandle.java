package org.bpfskel;

import org.bpfskel.internal.Libbpf;

/** A struct_ops variable: the map, its image before load, and whether the kernel has had it. */
final class StructOpsHandle extends MapHandle {
  /** {@code BPF_F_LINK}, which libbpf sets for the section {@code .struct_ops.link}. */
  private static final int F_LINK = 1 << 13;

  private final StructOpsImage image;
  private final boolean isLinkable;
  private volatile boolean attachedBefore;

  StructOpsHandle(ObjectHandle object, long address) {
    this(object, address, new StructOpsImage(object, address));
  }

  private StructOpsHandle(ObjectHandle object, long address, StructOpsImage image) {
    super(object, address, image);
    this.image = image;
    this.isLinkable = (Libbpf.bpf_map__map_flags(address) & F_LINK) != 0;
  }

  StructOpsImage image() {
    return image;
  }

  /** Whether it is in a section {@code .struct_ops.link}, so that a link can be updated with it. */
  boolean isLinkable() {
    return isLinkable;
  }

  void noteAttached() {
    attachedBefore = true;
  }

  /** Whether the kernel has taken this variable at some time. */
  boolean wasAttached() {
    return attachedBefore;
  }
}
