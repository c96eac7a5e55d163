package org.bpfskel;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.internal.structops.KernelBtf;
import org.junit.jupiter.api.Test;

/** The kernel's BTF, mapped where the kernel lets it be. */
class MappedBtfTest {
  private static final Path VMLINUX = Path.of("/sys/kernel/btf/vmlinux");

  @Test
  void isTheSameAsWhenItIsRead() throws IOException, BtfException {
    assumeTrue(
        Files.isReadable(VMLINUX) || "1".equals(System.getenv("BPFSKEL_REQUIRE_KERNEL")),
        VMLINUX + " is not readable: the kernel has no BTF");
    Btf mapped = KernelBtf.read();
    Btf read = Btf.parse(Files.readAllBytes(VMLINUX));

    assertThat(mapped.typeCount()).isEqualTo(read.typeCount());
    for (int id = 0; id < read.typeCount(); id++) {
      assertThat(mapped.type(id)).isEqualTo(read.type(id));
    }
  }
}
