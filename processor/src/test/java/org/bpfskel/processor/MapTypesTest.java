package org.bpfskel.processor;

import static com.google.common.truth.Truth.assertThat;
import static com.google.testing.compile.CompilationSubject.assertThat;

import com.google.testing.compile.Compilation;
import java.nio.file.Path;
import org.bpfskel.processor.model.C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Types that the annotation gives to keys and values that C declares by their sizes alone. */
class MapTypesTest {
  /** One struct is in BTF, one in the debug information alone; no number has a name in BTF. */
  private static final String OBJECT =
      C.SEC
          + """
          struct event { int pid; char comm[16]; };
          struct flow { unsigned int from; unsigned int to; };
          struct flow *unused_flow;
          struct { int (*type)[1]; int (*max_entries)[8]; int (*key_size)[4]; int (*value_size)[20]; }
              events SEC(".maps");
          struct { int (*type)[1]; int (*max_entries)[8]; int (*key_size)[8]; int (*value_size)[8]; }
              flows SEC(".maps");
          struct { int (*type)[1]; int (*max_entries)[8]; int (*key_size)[6]; int (*value_size)[1]; }
              macs SEC(".maps");
          struct { int (*type)[27]; int (*max_entries)[4096]; } ring SEC(".maps");
          struct { int (*type)[1]; int (*max_entries)[8]; int *key; int (*value_size)[8]; }
              half SEC(".maps");
          SEC("socket") int prog(void *ctx) {
            volatile struct event event = { .pid = 1 };
            return event.pid;
          }
          """;

  @TempDir Path classPath;

  private Compilation compile(String mapTypes) throws Exception {
    return new SkeletonCompiler(classPath)
        .object("bpf/test.bpf.o", Clang.bpf(OBJECT))
        .compileWith("mapTypes = {" + mapTypes + "}");
  }

  private String source(String mapTypes) throws Exception {
    Compilation compilation = compile(mapTypes);
    assertThat(compilation).succeededWithoutWarnings();
    return SkeletonCompiler.source(compilation, "gen.Skel")
        .replaceAll("( =|\\()\n +", "$1 ")
        .replace("( ", "(")
        .replaceAll(",\n +", ", ");
  }

  @Test
  void structsNumbersAndArraysHaveTheirTypesInJava() throws Exception {
    String source =
        source(
            """
            "events.key = __u32", "events.value=struct event",
            "flows.key = flow", "flows.value = __u64", "macs.key = __u8[6]", "macs.value = bool",
            "half.value = long"
            """);

    assertThat(source)
        .contains(
            "BpfHashMap<Integer, Event> events = map(\"events\", Codec.INT32, Codec.struct(Event::new),");
    assertThat(source).contains("BpfHashMap<Flow, Long> flows = ");
    assertThat(source).contains("BpfHashMap<byte[], Boolean> macs = ");
    assertThat(source).contains("BpfHashMap<Integer, Long> half = ");
    assertThat(source).contains("class Event extends GeneratedStruct");
  }

  @Test
  void withoutThemThereAreBytes() throws Exception {
    assertThat(source("")).contains("BpfHashMap<byte[], byte[]> events = ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "events.key = __u64 | the key of map 'events' is 4 bytes in C, and __u64 is 8: name the type",
        "macs.key = __u8[5] | the key of map 'macs' is 6 bytes in C, and __u8[5] is 5: name the type",
        "evnts.key = __u32 | the object has no 'evnts.key': did you mean events.key?",
        "nothing.key = __u32 | the object has no 'nothing.key': it has events.key, events.value,",
        "events.key = struct lost | the object's BTF has no struct 'lost'",
        "half.key = __u32 | the key of map 'half' has a type in C already: leave 'half.key' out",
        "ring.value = __u32 | the value of map 'ring' has no type that Java could give it: leave",
        "events = __u32 | 'events = __u32' gives no map a type: write",
        "events.key | 'events.key' gives no map a type: write",
      })
  void mistakesAreErrorsAtTheElement(String entry, String message) throws Exception {
    Compilation compilation = compile("\"" + entry + "\"");

    assertThat(compilation)
        .hadErrorContaining(message)
        .inFile(compilation.sourceFiles().get(0))
        .onLine(6);
    assertThat(compilation).hadErrorCount(1);
  }

  @Test
  void onePlaceHasOneType() throws Exception {
    assertThat(compile("\"events.key = __u32\", \"events.key = int\""))
        .hadErrorContaining("'events.key' is given a type twice: leave one of them out");
  }
}
