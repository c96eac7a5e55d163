package org.bpfskel.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bpfskel.data.ObjectBuild;
import org.bpfskel.internal.object.UnstrippedObject;

/**
 * Where the compiler will find objects of this build. What lies in jars is not looked at: Maven's
 * compiler plugin sees by itself that a jar is another one.
 *
 * @param own folders of this project, the first that has an object being the one that counts
 * @param upstream class output of the modules that this one may depend on
 * @param removed resources that will be gone
 */
record ObjectPlaces(List<Path> own, List<Path> upstream, Set<String> removed) {

  /** Whether the compiler would find another object than this build of it, or none. */
  boolean hasChanged(String resource, ObjectBuild build) throws IOException {
    if (removed.contains(resource)) {
      return true;
    }
    for (Path folder : own) {
      if (Files.isRegularFile(folder.resolve(resource))) {
        return !build.equals(ObjectBuild.of(UnstrippedObject.read(folder, resource)));
      }
    }
    List<ObjectBuild> builds = new ArrayList<>();
    for (Path folder : upstream) {
      if (Files.isRegularFile(folder.resolve(resource))) {
        builds.add(ObjectBuild.of(UnstrippedObject.read(folder, resource)));
      }
    }
    return !builds.isEmpty() && !builds.contains(build);
  }
}
