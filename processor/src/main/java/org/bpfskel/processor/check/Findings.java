package org.bpfskel.processor.check;

import java.util.ArrayList;
import java.util.List;
import org.bpfskel.processor.model.ObjectWarning;
import org.bpfskel.processor.model.ObjectWarning.Level;

/** What the checks have found. Bounded: a damaged object may have any number of mistakes. */
final class Findings {
  private static final int MOST = 50;

  private final List<ObjectWarning> errors = new ArrayList<>();
  private final List<ObjectWarning> notes = new ArrayList<>();

  /** Something that libbpf or the kernel refuse. */
  void error(String text) {
    add(errors, new ObjectWarning(Level.ERROR, text));
  }

  /** Something that may be meant, or that is mended before load. */
  void note(String text) {
    add(notes, new ObjectWarning(Level.NOTE, text));
  }

  private static void add(List<ObjectWarning> found, ObjectWarning finding) {
    if (found.size() < MOST) {
      found.add(finding);
    }
  }

  /** Whether another error would be left out. */
  boolean hasAllErrors() {
    return errors.size() >= MOST;
  }

  /** Errors, then notes, each in the order of the checks. */
  List<ObjectWarning> all() {
    List<ObjectWarning> all = new ArrayList<>(errors);
    all.addAll(notes);
    return all;
  }
}
