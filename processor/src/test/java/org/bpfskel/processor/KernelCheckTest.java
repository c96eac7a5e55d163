package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfBuilder;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;
import org.bpfskel.internal.kernel.Kernel;
import org.bpfskel.internal.kernel.KernelCheck;
import org.bpfskel.internal.kernel.KernelCut;
import org.bpfskel.internal.kernel.Lack;
import org.bpfskel.internal.kernel.ObjectNeeds;
import org.bpfskel.internal.object.ObjectFacts;
import org.junit.jupiter.api.Test;

/** What an object needs and a kernel lacks: both compiled on the spot, the kernel as its types. */
class KernelCheckTest {
  private static final String PRELUDE =
      """
      #define SEC(name) __attribute__((section(name), used))
      #define CORE __attribute__((preserve_access_index))
      #define exists(field) __builtin_preserve_field_info(field, 2)
      #define enum_value(type, value) __builtin_preserve_enum_value(*(type *)value, 1)
      #define has_enum_value(type, value) __builtin_preserve_enum_value(*(type *)value, 0)
      #define __ksym __attribute__((section(".ksyms")))
      #define __weak __attribute__((weak))
      """;

  /** Of which each kernel of these tests has some. */
  private static final String KERNEL =
      """
      struct place { int line; };
      struct task { long __state; struct place where; union { int pid; int number; }; int slots[4]; };
      enum policy { NORMAL, FIFO = 4 };
      struct task *task; enum policy policy;
      int do_exit(struct task *t) { return 0; }
      typedef void (*btf_trace_fork)(void *, struct task *);
      btf_trace_fork fork;
      struct limits { int low, high; };
      struct ops { int (*start)(struct task *t); struct limits limits; char name[16]; int (*stop)(void); };
      struct ops ops;
      """;

  private static Kernel kernel(String source) throws Exception {
    Btf btf = ObjectFacts.read(Clang.bpf(PRELUDE + source)).btf();
    return new Kernel("6.1", List.of(Objects.requireNonNull(btf)));
  }

  private static Kernel cut(ObjectNeeds needs) throws Exception {
    Btf btf = ObjectFacts.read(Clang.bpf(PRELUDE + KERNEL)).btf();
    Kernel whole = new Kernel("6.1", List.of(Objects.requireNonNull(btf)));
    return cut(whole, needs);
  }

  private static Kernel cut(Kernel whole, ObjectNeeds needs) throws Exception {
    List<Btf> parts = new ArrayList<>();
    for (byte[] bytes : KernelCut.of(whole, List.of(needs))) {
      if (bytes.length > 0) {
        parts.add(parts.isEmpty() ? Btf.parse(bytes) : Btf.parse(bytes, parts.get(0)));
      }
    }
    return new Kernel(whole.name(), parts);
  }

  private static List<Lack> lacks(String object) throws Exception {
    ObjectFacts facts = ObjectFacts.read(Clang.bpf(PRELUDE + object));
    ObjectNeeds needs = Objects.requireNonNull(ObjectNeeds.of(facts));
    List<Lack> lacks = KernelCheck.of(needs, kernel(KERNEL)).lacks();
    assertWithMessage("of the types cut to what it asks for")
        .that(KernelCheck.of(needs, cut(needs)).lacks())
        .isEqualTo(lacks);
    return lacks;
  }

  private static String text(String object) throws Exception {
    List<Lack> lacks = lacks(object);
    assertWithMessage("%s", lacks).that(lacks).hasSize(1);
    return lacks.get(0).text();
  }

  @Test
  void whatTheKernelHasIsNoLack() throws Exception {
    assertThat(
            lacks(
                """
                struct place { int line; } CORE;
                struct task___mine { struct place where; int pid; int slots[4]; } CORE;
                enum policy { NORMAL, FIFO };
                SEC("fentry/do_exit") int a(unsigned long *context) {
                  struct task___mine *t = (void *)context[0];
                  return t->where.line + t->pid + t->slots[3] + enum_value(enum policy, FIFO);
                }
                SEC("tp_btf/fork") int b(unsigned long *context) { return context[0]; }
                """))
        .isEmpty();
  }

  @Test
  void aMemberThatIsGoneIsNamedWithWhatIsLikeIt() throws Exception {
    Lack lack =
        lacks(
                "struct task { long state; } CORE;\nSEC(\"xdp\") int a(struct task *t) { return t->state; }")
            .get(0);
    assertThat(lack.subject()).isEqualTo("program 'a'");
    assertThat(lack.text()).contains("'task.state'");
    assertThat(lack.text()).contains("but task.__state");
    assertThat(lack.place()).endsWith(":9");
  }

  @Test
  void aMemberThatMovedIsNamedWithItsPlace() throws Exception {
    assertThat(
            text(
                "struct task { int line; } CORE;\nSEC(\"xdp\") int a(struct task *t) { return t->line; }"))
        .contains("but task.where.line");
  }

  /** Several types of one name, as those of files of their own are in a kernel. */
  private static final String TWO =
      """
      struct work { int head; int size; int same; };
      void one(struct work *w) {}
      """;

  private static Kernel two(String... sources) throws Exception {
    BtfBuilder all = new BtfBuilder(ByteOrder.LITTLE_ENDIAN);
    for (String source : sources) {
      Btf btf = Objects.requireNonNull(ObjectFacts.read(Clang.bpf(PRELUDE + source)).btf());
      int before = all.nextId() - 1;
      for (int id = 1; id < btf.typeCount(); id++) {
        all.add(btf.type(id), each -> each == 0 ? 0 : each + before);
      }
    }
    return new Kernel("6.1", List.of(Btf.parse(all.toBytes())));
  }

  private static List<Lack> lacksOf(String object, Kernel kernel) throws Exception {
    ObjectFacts facts = ObjectFacts.read(Clang.bpf(PRELUDE + object));
    ObjectNeeds needs = Objects.requireNonNull(ObjectNeeds.of(facts));
    List<Lack> lacks = KernelCheck.of(needs, kernel).lacks();
    assertWithMessage("of the types cut to what it asks for")
        .that(KernelCheck.of(needs, cut(kernel, needs)).lacks())
        .isEqualTo(lacks);
    return lacks;
  }

  /** A kernel of the tests, with a module whose types name its own. */
  private static Kernel withModule() throws Exception {
    Btf vmlinux = Objects.requireNonNull(ObjectFacts.read(Clang.bpf(PRELUDE + KERNEL)).btf());
    BtfBuilder module = new BtfBuilder(vmlinux);
    int task = vmlinux.find("task", BtfKind.STRUCT);
    int pointer = module.add(new BtfType.Ptr(task));
    BtfType.Member member = new BtfType.Member("owner", pointer, 0, 0);
    int own = module.add(new BtfType.Composite(BtfKind.STRUCT, "own", 8, List.of(member)));
    BtfType.Param param = new BtfType.Param("own", module.add(new BtfType.Ptr(own)));
    int prototype = module.add(new BtfType.FuncProto(pointer, List.of(param), false));
    module.add(new BtfType.Func("own_start", prototype, BtfType.Linkage.STATIC));
    module.add(new BtfType.Composite(BtfKind.STRUCT, "place", 8, List.of(member)));
    Btf nothing = Btf.parse(new BtfBuilder(vmlinux).toBytes(), vmlinux);
    return new Kernel("6.1", List.of(vmlinux, nothing, Btf.parse(module.toBytes(), vmlinux)));
  }

  @Test
  void typesOfModulesAreLookedAtAndCut() throws Exception {
    Kernel kernel = withModule();
    String own = "struct own { void *owner; int gone; } CORE; ";
    assertThat(
            lacksOf(
                own
                    + "SEC(\"fentry/own_start\") int a(unsigned long *c) {"
                    + " return !((struct own *)c[0])->owner; }",
                kernel))
        .isEmpty();
    assertThat(
            lacksOf(
                own
                    + "SEC(\"fentry/own_stop\") int a(unsigned long *c) {"
                    + " return ((struct own *)c[0])->gone; }",
                kernel))
        .hasSize(2);
    // libbpf asks modules for a type only if vmlinux has none of that name.
    assertThat(
            lacksOf(
                "struct place { void *owner; } CORE; SEC(\"xdp\") int a(struct place *p) {"
                    + " return !p->owner; }",
                kernel))
        .hasSize(1);
  }

  private static final String ASKS =
      "struct work { int head, size, same; } CORE; SEC(\"xdp\") int a(struct work *w) { return %s; }";

  @Test
  void typesOfOneNameThatDifferAreALack() throws Exception {
    for (String name : List.of("work", "work___2")) {
      String other =
          "struct %s { long size; int same; }; void two(struct %<s *w) {}".formatted(name);
      Kernel kernel = two(TWO, other);
      List<Lack> lacks = lacksOf(ASKS.formatted("w->size"), kernel);
      assertThat(lacks).hasSize(1);
      assertThat(lacks.get(0).subject()).isEqualTo("program 'a'");
      assertThat(lacks.get(0).text())
          .isEqualTo(
              "it asks for 'work.size', and the kernel has several types 'work' that differ in it"
                  + " (byte 4 and byte 0): libbpf cannot choose one, and loads nothing");
      assertThat(lacksOf(ASKS.formatted("w->same"), kernel)).isEmpty();
      assertThat(lacksOf(ASKS.formatted("exists(w->size)"), kernel)).hasSize(1);
      // Only one of them has it, and libbpf forgets the other then.
      assertThat(lacksOf(ASKS.formatted("w->head"), kernel)).isEmpty();
      assertThat(lacksOf(ASKS.formatted("w->head + w->size"), kernel)).isEmpty();
      assertThat(lacksOf(ASKS.formatted("w->size + w->head"), kernel)).hasSize(1);
    }
  }

  @Test
  void anElementBehindTheArraysEndIsALack() throws Exception {
    assertThat(
            text(
                "struct task { int slots[9]; } CORE;\nSEC(\"xdp\") int a(struct task *t) { return t->slots[6]; }"))
        .contains("'task.slots[6]'");
  }

  @Test
  void whatIsAskedForFirstIsNoLack() throws Exception {
    assertThat(
            lacks(
                """
                struct task { int gone; int pid; } CORE;
                enum policy { NEW = 9 };
                SEC("xdp") int a(struct task *t) { return exists(t->gone) ? t->gone : t->pid; }
                SEC("tc") int b(struct task *t) {
                  if (!exists(t->gone)) return t->pid;
                  return t->gone;
                }
                SEC("socket") int c(struct task *t) {
                  return has_enum_value(enum policy, NEW) ? enum_value(enum policy, NEW) : 0;
                }
                """))
        .isEmpty();
  }

  @Test
  void theOtherBranchOfAQuestionIsALack() throws Exception {
    assertThat(
            text(
                """
                struct task { int gone; int pid; } CORE;
                SEC("xdp") int a(struct task *t) { return exists(t->pid) ? t->gone : 0; }
                """))
        .contains("'task.gone'");
  }

  @Test
  void whatAReadOnlyVariableMaySwitchOffIsNoLack() throws Exception {
    assertThat(
            lacks(
                """
                struct task { int gone; } CORE;
                const volatile int wanted;
                SEC("xdp") int a(struct task *t) { return wanted ? t->gone : 0; }
                """))
        .isEmpty();
  }

  @Test
  void aValueThatOnlyTheRunningProgramHasSwitchesNothingOff() throws Exception {
    assertThat(
            text(
                """
                struct task { int gone; int pid; } CORE;
                static int (*number)(void) = (void *)7;
                SEC("xdp") int a(struct task *t) { return number() == 3 ? t->gone : 0; }
                """))
        .contains("'task.gone'");
  }

  @Test
  void functionsThatAProgramCallsAreItsOwn() throws Exception {
    List<Lack> lacks =
        lacks(
            """
            struct task { int gone; } CORE;
            static __attribute__((noinline)) int helped(struct task *t) { return t->gone; }
            SEC("xdp") int a(struct task *t) { return helped(t); }
            SEC("?xdp") int b(struct task *t) { return helped(t); }
            SEC("tc") int c(struct task *t) { return 0; }
            """);
    assertThat(lacks.stream().map(Lack::subject).toList()).containsExactly("program 'a'");
  }

  @Test
  void programsThatNobodyLoadsNeedNothing() throws Exception {
    assertThat(
            lacks(
                """
                struct task { int gone; } CORE;
                SEC("?fentry/no_such") int a(struct task *t) { return t->gone; }
                SEC("struct_ops/start") int b(struct task *t) { return t->gone; }
                """))
        .isEmpty();
  }

  @Test
  void targetsAreLookedForByTheirKind() throws Exception {
    assertThat(text("SEC(\"fexit/do_fork\") int a(void *c) { return 0; }"))
        .contains("function 'do_fork'");
    assertThat(text("SEC(\"fentry/task\") int a(void *c) { return 0; }")) // a variable
        .contains("function 'task'");
    assertThat(text("SEC(\"tp_btf/exec\") int a(void *c) { return 0; }"))
        .contains("tracepoint 'btf_trace_exec'");
    assertThat(text("SEC(\"lsm.s/file_open\") int a(void *c) { return 0; }"))
        .contains("security hook 'bpf_lsm_file_open'");
    assertThat(text("SEC(\"iter/task\") int a(void *c) { return 0; }"))
        .contains("iterator 'bpf_iter_task'");
  }

  @Test
  void functionsOfTheKernelAreNeededUnlessTheyAreWeak() throws Exception {
    String program = "SEC(\"xdp\") int a(void *c) { return 0 CALL; }";
    assertThat(text("extern int gone(void) __ksym;\n" + program.replace("CALL", "+ gone()")))
        .contains("function 'gone'");
    assertThat(
            lacks(
                "extern int gone(void) __ksym __weak;\n"
                    + program.replace("CALL", "+ (gone ? gone() : 1)")))
        .isEmpty();
    assertThat(
            lacks(
                "struct task { int pid; };\nextern int do_exit(struct task *) __ksym;\n"
                    + program.replace("CALL", "+ do_exit(c)")))
        .isEmpty();
  }

  @Test
  void theLineOfAFunctionThatIsGoneIsThatOfItsFirstCall() throws Exception {
    List<Lack> lacks =
        lacks(
            """

            #line 1
            extern int gone(void) __ksym;
            SEC("xdp") int a(void *c)
            {
              return 1
                  + gone();
            }
            """);
    assertThat(lacks).hasSize(1);
    assertThat(lacks.get(0).place()).endsWith(":5");
  }

  @Test
  void structOpsMembersAreNeededIfTheyAreSet() throws Exception {
    String ops =
        """
        struct ops { int (*start)(void *t); int (*halt)(void); int level; };
        SEC("struct_ops/start") int start(void *c) { return 0; }
        SEC("struct_ops/halt") int halt(void *c) { return 0; }
        SEC(".struct_ops") struct ops mine = { .start = (void *)start, %s };
        """;
    assertThat(lacks(ops.formatted(""))).isEmpty();
    assertThat(text(ops.formatted(".halt = (void *)halt"))).contains("'halt' is set");
    assertThat(text(ops.formatted(".level = 3"))).contains("'level' is set");
  }

  @Test
  void aMovedMemberOfANestedStructIsToldBeforeLibbpfCopiesItWrong() throws Exception {
    String ops =
        """
        struct limits { int high; int other; };
        struct ops { struct limits limits; };
        SEC(".struct_ops") struct ops mine = { .limits = { .high = %d } };
        """;
    assertThat(lacks(ops.formatted(0))).isEmpty();
    assertThat(text(ops.formatted(3)))
        .isEqualTo(
            "mine.limits.high lies at byte 0 of mine.limits, and in the kernel at byte 4: libbpf"
                + " would copy it to the wrong place; declare the struct as the kernel does");
  }

  @Test
  void sizesAndTypesOfStructOpsAreCompared() throws Exception {
    assertThat(text("struct ops { char name[8]; };\nSEC(\".struct_ops\") struct ops mine;"))
        .contains("has 8 bytes, and in the kernel 16");
    assertThat(text("struct other { int a; };\nSEC(\".struct_ops\") struct other mine;"))
        .contains("struct 'other'");
  }
}
