package org.bpfskel.access;

import java.util.Objects;
import java.util.function.Function;
import org.bpfskel.BpfMap;
import org.bpfskel.BpfObject;
import org.bpfskel.BpfProgram;
import org.bpfskel.attach.AttachTarget;
import org.bpfskel.internal.attach.AttachCall;
import org.bpfskel.internal.handle.MapHandle;
import org.bpfskel.internal.handle.ObjectHandle;
import org.bpfskel.internal.handle.ProgramHandle;
import org.jspecify.annotations.Nullable;

/**
 * The way from a face, which users have, to what is behind it, which they do not see. The face's
 * class opens it when it is initialized, so before there is any face.
 *
 * @param <F> the face
 * @param <H> what is behind it
 */
public final class Door<F, H> {
  public static final Door<BpfObject, ObjectHandle> OBJECT = new Door<>();
  public static final Door<BpfMap, MapHandle> MAP = new Door<>();
  public static final Door<BpfProgram, ProgramHandle> PROGRAM = new Door<>();
  public static final Door<AttachTarget, AttachCall> TARGET = new Door<>();

  private volatile @Nullable Function<F, H> way;

  private Door() {}

  /** Shows the way; for the face's class. */
  public void open(Function<F, H> way) {
    this.way = way;
  }

  /** What is behind a face. */
  public H behind(F face) {
    return Objects.requireNonNull(way).apply(face);
  }
}
