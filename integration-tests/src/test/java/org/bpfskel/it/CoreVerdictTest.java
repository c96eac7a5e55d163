package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bpfskel.BpfException;
import org.bpfskel.BpfObject;
import org.bpfskel.OpenOptions;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfBuilder;
import org.bpfskel.internal.kernel.Kernel;
import org.bpfskel.internal.kernel.KernelCheck;
import org.bpfskel.internal.kernel.KernelCut;
import org.bpfskel.internal.kernel.Lack;
import org.bpfskel.internal.kernel.ObjectNeeds;
import org.bpfskel.internal.object.ObjectFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What libbpf makes of relocations, held against the check of an object against a kernel: types of
 * one name in each pair, given to libbpf in place of the running kernel's. What is refused then is
 * a lack, and what is a lack is refused; of the types cut to what the object asks for, too.
 */
@NeedsKernel
final class CoreVerdictTest {
  /** With a flavour behind their names, or none. */
  private static final List<String> TYPES =
      List.of(
          "struct work%1$s { int head; int size; int same; } work; enum mode%1$s { OFF, ON%1$s } mode;",
          "struct work%1$s { int head; int size; unsigned same; int more; } work; enum mode%1$s { ON = 5 } mode;",
          "struct work%1$s { int size : 5; int rest : 3; int head, same; } work; enum mode%1$s { OFF } mode;",
          "struct work%1$s { int list[2]; struct { int size; unsigned char same; }; } work;",
          "struct work%1$s { unsigned char same; short size; int list[]; } *work;",
          "struct work%1$s { long size; int head; unsigned same; } work; enum mode%1$s { OFF, ON, NEW } mode;");

  /** Expressions of C, of a pointer to the program's context. */
  private static final List<String> ASKED =
      List.of(
          "w->size",
          "w->same",
          "u->same",
          "w->size + w->head",
          "w->head + w->size",
          "w->list[1]",
          "w->list[3]",
          "info(w->size, 2) ? w->size : 0",
          "info(w->size, 0) + info(w->same, 1)",
          "info(w->same, 3)",
          "info(w->size, 4) + info(w->size, 5)",
          "__builtin_preserve_type_info(*w, 0)",
          "__builtin_preserve_type_info(*w, 1)",
          "__builtin_btf_type_id(*w, 1)",
          "__builtin_preserve_enum_value(*(enum mode *)ON, 0)",
          "__builtin_preserve_enum_value(*(enum mode *)ON, 1)");

  private static final String OBJECT =
      """
      #define CORE __attribute__((preserve_access_index))
      #define info(field, kind) __builtin_preserve_field_info(field, kind)
      struct work { int head, size, same; int list[4]; } CORE;
      struct work___unsigned { unsigned same; } CORE;
      enum mode { ON };
      """;

  @TempDir private Path folder;

  private int refused;
  private int taken;

  @Test
  void isWhatTheCheckSays() throws Exception {
    List<byte[]> kernels = new ArrayList<>();
    for (String one : TYPES) {
      for (String other : TYPES.subList(TYPES.indexOf(one), TYPES.size())) {
        String flavour = kernels.size() % 2 == 0 ? "" : "___v2";
        kernels.add(kernel(one.formatted(""), other.formatted(flavour)));
      }
    }
    for (String expression : ASKED) {
      byte[] object =
          CheckedSource.compile(
              OBJECT
                  + CheckedSource.program(
                      "struct work *w = ctx; struct work___unsigned *u = ctx; return "
                          + expression
                          + ";"));
      for (int i = 0; i < kernels.size(); i++) {
        String shown = expression + " of kernel " + i;
        compare(shown, object, kernels.get(i));
      }
    }
    assertThat(refused).isGreaterThan(ASKED.size() * kernels.size() / 5);
    assertThat(taken).isGreaterThan(ASKED.size() * kernels.size() / 5);
  }

  private void compare(String shown, byte[] object, byte[] types) throws Exception {
    Files.write(folder.resolve("made.btf"), types);
    Btf kernel = Btf.parse(types);
    ObjectNeeds needs = Objects.requireNonNull(ObjectNeeds.of(ObjectFacts.read(object)));
    Kernel made = new Kernel("made", List.of(kernel));
    List<Lack> lacks = KernelCheck.of(needs, made).lacks();
    byte[] cut = KernelCut.of(made, List.of(needs)).get(0);
    assertWithMessage("%s, cut", shown)
        .that(KernelCheck.of(needs, new Kernel("cut", List.of(Btf.parse(cut)))).lacks())
        .isEqualTo(lacks);
    String refusal = refusal(object);
    assertWithMessage("%s: %s, libbpf: %s", shown, lacks, refusal)
        .that(lacks.isEmpty())
        .isEqualTo(refusal.isEmpty());
    if (refusal.isEmpty()) {
      taken++;
    } else {
      refused++;
    }
  }

  private String refusal(byte[] object) {
    OpenOptions options = OpenOptions.builder().btfCustomPath(folder.resolve("made.btf")).build();
    try (BpfObject opened = BpfObject.open(object, "asking", options)) {
      opened.load();
      return "";
    } catch (BpfException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Types of two files, which nobody has made one of. */
  private static byte[] kernel(String... sources) throws Exception {
    BtfBuilder types = new BtfBuilder(ByteOrder.nativeOrder());
    for (String source : sources) {
      Btf btf = ObjectFacts.read(CheckedSource.compile(source)).btf();
      int before = types.nextId() - 1;
      for (int id = 1; id < Objects.requireNonNull(btf).typeCount(); id++) {
        types.add(btf.type(id), each -> each == 0 ? 0 : each + before);
      }
    }
    return types.toBytes();
  }
}
