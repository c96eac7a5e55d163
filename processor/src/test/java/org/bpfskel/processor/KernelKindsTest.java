package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.util.List;
import java.util.Objects;
import org.bpfskel.btf.Btf;
import org.bpfskel.internal.kernel.Kernel;
import org.bpfskel.internal.kernel.KernelCheck;
import org.bpfskel.internal.kernel.KernelCut;
import org.bpfskel.internal.kernel.Lack;
import org.bpfskel.internal.kernel.Lack.Refusal;
import org.bpfskel.internal.kernel.ObjectNeeds;
import org.bpfskel.internal.object.ObjectFacts;
import org.junit.jupiter.api.Test;

/**
 * Kinds of maps and programs, helpers, and prototypes, held against kernels that are compiled on
 * the spot.
 */
class KernelKindsTest {
  private static final String PRELUDE =
      """
      #define SEC(name) __attribute__((section(name), used))
      #define __ksym __attribute__((section(".ksyms")))
      #define __weak __attribute__((weak))
      #define __kfunc __attribute__((btf_decl_tag("bpf_kfunc")))
      #define __uint(name, value) int (*name)[value]
      struct task { long state; };
      struct pair { long low, high; };
      """;

  /** An old one: no ring buffers, no helper behind the seventh, no tcx. */
  private static final String KERNEL =
      """
      enum bpf_map_type { MAP_UNSPEC, HASH, ARRAY, __MAX_BPF_MAP_TYPE };
      enum bpf_prog_type { PROG_UNSPEC, FILTER, KPROBE, CLS, ACT, TRACEPOINT, XDP, CGROUP_SOCK = 9,
        CGROUP_SOCK_ADDR = 18, TRACING = 26, LSM = 29 };
      enum bpf_attach_type { INGRESS, SOCK_CREATE = 2, CONNECT = 10, RAW_TP = 23, FENTRY = 24,
        FEXIT = 25, MODIFY = 26, LSM_MAC = 27, XDP_ = 37 };
      enum bpf_func_id { FUNC_unspec, lookup, update, delete, read, ktime, printk, random,
        __BPF_FUNC_MAX_ID };
      enum bpf_map_type a; enum bpf_prog_type b; enum bpf_attach_type c; enum bpf_func_id d;
      int wake(struct task *t, int flags) { return 0; }
      void sleep(struct task *t) {}
      struct other { int x; };
      __kfunc int sleepy(struct other *o) { return 0; }
      int both(struct pair p, int last) { return 0; }
      int bpf_lsm_open(struct task *t) { return 0; }
      typedef void (*btf_trace_fork)(void *, struct task *, int);
      btf_trace_fork fork;
      int counter;
      __kfunc int allowed(struct task *t, unsigned int n) { return 0; }
      __kfunc int start(int (callback)(void *map, int *key), int flags) { return 0; }
      """;

  private static List<Lack> lacks(String source) throws Exception {
    Btf kernel = ObjectFacts.read(Clang.bpf(PRELUDE + KERNEL)).btf();
    ObjectFacts facts = ObjectFacts.read(Clang.bpf(PRELUDE + source));
    ObjectNeeds needs = Objects.requireNonNull(ObjectNeeds.of(facts));
    List<Lack> lacks =
        KernelCheck.of(needs, new Kernel("5.4", List.of(Objects.requireNonNull(kernel)))).lacks();
    Kernel whole = new Kernel("5.4", List.of(Objects.requireNonNull(kernel)));
    Btf cut = Btf.parse(KernelCut.of(whole, List.of(needs)).get(0));
    assertWithMessage("of the types cut to what it asks for")
        .that(KernelCheck.of(needs, new Kernel("5.4", List.of(cut))).lacks())
        .isEqualTo(lacks);
    return lacks;
  }

  private static Lack only(String source) throws Exception {
    List<Lack> lacks = lacks(source);
    assertWithMessage("%s", lacks).that(lacks).hasSize(1);
    return lacks.get(0);
  }

  private static String map(int type) {
    return "struct { __uint(type, %d); __uint(max_entries, 4096); } m SEC(\".maps\");"
        .formatted(type);
  }

  @Test
  void whatCountsTheValuesOfAnEnumIsNoneOfThem() throws Exception {
    assertThat(only(map(3)).text()).contains("BPF_MAP_TYPE_PROG_ARRAY");
    assertThat(
            only("""
                    static long (*const first_new)(void) = (void *) 8;
                    SEC("xdp") int a(void *c) { return first_new(); }
                    """)
                .text())
        .contains("bpf_get_smp_processor_id");
  }

  @Test
  void aMapIsRefusedWhoseTypeTheKernelsEnumDoesNotHave() throws Exception {
    assertThat(lacks(map(2))).isEmpty();
    Lack lack = only(map(27));
    assertThat(lack.subject()).isEqualTo("map 'm'");
    assertThat(lack.text()).contains("BPF_MAP_TYPE_RINGBUF");
  }

  @Test
  void aMapWhoseTypeIsChosenLaterNeedsNone() throws Exception {
    assertThat(lacks(map(0))).isEmpty();
  }

  @Test
  void aProgramIsRefusedWhoseTypeTheKernelsEnumDoesNotHave() throws Exception {
    Lack lack = only("SEC(\"sk_lookup\") int a(void *c) { return 1; }");
    assertThat(lack.text()).contains("BPF_PROG_TYPE_SK_LOOKUP");
    assertThat(lack.refusal()).isEqualTo(Refusal.LOAD_BY_SECTION);
  }

  @Test
  void aWayOfAttachingIsRefusedAtLoadWhereTheKernelLooksAtIt() throws Exception {
    assertThat(lacks("SEC(\"cgroup/connect4\") int a(void *c) { return 1; }")).isEmpty();
    Lack atLoad = only("SEC(\"cgroup/connect_unix\") int a(void *c) { return 1; }");
    assertThat(atLoad.refusal()).isEqualTo(Refusal.LOAD_BY_SECTION);
    assertThat(atLoad.text()).contains("BPF_CGROUP_UNIX_CONNECT");
  }

  @Test
  void otherWaysOfAttachingAreRefusedWhenTheyAreUsed() throws Exception {
    Lack lack = only("SEC(\"tcx/ingress\") int a(void *c) { return 1; }");
    assertThat(lack.refusal()).isEqualTo(Refusal.ATTACH);
    assertThat(lack.isOfProgram("a")).isFalse();
  }

  @Test
  void helpersAreNeededWhereTheProgramCertainlyComes() throws Exception {
    String program =
        """
        static long (*known)(void) = (void *)7;
        static long (*newer)(void) = (void *)181;
        const volatile int wanted;
        SEC("xdp") int a(void *c) { return %s; }
        """;
    Lack lack = only(program.formatted("newer()"));
    assertThat(lack.text())
        .isEqualTo("it calls the helper bpf_loop, which the kernel does not have");
    assertThat(lack.place()).contains(":");
    assertThat(lacks(program.formatted("wanted ? newer() : known()"))).isEmpty();
  }

  @Test
  void helpersThatLibbpfReplacesAreNotNeeded() throws Exception {
    assertThat(
            lacks(
                """
                static long (*probe_read_kernel)(void *, int, void *) = (void *)113;
                SEC("kprobe/x") int a(void *c) { long v; probe_read_kernel(&v, 8, c); return v; }
                """))
        .isEmpty();
  }

  @Test
  void prototypesOfTheKernelsFunctionsAreComparedAsLibbpfDoes() throws Exception {
    String program = "%s\nSEC(\"xdp\") int a(struct task *t) { return allowed(%s); }";
    assertThat(lacks(program.formatted("extern int allowed(struct task *, int) __ksym;", "t, 1")))
        .isEmpty();
    Lack lack = only(program.formatted("extern int allowed(struct task *) __ksym;", "t"));
    assertThat(lack.subject()).isEqualTo("the object");
    assertThat(lack.text()).contains("as int allowed(struct task *)");
    assertThat(lack.text()).contains("the kernel has int allowed(");
    assertThat(only(program.formatted("extern int allowed(void *, int) __ksym;", "t, 1")).text())
        .contains("as int allowed(void *, int)");
  }

  @Test
  void whatTheKernelCallsBackReadsNoMoreThanItGets() throws Exception {
    String program =
        """
        extern int start(int (callback)(void *map, int *key), int flags) __ksym;
        static int back(%s) { return %s; }
        SEC("xdp") int a(void *c) { return start((void *)back, 1); }
        """;
    assertThat(lacks(program.formatted("void *map, long key", "key"))).isEmpty();
    Lack lack = only(program.formatted("void *map, long key, long more", "more"));
    assertThat(lack.subject()).isEqualTo("program 'a'");
    assertThat(lack.text())
        .contains("hands 'back' to the kernel's function 'start', which calls it with 2 arguments");
    assertThat(lack.text()).contains("and it reads 3: int (*callback)(void *, int *)");
    assertThat(
            lacks(program.formatted("long *map, long key, long more", "*map ? 1 : *(long *)more")))
        .isEmpty(); // the verifier may know that branch
  }

  @Test
  void aStructThatIsOnlyDeclaredIsNoneForLibbpf() throws Exception {
    assertThat(
            only("""
                    struct other;
                    extern int sleepy(struct other *) __ksym;
                    SEC("xdp") int a(struct other *o) { return sleepy(o); }
                    """)
                .text())
        .contains("define the structs that it names");
  }

  @Test
  void aWeakFunctionOfAnotherPrototypeIsMissing() throws Exception {
    assertThat(
            lacks(
                """
                extern int allowed(void) __ksym __weak;
                SEC("xdp") int a(void *c) { return allowed ? allowed() : 1; }
                """))
        .isEmpty();
  }

  @Test
  void variablesOfTheKernelAreComparedToo() throws Exception {
    String program =
        "extern const %s counter __ksym;\nSEC(\"xdp\") int a(void *c) { return (long)&counter >> 3; }";
    assertThat(lacks(program.formatted("int"))).isEmpty();
    assertThat(only(program.formatted("struct task")).text()).contains("variable 'counter'");
  }

  @Test
  void functionsThatAreNotMarkedForProgramsAreRefusedWhereTheyAreCalled() throws Exception {
    Lack lack =
        only(
            """
            extern int wake(struct task *, int) __ksym;
            SEC("xdp") int a(struct task *t) { return wake(t, 1); }
            """);
    assertThat(lack.text())
        .isEqualTo(
            "it calls the kernel's function 'wake', which the kernel lets no BPF program call");
    assertThat(
            lacks(
                """
                extern int wake(struct task *, int) __ksym __weak;
                SEC("xdp") int a(struct task *t) { return !!wake; }
                """))
        .isEmpty();
  }

  private static List<Lack> reads(String section, int slot) throws Exception {
    return lacks(
        "SEC(\"%s\") int a(unsigned long long *c) { return c[%d]; }".formatted(section, slot));
  }

  @Test
  void programsReadNoMoreArgumentsThanTheirTargetHas() throws Exception {
    assertThat(reads("fentry/wake", 1)).isEmpty();
    assertThat(reads("fentry/wake", 2)).hasSize(1);
    assertThat(reads("tp_btf/fork", 1)).isEmpty();
    assertThat(reads("tp_btf/fork", 2)).hasSize(1);
    assertThat(reads("fentry/both", 2)).isEmpty(); // a struct by value takes two
    assertThat(reads("fentry/both", 3).get(0).text())
        .isEqualTo(
            "it reads 4 values of 8 bytes, and the kernel's function gives it 3: int both(struct"
                + " pair p, int last)");
  }

  @Test
  void programsThatRunAtTheEndReadTheResultToo() throws Exception {
    assertThat(reads("fexit/wake", 2)).isEmpty();
    assertThat(reads("fexit/wake", 3)).hasSize(1);
    assertThat(reads("fexit/sleep", 1)).hasSize(1); // has none
    assertThat(reads("fmod_ret/wake", 2)).isEmpty();
    assertThat(reads("lsm/open", 1)).isEmpty();
    assertThat(reads("lsm/open", 2)).hasSize(1);
  }
}
