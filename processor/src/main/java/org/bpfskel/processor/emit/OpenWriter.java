package org.bpfskel.processor.emit;

import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.nio.file.Path;

/** Writes how a skeleton is opened: from where, each with and without options. */
final class OpenWriter {
  private static final ParameterSpec FILE =
      ParameterSpec.builder(ClassName.get(Path.class), "file").build();
  private static final ParameterSpec BYTES =
      ParameterSpec.builder(ArrayTypeName.of(TypeName.BYTE), "bytes").build();
  private static final ParameterSpec OPTIONS =
      ParameterSpec.builder(RuntimeTypes.OPEN_OPTIONS, "options").build();

  private static final String OPENS_OWN =
      "Opens the object that this class was generated from. Needs no privilege.";

  private static final String LOADS = "Opens the object and takes it to the kernel as it is.";

  private static final String OPEN_FAILS = "the object is missing, or libbpf refuses it";
  private static final String OPEN_GIVEN_FAILS =
      "it cannot be read, libbpf refuses it, or it does not fit this class";
  private static final String LOAD_FAILS =
      "the object is missing, libbpf refuses it, or the kernel does";

  private final ClassName skeleton;
  private final boolean hasObject;

  /** {@code hasObject} says whether the skeleton was made from an object, which it can open. */
  OpenWriter(ClassName skeleton, boolean hasObject) {
    this.skeleton = skeleton;
    this.hasObject = hasObject;
  }

  void addTo(TypeSpec.Builder type) {
    if (hasObject) {
      type.addMethod(open()).addMethod(openWith());
    }
    for (ParameterSpec given : new ParameterSpec[] {FILE, BYTES}) {
      type.addMethod(open(given)).addMethod(openWith(given));
    }
    if (hasObject) {
      type.addMethod(openAndLoad()).addMethod(openAndLoadWith());
    }
  }

  /**
   * Writes:
   *
   * <pre>{@code
   * public static Skel open() {
   *   return open(OpenOptions.DEFAULT);
   * }
   * }</pre>
   */
  private MethodSpec open() {
    return method("open", OPENS_OWN, OPEN_FAILS)
        .addStatement("return open($T.DEFAULT)", RuntimeTypes.OPEN_OPTIONS)
        .build();
  }

  /**
   * Writes:
   *
   * <pre>{@code
   * public static Skel open(OpenOptions options) {
   *   return OBJECT.open(Skel.class.getResourceAsStream(OBJECT.resource()), options, Skel::new);
   * }
   * }</pre>
   */
  private MethodSpec openWith() {
    return method("open", OPENS_OWN, OPEN_FAILS, OPTIONS)
        .addStatement(
            "return OBJECT.open($1T.class.getResourceAsStream(OBJECT.resource()), $2N, $1T::new)",
            skeleton,
            OPTIONS)
        .build();
  }

  /**
   * Writes:
   *
   * <pre>{@code
   * public static Skel open(Path file) {
   *   return open(file, OpenOptions.DEFAULT);
   * }
   * }</pre>
   */
  private MethodSpec open(ParameterSpec given) {
    return method("open", whatIsGiven(), OPEN_GIVEN_FAILS, given)
        .addStatement("return open($N, $T.DEFAULT)", given, RuntimeTypes.OPEN_OPTIONS)
        .build();
  }

  /**
   * Writes:
   *
   * <pre>{@code
   * public static Skel open(Path file, OpenOptions options) {
   *   return OBJECT.open(file, options, Skel::new);
   * }
   * }</pre>
   */
  private MethodSpec openWith(ParameterSpec given) {
    return method("open", whatIsGiven(), OPEN_GIVEN_FAILS, given, OPTIONS)
        .addStatement("return OBJECT.open($N, $N, $T::new)", given, OPTIONS, skeleton)
        .build();
  }

  private String whatIsGiven() {
    return "Opens "
        + (hasObject ? "another build of the object" : "an object of these types")
        + ", whose members are found by their names in C.";
  }

  /**
   * Writes:
   *
   * <pre>{@code
   * public static Skel openAndLoad() {
   *   return loaded(open());
   * }
   * }</pre>
   */
  private MethodSpec openAndLoad() {
    return method("openAndLoad", LOADS, LOAD_FAILS).addStatement("return loaded(open())").build();
  }

  /**
   * Writes:
   *
   * <pre>{@code
   * public static Skel openAndLoad(OpenOptions options) {
   *   return loaded(open(options));
   * }
   * }</pre>
   */
  private MethodSpec openAndLoadWith() {
    return method("openAndLoad", LOADS, LOAD_FAILS, OPTIONS)
        .addStatement("return loaded(open($N))", OPTIONS)
        .build();
  }

  /** The head of a method, with its Javadoc. */
  private MethodSpec.Builder method(
      String name, String does, String fails, ParameterSpec... parameters) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(name).addModifiers(PUBLIC, STATIC).returns(skeleton);
    CodeBlock.Builder javadoc = CodeBlock.builder().add("$L\n\n", does);
    for (ParameterSpec parameter : parameters) {
      method.addParameter(parameter);
      javadoc.add(
          "@param $N $L\n",
          parameter,
          parameter.name().equals(OPTIONS.name())
              ? "how it is opened"
              : "the object, compiled for this machine's byte order");
    }
    javadoc.add("@return the skeleton, to be closed by the caller\n");
    // By its full name, for ecj warns of an import that only a comment needs.
    javadoc.add("@throws org.bpfskel.BpfException if $L\n", fails);
    return method.addJavadoc(javadoc.build());
  }
}
