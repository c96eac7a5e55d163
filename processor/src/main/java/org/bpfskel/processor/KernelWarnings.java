package org.bpfskel.processor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bpfskel.btf.BtfException;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.kernel.Inventory;
import org.bpfskel.internal.kernel.Kernel;
import org.bpfskel.internal.kernel.KernelCheck;
import org.bpfskel.internal.kernel.Lack;
import org.bpfskel.internal.kernel.ObjectNeeds;
import org.bpfskel.internal.object.ObjectFacts;
import org.bpfskel.internal.object.RefusedObjectException;
import org.bpfskel.processor.model.ObjectWarning;
import org.bpfskel.processor.model.ObjectWarning.Level;

/** Holds objects against the kernels that they are to run on, and keeps what was found. */
final class KernelWarnings {
  /** Of one object: a kernel of another kind lacks nearly all. */
  private static final int MOST = 50;

  private final DeclaredKernels kernels;
  private final KernelReport report;
  private final KernelInventory inventory;

  KernelWarnings(DeclaredKernels kernels, KernelReport report, KernelInventory inventory) {
    this.kernels = kernels;
    this.report = report;
    this.inventory = inventory;
  }

  /**
   * What was found of an object.
   *
   * @param warnings what kernels lack that it needs
   * @param missing kernels that lack members of struct_ops types, by the struct's and the member's
   *     name in C
   */
  record KernelFindings(
      List<ObjectWarning> warnings, Map<String, Map<String, List<String>>> missing) {
    static final KernelFindings NOTHING = new KernelFindings(List.of(), Map.of());
  }

  /** What the kernels of an annotation lack that the object needs, or Java may set. */
  KernelFindings of(SkeletonRequest request, FoundObject object) throws SkeletonException {
    List<Kernel> declared = kernels.of(request.kernels());
    if (declared.isEmpty()) {
      return KernelFindings.NOTHING;
    }
    try {
      ObjectNeeds needs = ObjectNeeds.of(ObjectFacts.read(object.bytes()));
      return needs == null ? KernelFindings.NOTHING : check(request, needs, declared);
    } catch (BtfException | ElfException | RefusedObjectException e) {
      // Raw BTF, or what the reader of objects has refused with an error.
      return KernelFindings.NOTHING;
    }
  }

  private KernelFindings check(SkeletonRequest request, ObjectNeeds needs, List<Kernel> declared)
      throws BtfException, ElfException, SkeletonException {
    Map<String, List<Lack>> byKernel = new LinkedHashMap<>();
    List<ObjectWarning> warnings = new ArrayList<>();
    Map<String, Map<String, List<String>>> missing = new HashMap<>();
    for (Kernel kernel : declared) {
      KernelCheck check = KernelCheck.of(needs, kernel);
      List<Lack> lacks = check.lacks();
      byKernel.put(kernel.name(), lacks);
      check
          .missingMembers()
          .forEach(
              (struct, members) ->
                  members.forEach(
                      member ->
                          missing
                              .computeIfAbsent(struct, name -> new HashMap<>())
                              .computeIfAbsent(member, name -> new ArrayList<>())
                              .add(kernel.name())));
      for (Lack lack : lacks) {
        if (warnings.size() < MOST) {
          Level level = lack.refusal() == Lack.Refusal.ATTACH ? Level.WARNING : Level.ERROR;
          warnings.add(new ObjectWarning(level, text(kernel, lack)));
        }
      }
    }
    report.add(request.resource(), needs.programNames(), byKernel);
    try {
      inventory.write(request, byKernel, Inventory.of(needs));
    } catch (IOException e) {
      throw new SkeletonException(
          "value", "cannot write what the kernels were asked for: " + e.getMessage());
    }
    return new KernelFindings(warnings, missing);
  }

  private static String text(Kernel kernel, Lack lack) {
    return "kernel %s refuses %s%s%s: %s"
        .formatted(
            kernel.name(),
            lack.refusal() == Lack.Refusal.ATTACH ? "to attach " : "",
            lack.subject(),
            lack.place().isEmpty() ? "" : " (" + lack.place() + ")",
            lack.text());
  }
}
