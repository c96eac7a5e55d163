package org.bpfskel.internal.structops;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bpfskel.internal.handle.Handles;
import org.bpfskel.internal.handle.MapHandle;
import org.bpfskel.internal.handle.ObjectHandle;
import org.bpfskel.internal.handle.ProgramHandle;
import org.bpfskel.internal.libbpf.Libbpf;
import org.jspecify.annotations.Nullable;

/** A struct_ops variable: the map, its image before load, and whether the kernel has had it. */
public final class StructOpsHandle extends MapHandle {
  /** {@code BPF_F_LINK}, which libbpf sets for the section {@code .struct_ops.link}. */
  private static final int F_LINK = 1 << 13;

  private final StructOpsImage image;
  private final boolean isLinkable;

  /** Offsets of callbacks that were set since open; under the object's lock. */
  private final Set<Integer> assigned = new HashSet<>();

  private volatile boolean attachedBefore;
  private volatile @Nullable Runnable follower;

  public StructOpsHandle(ObjectHandle object, long address) {
    this(object, address, new StructOpsImage(object, address));
  }

  private StructOpsHandle(ObjectHandle object, long address, StructOpsImage image) {
    super(object, address, image);
    this.image = image;
    this.isLinkable = (Libbpf.bpf_map__map_flags(address) & F_LINK) != 0;
  }

  /** Those maps of an object that are struct_ops variables. */
  static List<StructOpsHandle> of(Handles handles) {
    List<StructOpsHandle> variables = new ArrayList<>();
    for (MapHandle map : handles.maps()) {
      if (map instanceof StructOpsHandle variable) {
        variables.add(variable);
      }
    }
    return variables;
  }

  public StructOpsImage image() {
    return image;
  }

  /** libbpf's address of the program in the callback at an offset; 0 if it is not set. */
  public long program(int offset) {
    return beforeLoad("program", () -> image.program(offset));
  }

  /** Points the callback at an offset to a program of the same object. */
  public void setProgram(int offset, @Nullable ProgramHandle program) {
    beforeLoad(
        "setProgram",
        () -> {
          image.setProgram(offset, program);
          assigned.add(offset);
          return program;
        });
  }

  /** Whether the callback at an offset was set since open; within the object's load. */
  boolean isAssigned(int offset) {
    return assigned.contains(offset);
  }

  /** Has a call run whenever {@link #replaced} is told. */
  public void follow(Runnable call) {
    follower = call;
  }

  /** Tells who follows that the user has replaced the whole image. */
  public void replaced() {
    Runnable told = follower;
    if (told != null) {
      told.run();
    }
  }

  /** Whether it is in a section {@code .struct_ops.link}, so that a link can be updated with it. */
  public boolean isLinkable() {
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
