package org.bpfskel.maven;

import java.io.IOException;
import java.util.Objects;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.bpfskel.compile.Doctor;
import org.bpfskel.compile.Finding;
import org.bpfskel.compile.RuntimeLoader;

/**
 * Says what this machine has of what BPF programs need, and what helps where something is missing:
 * JDK, clang, JNA, libbpf, capabilities, the kernel's headers and types. Changes nothing.
 */
@Mojo(name = "doctor", requiresProject = false, threadSafe = true)
public final class DoctorMojo extends AbstractMojo {
  /** The clang to try, a path or a name on PATH. By default the newest on PATH. */
  @Parameter(property = "bpfskel.clang", defaultValue = "")
  private String clang;

  /** For Maven. */
  public DoctorMojo() {}

  @Override
  public void execute() throws MojoExecutionException {
    try {
      String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
      String compiler = Objects.requireNonNullElse(clang, "");
      for (Finding finding : new Doctor(compiler, path, new RuntimeLoader()).examine()) {
        if (finding.good()) {
          getLog().info("%s: %s".formatted(finding.thing(), finding.text()));
        } else {
          getLog().warn("%s: %s".formatted(finding.thing(), finding.text()));
        }
      }
    } catch (IOException e) {
      throw new MojoExecutionException("cannot look: " + e.getMessage(), e);
    }
  }
}
