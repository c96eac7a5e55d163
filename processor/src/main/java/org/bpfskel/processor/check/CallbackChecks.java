package org.bpfskel.processor.check;

import java.util.List;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfType;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.object.ObjectFacts;
import org.bpfskel.internal.object.RefusedObjectException;
import org.bpfskel.internal.object.TopLevelMembers;
import org.bpfskel.internal.program.BpfFunction;
import org.jspecify.annotations.Nullable;

/** As {@link SlotChecks}, for what Java assigns: one question a program and callback. */
public final class CallbackChecks {
  private static final List<BtfType.Member> NONE = List.of();

  private final @Nullable CheckedObject object;
  private final @Nullable SlotFit fit;

  private CallbackChecks(@Nullable CheckedObject object) {
    this.object = object;
    this.fit = object == null ? null : new SlotFit(object);
  }

  /** Of an object; one that cannot be read gets no answers, for it has its error already. */
  public static CallbackChecks of(byte[] bytes) {
    try {
      if (Btf.isBtf(bytes)) {
        return new CallbackChecks(null);
      }
      ObjectFacts facts = ObjectFacts.read(bytes);
      Btf btf = facts.btf();
      return new CallbackChecks(btf == null ? null : new CheckedObject(facts, btf));
    } catch (BtfException | ElfException | RefusedObjectException e) {
      return new CallbackChecks(null);
    }
  }

  /**
   * What is wrong with assigning a program to a callback; empty if nothing is known to be, or the
   * type is that of another kernel (a flavour).
   *
   * @param struct the type's name in C
   * @param callback the member's name in C
   * @param program its name in C
   */
  public String misfit(String struct, String callback, String program) {
    BpfFunction function = object == null ? null : object.code().program(program);
    if (object == null || fit == null || function == null) {
      return "";
    }
    try {
      for (TopLevelMembers type : object.facts().structOpsTypes().values()) {
        boolean isAsked = type.name().equals(struct) && type.name().equals(type.kernelName());
        for (BtfType.Member member : isAsked ? type.pointers() : NONE) {
          String misfit = member.name().equals(callback) ? fit.misfit(type, member, function) : "";
          if (!misfit.isEmpty()) {
            return "'%s' is set to program '%s', %s"
                .formatted(NameList.cut(callback), NameList.cut(program), misfit);
          }
        }
      }
    } catch (BtfException | ElfException e) {
      return "";
    }
    return "";
  }
}
