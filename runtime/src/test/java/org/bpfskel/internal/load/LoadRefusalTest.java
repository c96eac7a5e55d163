package org.bpfskel.internal.load;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a failed load lacked, by libbpf's own lines. */
public class LoadRefusalTest {
  private static String of(String errno, String... lines) {
    return String.valueOf(LoadRefusal.of(errno, List.of(lines), List.of()));
  }

  @Test
  void whatTheKernelLacksIsNamed() {
    assertThat(of("EINVAL", "libbpf: extern (func ksym) 'f': not found in kernel or module BTFs"))
        .contains("has a function f for BPF programs");
    assertThat(of("ESRCH", "libbpf: extern (var ksym) 'v': not found in kernel BTF"))
        .contains("has no variable v");
    assertThat(of("ESRCH", "libbpf: extern 's' (strong): not resolved"))
        .contains("has no symbol s");
    assertThat(of("ESRCH", "libbpf: extern 'CONFIG_X' (strong): not resolved"))
        .contains("has no option CONFIG_X");
    assertThat(
            of(
                "ESRCH",
                "libbpf: something before",
                "libbpf: prog 'p': failed to find kernel BTF type ID of 'g': -3"))
        .contains("has no g, to which a program is to be attached");
    assertThat(of("ESRCH", "libbpf: what no version has said yet"))
        .contains("libbpf's lines name it");
  }

  @Test
  void whatTheKernelHasOtherwiseIsNotSaidToBeLacking() {
    assertThat(
            of(
                "EINVAL",
                "libbpf: extern (func ksym) 'f': func_proto [12] incompatible with vmlinux [99]"))
        .contains("declares the kernel's function f with another prototype");
    assertThat(
            of(
                "EINVAL",
                "libbpf: extern (var ksym) 'v': incompatible types, expected [2] int int, but kernel"
                    + " has [5] struct rq"))
        .contains("declares the kernel's variable v with another type");
  }

  @Test
  void otherErrorsKeepTheWordsOfTheSystem() {
    assertThat(of("EINVAL", "libbpf: failed to load object 'x'")).isEqualTo("null");
  }
}
