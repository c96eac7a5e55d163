package org.bpfskel;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.util.stream.Collectors.toCollection;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A native image keeps what the jar's metadata names: all that our code, and JNA's library for it,
 * finds by name. After a change that is meant, write the file anew with {@code mvn -pl runtime test
 * -Dtest=ReachabilityMetadataTest -Dbpfskel.reachability=update}.
 */
class ReachabilityMetadataTest {
  private static final Path FILE =
      Path.of(
          "src/main/resources/META-INF/native-image/org.bpfskel/bpfskel-runtime",
          "reachability-metadata.json");

  private static final Path FOREIGN_CALLS =
      Path.of("src/main/java/org/bpfskel/internal/libbpf/ForeignElements.java");

  private static final Pattern FOREIGN_CALL =
      Pattern.compile("ForeignCall\\.find\\(\\s*\"(\\w+)\"([^)]*)\\)");

  private static final String FOREIGN = "java.lang.foreign.";
  private static final String JNI_CALLS = "org.bpfskel.internal.foreign.JniCalls";

  /** JNA's library, for the architectures that bpfskel is for. */
  private static final List<String> LIBRARIES =
      List.of(
          "com/sun/jna/linux-x86-64/libjnidispatch.so",
          "com/sun/jna/linux-aarch64/libjnidispatch.so");

  /**
   * Each place of our code that finds something by name, with the number of its calls. What it
   * finds is below, or needs no entry for the reason that stands here.
   */
  private static final Map<String, Integer> KNOWN =
      Map.ofEntries(
          Map.entry("ForeignCall.find Class.getMethod", 1),
          Map.entry("ForeignCall.link Class.forName", 5),
          Map.entry("ForeignCall.link Class.getMethod", 4),
          Map.entry("ForeignCall.link Array.newInstance", 2),
          Map.entry("ForeignCall.layoutOf Class.forName", 1),
          Map.entry("ForeignCall.layoutOf Class.getField", 1),
          Map.entry("JnaFailure.requireVersion Class.forName", 1),
          Map.entry("VirtualThreads.find Lookup.findVirtual", 1),
          // Objects of skeletons, which the processor names in a file for each host.
          Map.entry("ObjectSource.elsewhere ClassLoader.getResourceAsStream", 1),
          // The libraries of bpfskel-natives, which that jar names.
          Map.entry("BundledLibrary.read ClassLoader.getResourceAsStream", 1),
          // The library of bpfskel-natives, from a file.
          Map.entry("JniLibrary.load System.load", 1),
          // The native methods of what it is given, as below.
          Map.entry("JnaCalls.register Native.register", 1),
          // The records that call it, as below.
          Map.entry("Printable.of Class.getRecordComponents", 1),
          // Arrays of whole numbers of Java's own, which every image has.
          Map.entry("MemberWriter.isAsRead Array.newInstance", 1));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.bpfskel");

  @Test
  void everyLookupByNameIsKnown() {
    assertWithMessage("what these find belongs into the metadata, and they into the table")
        .that(LookupsByName.in(CLASSES))
        .isEqualTo(KNOWN);
  }

  @Test
  void fileNamesAllThatIsFoundByName() throws IOException, ReflectiveOperationException {
    String expected = expected().text();
    if ("update".equals(System.getProperty("bpfskel.reachability"))) {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, expected);
    }
    assertThat(Files.readString(FILE)).isEqualTo(expected);
  }

  @Test
  void jarHasTheFileWhereNativeImageLooksForIt() {
    assertThat(
            BpfObject.class.getResource(
                "/META-INF/native-image/org.bpfskel/bpfskel-runtime/reachability-metadata.json"))
        .isNotNull();
  }

  /** Each function is linked with the parameters that its native method has. */
  @Test
  void foreignCallsHaveTheShapesThatTheMetadataNames() throws IOException {
    List<String> linked =
        FOREIGN_CALL
            .matcher(Files.readString(FOREIGN_CALLS))
            .results()
            .map(call -> call.group(1) + call.group(2).replaceAll("\\s+", ""))
            .toList();
    List<String> shapes =
        nativeMethods().map(method -> method.getName() + shape(method)).sorted().toList();
    assertThat(linked).isNotEmpty();
    assertThat(shapes).containsAtLeastElementsIn(linked);
    assertThat(
            CLASSES.stream()
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(call -> call.getTargetOwner().getSimpleName().equals("ForeignCall"))
                .filter(call -> call.getTarget().getName().equals("find")))
        .hasSize(linked.size());
  }

  private static String shape(Method method) {
    return Stream.of(method.getParameterTypes())
        .map(type -> "," + type + ".class")
        .reduce("", String::concat);
  }

  private static ReachabilityMetadata expected() throws IOException, ReflectiveOperationException {
    ReachabilityMetadata metadata = new ReachabilityMetadata();
    for (String library : LIBRARIES) {
      metadata.resource(library);
      new NamesInJna(library).addTo(metadata);
    }
    addOurLookups(metadata);
    addImplementationsOfJnaTypes(metadata);
    addMethodsThatJniCalls(metadata);
    nativeMethods()
        .forEach(
            method -> {
              metadata
                  .type(method.getDeclaringClass().getName())
                  .jni()
                  .member(method.getName(), method);
              metadata.downcall(method.getParameterTypes());
            });
    for (Class<?> shown : shownRecords()) {
      for (RecordComponent component : shown.getRecordComponents()) {
        metadata.type(shown.getName()).method(component.getName());
      }
    }
    return metadata;
  }

  /** What {@link #KNOWN} finds, in its order. */
  private static void addOurLookups(ReachabilityMetadata metadata) {
    metadata.type("java.lang.Module").method("isNativeAccessEnabled");
    metadata
        .type(FOREIGN + "Linker")
        .method(
            "downcallHandle",
            FOREIGN + "MemorySegment",
            FOREIGN + "FunctionDescriptor",
            FOREIGN + "Linker$Option[]")
        .method("nativeLinker");
    metadata.type(FOREIGN + "MemorySegment").method("ofAddress", "long");
    metadata
        .type(FOREIGN + "FunctionDescriptor")
        .method("of", FOREIGN + "MemoryLayout", FOREIGN + "MemoryLayout[]");
    metadata.type(FOREIGN + "MemoryLayout");
    metadata.type(FOREIGN + "MemoryLayout[]");
    metadata.type(FOREIGN + "Linker$Option");
    metadata.type(FOREIGN + "Linker$Option[]");
    metadata.type(FOREIGN + "ValueLayout").field("JAVA_INT").field("JAVA_LONG");
    metadata.type("com.sun.jna.Memory");
    metadata.type("java.lang.Thread").method("isVirtual");
  }

  /** C calls these. */
  private static void addImplementationsOfJnaTypes(ReachabilityMetadata metadata) {
    for (JavaClass type : CLASSES) {
      Stream.of("Native$ffi_callback", "Callback", "Structure", "Library")
          .filter(known -> type.isAssignableTo("com.sun.jna." + known))
          .forEach(
              known -> {
                ReachabilityMetadata.Kept kept = metadata.type(type.getName()).jni();
                Arrays.stream(type.reflect().getDeclaredMethods())
                    .filter(method -> method.getName().equals("invoke"))
                    .forEach(method -> kept.member("invoke", method));
              });
    }
  }

  /** The library of bpfskel-natives finds it by its name in C; its natives need no entry. */
  private static void addMethodsThatJniCalls(ReachabilityMetadata metadata)
      throws ReflectiveOperationException {
    Class<?> calls = CLASSES.get(JNI_CALLS).reflect();
    metadata
        .type(JNI_CALLS)
        .jni()
        .member("print", calls.getDeclaredMethod("print", int.class, long.class, long.class));
  }

  /** To which JNA binds functions. */
  private static Stream<Method> nativeMethods() {
    return CLASSES.stream()
        .filter(type -> !type.getName().equals(JNI_CALLS))
        .flatMap(type -> type.getMethods().stream())
        .filter(method -> method.getModifiers().contains(JavaModifier.NATIVE))
        .map(JavaMethod::reflect);
  }

  /** Records that show themselves by their components. */
  private static List<Class<?>> shownRecords() {
    TreeSet<String> names =
        CLASSES.stream()
            .flatMap(type -> type.getMethodCallsFromSelf().stream())
            .filter(ReachabilityMetadataTest::showsRecord)
            .map(call -> call.getOriginOwner().getName())
            .collect(toCollection(TreeSet::new));
    return names.stream().<Class<?>>map(name -> CLASSES.get(name).reflect()).toList();
  }

  private static boolean showsRecord(JavaMethodCall call) {
    return call.getTarget().getFullName().equals("org.bpfskel.btf.Printable.of(java.lang.Record)");
  }
}
