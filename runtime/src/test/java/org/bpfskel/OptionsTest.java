package org.bpfskel;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import java.lang.ref.Reference;
import java.nio.file.Path;
import org.bpfskel.internal.libbpf.OpenOpts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What options take, and how they reach C. */
class OptionsTest {

  @Test
  void everyOptionReachesItsMember() {
    OpenOpts opts =
        OpenOptions.builder()
            .objectName("mine")
            .relaxedMaps(true)
            .pinRootPath(Path.of("/pins"))
            .kconfig("CONFIG_HZ=250")
            .btfCustomPath(Path.of("/types.btf"))
            .kernelLogLevel(5)
            .kernelLogSize(4096)
            .bpfTokenPath(Path.of("/token"))
            .build()
            .parameters()
            .toNative("mine");
    InC c = new InC(opts);
    assertThat(c.object_name).isEqualTo("mine");
    assertThat(c.relaxed_maps).isEqualTo(1);
    assertThat(c.pin_root_path).isEqualTo("/pins");
    assertThat(c.kconfig).isEqualTo("CONFIG_HZ=250");
    assertThat(c.btf_custom_path).isEqualTo("/types.btf");
    assertThat(c.kernel_log_level).isEqualTo(5);
    assertThat(c.bpf_token_path).isEqualTo("/token");
  }

  @Test
  void whatIsNotChosenIsZero() {
    OpenOpts opts = OpenOptions.DEFAULT.parameters().toNative("name");
    InC c = new InC(opts);
    assertThat(c.object_name).isEqualTo("name");
    assertThat(c.pin_root_path).isNull();
    assertThat(c.kconfig).isNull();
    assertThat(c.btf_custom_path).isNull();
    assertThat(c.bpf_token_path).isNull();
    assertThat(c.kernel_log_level).isEqualTo(0);
  }

  /** {@code struct bpf_object_open_opts}, laid out by JNA as a C compiler does. */
  @Structure.FieldOrder({
    "sz",
    "object_name",
    "relaxed_maps",
    "pin_root_path",
    "nameless",
    "kconfig",
    "btf_custom_path",
    "kernel_log_buf",
    "kernel_log_size",
    "kernel_log_level",
    "bpf_token_path"
  })
  public static final class InC extends Structure {
    public long sz;
    public @Nullable String object_name;
    public byte relaxed_maps;
    public @Nullable String pin_root_path;
    public int nameless;
    public @Nullable String kconfig;
    public @Nullable String btf_custom_path;
    public long kernel_log_buf;
    public long kernel_log_size;
    public int kernel_log_level;
    public @Nullable String bpf_token_path;

    InC(OpenOpts opts) {
      super(new Pointer(opts.address()));
      try {
        read();
      } finally {
        Reference.reachabilityFence(opts);
      }
      assertThat(sz).isEqualTo(size());
    }
  }

  @Test
  void builderThatGoesOnChangesNothingThatItBuilt() {
    OpenOptions.Builder builder = OpenOptions.builder().objectName("first");
    OpenOptions first = builder.build();
    builder.objectName("second");
    assertThat(first.parameters().objectNameOr("file")).isEqualTo("first");
  }

  @Test
  void impossibleValuesAreNamed() {
    OpenOptions.Builder open = OpenOptions.builder();
    assertRefused("objectName is empty", () -> open.objectName(""));
    assertRefused(
        "objectName: \"a\\u0000b\" has a NUL at index 1, where C would end it",
        () -> open.objectName("a\0b"));
    assertRefused(
        "kconfig: \"\\u0000\" has a NUL at index 0, where C would end it",
        () -> open.kconfig("\0"));
    assertRefused("kconfig: \"\\ud834\" has half of a surrogate", () -> open.kconfig("\ud834"));
    assertRefused("a log level is no negative number, but -1", () -> open.kernelLogLevel(-1));
    assertRefused("0 or 128 to 1073741823 bytes, not 127", () -> open.kernelLogSize(127));
    TestRun.Builder run = TestRun.builder();
    assertRefused("dataSizeOut is negative: -1", () -> run.dataSizeOut(-1));
    assertRefused("ctxSizeOut is negative: -2", () -> run.ctxSizeOut(-2));
    assertRefused("repeat is negative: -3", () -> run.repeat(-3));
    assertRefused("cpu is negative: -4", () -> run.cpu(-4));
    assertRefused("batchSize is negative: -5", () -> run.batchSize(-5));
  }

  @Test
  void typesWithoutANameShowTheirNumber() {
    assertThat(ProgramType.XDP.toString()).isEqualTo("BPF_PROG_TYPE_XDP");
    assertThat(ProgramType.of(6)).isEqualTo(ProgramType.XDP);
    assertThat(ProgramType.of(4711).toString()).isEqualTo("BPF_PROG_TYPE_4711");
    assertThat(AttachType.of(4711).toString()).isEqualTo("BPF_4711");
  }

  private static void assertRefused(String message, Executable call) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, call);
    assertThat(e).hasMessageThat().contains(message);
  }
}
