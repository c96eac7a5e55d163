package org.bpfskel.access;

import org.bpfskel.BpfMap;
import org.bpfskel.BpfObject;
import org.bpfskel.BpfProgram;
import org.bpfskel.internal.handle.MapHandle;
import org.bpfskel.internal.handle.ObjectHandle;
import org.bpfskel.internal.handle.ProgramHandle;

/** From faces to the handles behind them: a table. */
public final class Door {
  public static final Way<BpfObject, ObjectHandle> OBJECT = new Way<>();
  public static final Way<BpfMap, MapHandle> MAP = new Way<>();

  /** Back, of a map that belongs to no object; open once {@link BpfMap} is initialized. */
  public static final Way<MapHandle, BpfMap> MAP_WITHOUT_OBJECT = new Way<>();

  public static final Way<BpfProgram, ProgramHandle> PROGRAM = new Way<>();

  private Door() {}
}
