package org.bpfskel.generated;

import org.bpfskel.BpfObject;

/**
 * An open object on its way into a skeleton. Handed through by generated code.
 *
 * @param object what was opened; the skeleton owns it from now on
 * @param sameBuild whether it is, byte for byte, the object that the class was generated from
 */
public record OpenedObject(BpfObject object, boolean sameBuild) {}
