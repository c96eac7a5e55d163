package org.bpfskel;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import org.bpfskel.internal.os.Errno;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BpfExceptionTest {
  @ParameterizedTest
  @CsvSource({
    "1, EPERM, PERMISSION",
    "13, EACCES, PERMISSION",
    "95, EOPNOTSUPP, NOT_SUPPORTED",
    "524, ENOTSUPP, NOT_SUPPORTED",
    "2, ENOENT, NOT_FOUND",
    "19, ENODEV, NOT_FOUND",
    "17, EEXIST, EXISTS",
    "7, E2BIG, NO_ROOM",
    "12, ENOMEM, NO_ROOM",
    "16, EBUSY, BUSY",
    "22, EINVAL, INVALID",
    "5, EIO, OTHER"
  })
  void anErrorOfTheSystemHasItsNumberItsNameAndItsKind(
      int errno, String name, BpfException.Kind kind) {
    BpfException e = new BpfException("f", "x", errno, List.of("words"), List.of());
    assertThat(e.errno()).isEqualTo(errno);
    assertThat(e.errnoName()).isEqualTo(name);
    assertThat(e.kind()).isEqualTo(kind);
    assertThat(e).hasMessageThat().isEqualTo("f failed for x: " + name + ": words");
  }

  @Test
  void whatIsRefusedHereHasAKindAndNoErrorOfTheSystem() {
    BpfException e = new BpfException("f", "x", BpfException.Kind.INVALID, "words");
    assertThat(e.errno()).isEqualTo(0);
    assertThat(e.errnoName()).isEmpty();
    assertThat(e.kind()).isEqualTo(BpfException.Kind.INVALID);
    assertThat(e).hasMessageThat().isEqualTo("f failed for x: words");
  }

  @Test
  void aRefusalOfTheVerifierIsNoLackOfPermissionUnlessTheKernelSaysSo() {
    assertThat(refused(Errno.EACCES).kind()).isEqualTo(BpfException.Kind.INVALID);
    assertThat(refused(Errno.EPERM).kind()).isEqualTo(BpfException.Kind.PERMISSION);
  }

  private static VerifierException refused(int errno) {
    return new VerifierException(
        "bpf_object__load", "x", errno, List.of("words"), List.of(), "p", "a log", null);
  }
}
