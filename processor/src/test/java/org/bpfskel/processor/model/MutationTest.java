package org.bpfskel.processor.model;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.bpfskel.internal.elf.ElfFile;
import org.bpfskel.internal.elf.Section;
import org.bpfskel.processor.BpfObjects;
import org.bpfskel.processor.BtfSection;
import org.bpfskel.processor.Clang;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A damaged object gives a model or an ObjectException: nothing else, and soon. */
class MutationTest {
  private static final int ROUNDS = 5_000;

  /** A hundred times what the intact object takes on a slow machine. */
  private static final Duration MAX_TIME = Duration.ofSeconds(2);

  private static final byte[] EXTREMES = {0, 1, 0x7f, (byte) 0x80, (byte) 0xff};

  @Test
  void ofTheExample() throws Exception {
    assertSurvivesMutation(BpfObjects.testmod());
  }

  @Test
  void ofAnObjectWithEverything() throws Exception {
    assertSurvivesMutation(
        Clang.bpf(
            C.SEC
                + C.map("cache")
                + """
                enum mode { SLOW, FAST };
                struct inner { int x; };
                struct ops {
                  int (*run)(void *ctx);
                  enum mode mode;
                  struct { union { int a; long b; }; struct inner embedded; };
                  char name[16];
                  int numbers[4];
                  unsigned bits : 3;
                };
                extern int CONFIG_HZ __kconfig;
                int zeroed, set SEC(".data.custom") = 1;
                const volatile int fixed = 2;
                SEC("struct_ops/run") int run(void *ctx) {
                  return zeroed + set + fixed + CONFIG_HZ;
                }
                SEC(".struct_ops.link") struct ops impl = { .run = run, .name = "impl" };
                """,
            "-target",
            "bpfeb"));
  }

  @Test
  void ofRawBtf() throws Exception {
    assertSurvivesMutation(BtfSection.of(BpfObjects.testmod()));
  }

  @Test
  void ofTheRelocationsThatFillCallbacks() throws Exception {
    byte[] object = BpfObjects.testmod();
    Section table = Objects.requireNonNull(ElfFile.parse(object).section(".rel.struct_ops.link"));
    int start = (int) table.offset();

    assertSurvivesMutation(object, start, start + (int) table.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-gdwarf-4", "-gdwarf-5", "-gdwarf64"})
  void ofDebugInformation(String version) throws Exception {
    byte[] object =
        Clang.bpf(
            """
            enum mode { SLOW, FAST };
            typedef struct { int x; } point_t;
            struct event {
              struct event *next; char name[16]; enum mode mode; point_t at[2][2]; int bits : 3;
              int (*run)(struct event *, ...);
            };
            __attribute__((section("xdp"), used)) int program(void *ctx) {
              return (*(struct event **)ctx)->bits;
            }
            """,
            version);
    ElfFile elf = ElfFile.parse(object);
    for (String name : List.of(".debug_info", ".debug_abbrev", ".rel.debug_info")) {
      Section section = Objects.requireNonNull(elf.section(name));
      int start = (int) section.offset();
      assertSurvivesMutation(object, start, start + (int) section.size(), List.of("event"));
    }
  }

  private static void assertSurvivesMutation(byte[] object) {
    assertSurvivesMutation(object, 0, object.length);
  }

  private static void assertSurvivesMutation(byte[] object, int start, int end) {
    assertSurvivesMutation(object, start, end, List.of());
  }

  /** Changes bytes from start to end; the file may also be cut off there. */
  private static void assertSurvivesMutation(
      byte[] object, int start, int end, List<String> types) {
    assertTimeoutPreemptively(
        Duration.ofMinutes(2),
        () -> {
          Random random = new Random(20240229);
          int models = 0;
          for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = mutated(object, start, end, random);
            long before = System.nanoTime();
            models += givesModel(bytes, types) ? 1 : 0;
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(MAX_TIME);
          }
          // Both outcomes are common, so that the test reaches the depths of the reader.
          assertThat(models).isGreaterThan(ROUNDS / 20);
          assertThat(models).isLessThan(ROUNDS - ROUNDS / 20);
        });
  }

  private static boolean givesModel(byte[] bytes, List<String> types) {
    try {
      ObjectReader.read(bytes, "mutated.bpf.o", "Skel", types);
      return true;
    } catch (UnknownTypeException e) {
      return false;
    } catch (ObjectException e) {
      assertThat(e).hasMessageThat().startsWith("mutated.bpf.o: ");
      return false;
    }
  }

  private static byte[] mutated(byte[] object, int start, int end, Random random) {
    int cut = random.nextInt(50) == 0 ? random.nextInt(start, end) : object.length;
    byte[] bytes = Arrays.copyOf(object, cut);
    int limit = Math.min(cut, end);
    for (int n = 1 + random.nextInt(4); n > 0 && limit > start; n--) {
      bytes[random.nextInt(start, limit)] =
          random.nextBoolean()
              ? EXTREMES[random.nextInt(EXTREMES.length)]
              : (byte) random.nextInt(256);
    }
    return bytes;
  }
}
