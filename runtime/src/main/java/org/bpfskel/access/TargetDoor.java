package org.bpfskel.access;

import org.bpfskel.attach.AttachTarget;
import org.bpfskel.internal.attach.AttachCall;

/** From a target to the call that attaches there. No target needs to know the faces for that. */
public final class TargetDoor {
  public static final Way<AttachTarget, AttachCall> CALL = new Way<>();

  private TargetDoor() {}
}
