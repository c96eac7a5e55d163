package org.bpfskel.gradle;

import java.io.IOException;
import org.bpfskel.compile.Doctor;
import org.bpfskel.compile.Finding;
import org.bpfskel.compile.RuntimeLoader;
import org.gradle.api.DefaultTask;
import org.gradle.api.provider.Property;
import org.gradle.api.tasks.Internal;
import org.gradle.api.tasks.TaskAction;
import org.gradle.work.DisableCachingByDefault;

/**
 * Says what this machine has of what BPF programs need, and what helps where something is missing.
 * Changes nothing.
 */
@DisableCachingByDefault(because = "it looks at the machine")
public abstract class ExamineMachine extends DefaultTask {
  /** The clang to try; empty for the newest on PATH. */
  @Internal
  public abstract Property<String> getClang();

  /** The variable PATH. */
  @Internal
  public abstract Property<String> getPathVariable();

  /** Examines. */
  @TaskAction
  public void examine() throws IOException {
    Doctor doctor = new Doctor(getClang().get(), getPathVariable().get(), new RuntimeLoader());
    for (Finding finding : doctor.examine()) {
      String line = "%s: %s".formatted(finding.thing(), finding.text());
      if (finding.good()) {
        getLogger().lifecycle(line);
      } else {
        getLogger().warn(line);
      }
    }
  }
}
