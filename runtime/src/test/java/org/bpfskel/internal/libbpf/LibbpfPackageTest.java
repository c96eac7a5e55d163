package org.bpfskel.internal.libbpf;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each system is told its own command to get libbpf. */
public final class LibbpfPackageTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ID=debian, VERSION_ID=\"13\" | On this system: apt install libbpf1.",
        "ID=debian, VERSION_ID=\"12\" | apt install -t bookworm-backports libbpf1",
        "ID=debian, VERSION_ID=\"11\" | Debian 13 has it in libbpf1",
        "ID=debian, VERSION_CODENAME=forky | Debian 13 has it in libbpf1",
        "ID=linuxmint, ID_LIKE=\"ubuntu debian\", VERSION_ID=22 | Ubuntu has it in libbpf1 since 24.10",
        "ID=ubuntu, ID_LIKE=debian, VERSION_ID=\"24.04\" | Ubuntu has it in libbpf1 since 24.10",
        "ID=ubuntu, ID_LIKE=debian, VERSION_ID=\"25.04\" | On this system: apt install libbpf1.",
        "ID=fedora, VERSION_ID=42 | On this system: dnf install libbpf.",
        "ID=\"rocky\", ID_LIKE=\"rhel centos fedora\" | On this system: dnf install libbpf.",
        "ID=arch | On this system: pacman -S libbpf.",
        "ID=alpine, VERSION_ID=3.20.1 | On this system: apk add libbpf.",
        "ID=\"opensuse-leap\", ID_LIKE=\"suse opensuse\" | On this system: zypper install libbpf1.",
        "ID=plan9 | Install the package of libbpf that this system has",
      })
  void systemIsToldItsOwnCommand(String lines, String command) {
    String advice = LibbpfPackage.advice(lines.replace(", ", "\n"));
    assertThat(advice).startsWith("bpfskel needs libbpf 1.4 or newer. ");
    assertThat(advice).contains(command);
    assertThat(advice).endsWith("-Dbpfskel.libbpf=FILE or BPFSKEL_LIBBPF=FILE");
  }

  @Test
  void systemThatDoesNotSayWhatItIsIsToldWhatPackagesAreCalled() {
    assertThat(LibbpfPackage.advice("")).contains("often called libbpf or libbpf1");
  }
}
