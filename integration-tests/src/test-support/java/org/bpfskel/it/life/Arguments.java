package org.bpfskel.it.life;

import com.google.common.reflect.TypeToken;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.bpfskel.AttachType;
import org.bpfskel.BpfMap;
import org.bpfskel.BpfProgram;
import org.bpfskel.Cpus;
import org.bpfskel.MapType;
import org.bpfskel.OpenOptions;
import org.bpfskel.ProgramType;
import org.bpfskel.TestRun;
import org.bpfskel.access.DataPlace;
import org.bpfskel.attach.AttachTarget;
import org.bpfskel.attach.Interface;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.data.Codec;
import org.bpfskel.data.SectionPlace;
import org.bpfskel.data.StructValue;
import org.bpfskel.generated.GeneratedLayout;
import org.bpfskel.internal.value.DataMemory;
import org.bpfskel.it.BpfObjects;
import org.bpfskel.map.MapBatch;
import org.bpfskel.map.ReadableMap;

/** What methods are called with, by type: first what may be right, then what cannot be. */
final class Arguments {
  private static final String OBJECT = "bpf/tracepoint.bpf.o";
  private static final int MANY = 64;

  private final Map<Class<?>, List<?>> rules = new HashMap<>();
  private final List<Specimen> handles;

  /**
   * @param handles in the order in which they are given as arguments
   * @param folder in which nothing is
   */
  Arguments(List<Specimen> handles, Path folder) {
    this.handles = handles;
    rule(boolean.class, true, false);
    rule(byte.class, (byte) 1, Byte.MIN_VALUE);
    rule(short.class, (short) 1, Short.MIN_VALUE);
    rule(int.class, 0, 1, 4, -1, Integer.MAX_VALUE, Integer.MIN_VALUE);
    rule(long.class, 0L, 1L, -1L, Long.MAX_VALUE, Long.MIN_VALUE);
    rule(float.class, 1f, Float.NaN);
    rule(double.class, 1d, Double.NaN);
    rule(Boolean.class, true);
    rule(Byte.class, (byte) 1);
    rule(Short.class, (short) 1);
    rule(Integer.class, 0, 1, -1, Integer.MAX_VALUE);
    rule(Long.class, 0L, 1L, -1L, Long.MAX_VALUE);
    rule(Object.class, 1); // of a method's own type variable
    rule(Class.class, String.class);
    rule(String.class, "dummy", "test_1", ".bss", "", "\0", "%s%n/../", "é".repeat(5000));
    rule(String[].class, new String[] {"a"}, new String[0]);
    rule(byte[].class, bytes(4), bytes(8), bytes(0), bytes(64), bytes(1 << 16), object());
    rule(int[].class, new int[1], new int[0], new int[] {1, 2}, new int[] {-1});
    rule(long[].class, new long[1], new long[0], new long[8]);
    rule(Path.class, folder.resolve("pin"), folder, Path.of("/proc/self/fd/0"), Path.of(""));
    rule(Duration.class, Duration.ZERO, Duration.ofMillis(1), Duration.ofNanos(-1));
    rule(
        ByteBuffer.class,
        ByteBuffer.allocate(1 << 12),
        ByteBuffer.allocate(4),
        ByteBuffer.allocateDirect(8),
        ByteBuffer.allocate(0),
        ByteBuffer.allocateDirect(64).asReadOnlyBuffer());
    rule(Codec.class, Codec.INT32, new WideInteger());
    rule(
        ProgramType.class,
        ProgramType.XDP,
        ProgramType.STRUCT_OPS,
        ProgramType.of(-1),
        ProgramType.of(1 << 30));
    rule(MapType.class, MapType.HASH, MapType.STRUCT_OPS, MapType.ARENA, MapType.of(1 << 30));
    rule(AttachType.class, AttachType.of(0), AttachType.of(-1), AttachType.of(1 << 30));
    rule(
        Interface.class,
        Interface.named("lo"),
        Interface.named("no such one"),
        Interface.indexed(Integer.MAX_VALUE));
    rule(OpenOptions.class, OpenOptions.DEFAULT, options("x y"), options("é".repeat(300)));
    rule(
        TestRun.class,
        TestRun.builder().dataIn(bytes(64)).dataSizeOut(64).build(),
        TestRun.builder().ctxIn(bytes(8)).cpu(Integer.MAX_VALUE).flags(-1).build(),
        TestRun.builder().build());
    rule(StructValue.class, new KindsSkel.Flow(), new KindsSkel.Caller());
    StructLayout layout = GeneratedLayout.of("s", 8).int32("i", "int", 1 << 20).structLayout();
    rule(StructLayout.class, layout);
    rule(SectionPlace.class, new DataPlace(new ImageOfBytes(), layout));
    rules.put(
        AttachTarget.class, Targets.all(handlesOf(BpfMap.class), handlesOf(BpfProgram.class)));
  }

  private void rule(Class<?> type, Object... samples) {
    rules.put(type, List.of(samples));
  }

  private static byte[] bytes(int size) {
    return new byte[size];
  }

  private static byte[] object() {
    return BpfObjects.bytes(OBJECT);
  }

  private static OpenOptions options(String name) {
    return OpenOptions.builder().objectName(name).build();
  }

  @SuppressWarnings("unchecked") // by definition
  private <H> List<H> handlesOf(Class<?> type) {
    return (List<H>)
        handles.stream()
            .filter(handle -> type.isAssignableFrom(TypeToken.of(handle.type()).getRawType()))
            .filter(
                distinct(handle -> TypeToken.of(handle.type()).getRawType() + " " + handle.life()))
            .map(handle -> handle.handles().get())
            .toList();
  }

  /** The lists of arguments to call a method with, on that handle of that type. */
  List<List<Object>> of(Executable method, Type on, Object handle) {
    List<List<?>> samples = new ArrayList<>();
    for (Type parameter : method.getGenericParameterTypes()) {
      Type type = TypeToken.of(on).resolveType(parameter).getType();
      List<Object> all = new ArrayList<>(samples(type));
      if (type == MapBatch.class && handle instanceof ReadableMap<?, ?> map) {
        all.add(0, map.newBatch(4));
      }
      if (!TypeToken.of(type).isPrimitive()) {
        all.add(null);
      }
      samples.add(all);
    }
    return combined(samples);
  }

  /** All of few; else the first of each, with one in turn replaced by the others of its kind. */
  private static List<List<Object>> combined(List<List<?>> samples) {
    long product = samples.stream().mapToLong(List::size).reduce(1, (a, b) -> a * b);
    List<List<Object>> all = new ArrayList<>();
    all.add(new ArrayList<>());
    samples.forEach(of -> all.get(0).add(of.get(0)));
    for (int i = 0; i < samples.size(); i++) {
      for (List<Object> before : List.copyOf(product <= MANY ? all : all.subList(0, 1))) {
        for (Object other : samples.get(i).subList(1, samples.get(i).size())) {
          List<Object> changed = new ArrayList<>(before);
          changed.set(i, other);
          all.add(changed);
        }
      }
    }
    return all;
  }

  private List<?> samples(Type type) {
    Class<?> raw = TypeToken.of(type).getRawType();
    List<?> ruled = rules.get(raw);
    if (ruled != null) {
      return ruled;
    }
    if (raw == List.class || raw == Collection.class) {
      return lists(samples(argument(type, 0)));
    }
    if (raw == Map.class) {
      return maps(samples(argument(type, 0)), samples(argument(type, 1)));
    }
    if (StructValue.class.isAssignableFrom(raw)) {
      return List.of(made(raw));
    }
    if (raw.isArray()) {
      return List.of(
          java.lang.reflect.Array.newInstance(raw.getComponentType(), 2),
          java.lang.reflect.Array.newInstance(raw.getComponentType(), 0));
    }
    if (raw.isInterface()) {
      return List.of(callback(raw, type));
    }
    List<?> own = handlesOf(raw);
    if (own.isEmpty()) {
      throw new NoSuchElementException("no rule for arguments of " + type);
    }
    return own;
  }

  private static <T> Predicate<T> distinct(Function<T, String> key) {
    Set<String> met = new HashSet<>();
    return value -> met.add(key.apply(value));
  }

  /** Memory of the user's, for variables. */
  private static final class ImageOfBytes extends DataMemory {
    ImageOfBytes() {
      super(bytes(64));
    }

    @Override
    protected String refusal() {
      return "it is the user's";
    }
  }

  /** A codec of the user's for what is no C type of ours. */
  private static final class WideInteger implements Codec<Integer> {
    @Override
    public int size() {
      return 1 << 16;
    }

    @Override
    public Integer read(ByteBuffer bytes, int at) {
      return bytes.getInt(at);
    }

    @Override
    public void write(ByteBuffer bytes, int at, Integer value) {
      bytes.putInt(at, value);
    }
  }

  private static Type argument(Type of, int index) {
    Type type = of instanceof WildcardType wildcard ? wildcard.getUpperBounds()[0] : of;
    return type instanceof ParameterizedType generic
        ? generic.getActualTypeArguments()[index]
        : Object.class;
  }

  /** As long as a value of each CPU, and otherwise. */
  private static List<?> lists(List<?> elements) {
    return List.of(
        Collections.nCopies(Cpus.possible(), elements.get(0)),
        List.of(elements.get(0)),
        List.of(),
        Arrays.asList((Object) null),
        Collections.nCopies(1000, elements.get(0)));
  }

  private static List<?> maps(List<?> keys, List<?> values) {
    return List.of(
        Map.of(keys.get(0), values.get(0)), Map.of(), Collections.singletonMap(keys.get(0), null));
  }

  private static Object made(Class<?> struct) {
    try {
      return struct.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a struct without a constructor: " + struct, e);
    }
  }

  /** Does nothing, and returns the first of the samples where something is asked for. */
  private Object callback(Class<?> raw, Type type) {
    InvocationHandler calls =
        (proxy, method, arguments) -> {
          if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
              case "equals" -> proxy == arguments[0];
              case "hashCode" -> 1;
              default -> "callback";
            };
          }
          Type returned = TypeToken.of(type).resolveType(method.getGenericReturnType()).getType();
          return returned == void.class ? null : samples(returned).get(0);
        };
    return Proxy.newProxyInstance(raw.getClassLoader(), new Class<?>[] {raw}, calls);
  }
}
