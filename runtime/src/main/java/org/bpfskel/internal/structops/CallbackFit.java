package org.bpfskel.internal.structops;

import org.bpfskel.btf.BtfType;
import org.bpfskel.btf.StructLayout.Member;
import org.bpfskel.internal.handle.ProgramHandle;
import org.bpfskel.internal.handle.TypeReading;
import org.bpfskel.internal.program.CallbackSlots;
import org.bpfskel.internal.program.ContextReads;
import org.jspecify.annotations.Nullable;

/**
 * Whether a program reads more arguments than the callback has to which Java assigned it. The
 * running kernel's prototype decides; it is looked up only where the object's own is too short.
 */
final class CallbackFit {
  private CallbackFit() {}

  /** What does not fit, behind the callback's name; null if nothing is known to. */
  static @Nullable String misfit(StructOpsHandle variable, Member callback, ProgramHandle program) {
    StructOpsImage image = variable.image();
    BtfType.Member member = image.callback(callback.offset());
    if (member == null) {
      return null;
    }
    int inObject =
        TypeReading.of(
            variable.name(), () -> CallbackSlots.of(variable.object().btf(), member.type()));
    int read = inObject < 0 ? 0 : ContextReads.of(program.instructions()).certainSlots();
    if (read <= inObject) {
      return null;
    }
    KernelCallback kernel = KernelTypes.callback(image.layout().name(), member.name());
    return kernel == null || kernel.slots() < 0 || read <= kernel.slots()
        ? null
        : (" is %s, which reads %d arguments of 8 bytes, and the running kernel's callback has %d:"
                + " %s")
            .formatted(program, read, kernel.slots(), kernel.prototype());
  }
}
