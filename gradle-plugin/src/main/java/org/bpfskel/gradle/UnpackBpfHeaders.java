package org.bpfskel.gradle;

import java.io.IOException;
import org.bpfskel.compile.BpfHeaders;
import org.gradle.api.DefaultTask;
import org.gradle.api.file.DirectoryProperty;
import org.gradle.api.provider.Property;
import org.gradle.api.tasks.Input;
import org.gradle.api.tasks.OutputDirectory;
import org.gradle.api.tasks.TaskAction;
import org.gradle.work.DisableCachingByDefault;

/** Unpacks libbpf's headers for BPF programs from the plugin to where clang finds them. */
@DisableCachingByDefault(because = "copying them from the plugin is as fast")
public abstract class UnpackBpfHeaders extends DefaultTask {
  /** Of the plugin that has them. */
  @Input
  public abstract Property<String> getPluginVersion();

  /** Gets them, in {@code bpf}. */
  @OutputDirectory
  public abstract DirectoryProperty getDirectory();

  /** Unpacks. */
  @TaskAction
  public void unpack() throws IOException {
    BpfHeaders.unpack(getDirectory().get().getAsFile().toPath());
  }
}
