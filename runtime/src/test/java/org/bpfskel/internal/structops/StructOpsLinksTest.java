package org.bpfskel.internal.structops;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bpfskel.internal.os.KernelConfig;
import org.bpfskel.internal.os.KernelRelease;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why a kernel has no links of struct_ops: the advice is true of that kernel. */
class StructOpsLinksTest {
  @TempDir private Path folder;

  private KernelConfig config(String text) throws IOException {
    return KernelConfig.of(List.of(Files.writeString(folder.resolve("config"), text)));
  }

  @Test
  void anOldKernelIsToldFromOneWithoutACompiler() throws IOException {
    KernelConfig withJit = config("CONFIG_BPF_JIT=y\n");
    assertThat(KernelTypes.noStructOpsLinks(new KernelRelease("6.1.0"), withJit))
        .contains("needs Linux 6.4 or newer");
    KernelConfig without = config("CONFIG_BPF=y\n");
    assertThat(KernelTypes.noStructOpsLinks(new KernelRelease("6.12.9"), without))
        .contains("built without CONFIG_BPF_JIT");
    KernelConfig unknown = config("");
    String text = KernelTypes.noStructOpsLinks(new KernelRelease("6.12.9"), unknown);
    assertThat(text).contains("Linux 6.12.9");
    assertThat(text).doesNotContain("6.4 ");
  }
}
