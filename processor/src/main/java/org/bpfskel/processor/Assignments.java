package org.bpfskel.processor;

import java.util.HashMap;
import java.util.Map;
import javax.annotation.processing.ProcessingEnvironment;

/**
 * Has assignments to shadows looked at, once javac knows what each name in the source means. Only
 * javac tells; with other compilers, load alone refuses.
 */
final class Assignments {
  private final ProcessingEnvironment environment;

  /** By the qualified name of the skeleton. */
  private final Map<String, AssignableMembers> skeletons = new HashMap<>();

  private boolean isListening;

  Assignments(ProcessingEnvironment environment) {
    this.environment = environment;
  }

  /** Looks at assignments to the shadows of a skeleton from now on. */
  void watch(AssignableMembers members) {
    if (members.isEmpty()) {
      return;
    }
    skeletons.put(members.skeleton(), members);
    if (!isListening) {
      isListening = true;
      try {
        AssignmentListener.begin(environment, skeletons);
      } catch (IllegalArgumentException | LinkageError e) {
        // A compiler other than javac, or a build tool that hides javac from processors.
      }
    }
  }
}
