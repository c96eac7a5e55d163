package org.bpfskel.it;

import java.nio.file.Path;

/**
 * A module of this build, and what the phase {@code package} made of it.
 *
 * @param folder below the root
 */
public record BuiltModule(String folder, String artifact) {
  public static final String VERSION = "0.1.0-SNAPSHOT";

  /** The root of all modules. */
  public static final Path ROOT =
      ChildJvm.tests().resolveSibling(Path.of("..", "..")).toAbsolutePath().normalize();

  /** The processor as users have it, in one jar with the command line. */
  public static final BuiltModule PROCESSOR = new BuiltModule("tool", "bpfskel-processor");

  public Path pom() {
    return ROOT.resolve(folder).resolve("pom.xml");
  }

  public Path jar() {
    return ROOT.resolve(Path.of(folder, "target", "%s-%s.jar".formatted(artifact, VERSION)));
  }
}
