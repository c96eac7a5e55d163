package org.bpfskel.processor.emit;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PROTECTED;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import org.bpfskel.processor.model.LinkModel;

/** Writes the group of links, which attach sets and detach clears. */
final class LinksWriter {
  private final ClassName group;
  private final List<LinkModel> links;

  LinksWriter(ClassName skeleton, List<LinkModel> links) {
    this.group = skeleton.nestedClass("Links");
    this.links = links;
  }

  void addTo(TypeSpec.Builder type) {
    type.addMethods(attachLinks()).addMethods(detachLinks());
    if (!links.isEmpty()) {
      type.addField(field()).addType(group());
    }
  }

  /**
   * Writes:
   *
   * <pre>{@code
   * public final Links links = new Links();
   * }</pre>
   */
  private FieldSpec field() {
    return FieldSpec.builder(group, "links", PUBLIC, FINAL)
        .addJavadoc("What is attached: set by attach, cleared by detach.\n")
        .initializer("new $T()", group)
        .build();
  }

  /**
   * Writes:
   *
   * <pre>{@code
   * public static final class Links {
   *   public @Nullable BpfLink testmod_1;
   *   …
   * }
   * }</pre>
   */
  private TypeSpec group() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(group)
            .addModifiers(PUBLIC, STATIC, FINAL)
            .addJavadoc(
                """
                The links of programs and struct_ops variables, null while they are not attached.
                A link that is assigned here is kept by attach and closed by detach.
                """)
            .addMethod(MethodSpec.constructorBuilder().addModifiers(PRIVATE).build());
    for (LinkModel link : links) {
      type.addField(
          FieldSpec.builder(RuntimeTypes.nullable(RuntimeTypes.BPF_LINK), link.javaName(), PUBLIC)
              .addJavadoc("Link of $L.\n", CText.code(link.name()))
              .build());
    }
    return type.build();
  }

  /**
   * Writes:
   *
   * <pre>{@code
   * @Override
   * protected void attachLinks() {
   *   links.testmod_1 = attach(maps.testmod_1, links.testmod_1);
   * }
   * }</pre>
   */
  private List<MethodSpec> attachLinks() {
    return Parts.methods(
        override("attachLinks"),
        links.stream()
            .map(
                link ->
                    CodeBlock.of(
                        "links.$1N = attach($2L.$3N, links.$1N)",
                        link.javaName(),
                        link.ofMap() ? "maps" : "progs",
                        link.targetJavaName()))
            .toList());
  }

  /**
   * Writes:
   *
   * <pre>{@code
   * @Override
   * protected void detachLinks() {
   *   links.testmod_1 = detach(links.testmod_1);
   * }
   * }</pre>
   */
  private List<MethodSpec> detachLinks() {
    return Parts.methods(
        override("detachLinks"),
        links.stream()
            .map(link -> CodeBlock.of("links.$1N = detach(links.$1N)", link.javaName()))
            .toList());
  }

  private static MethodSpec.Builder override(String name) {
    return MethodSpec.methodBuilder(name).addAnnotation(Override.class).addModifiers(PROTECTED);
  }
}
