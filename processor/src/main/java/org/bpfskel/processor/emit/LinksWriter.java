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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bpfskel.processor.model.LinkModel;

/** Writes the group of links, which attach sets and detach clears. */
final class LinksWriter {
  private static final MethodSpec ATTACH = MethodSpec.methodBuilder("attachLinks").build();
  private static final MethodSpec DETACH = MethodSpec.methodBuilder("detachLinks").build();

  private final ClassName skeleton;
  private final ClassName group;
  private final List<List<LinkModel>> parts;

  LinksWriter(ClassName skeleton, List<LinkModel> links) {
    this.skeleton = skeleton;
    this.group = skeleton.nestedClass("Links");
    this.parts = Parts.of(links);
  }

  void addTo(TypeSpec.Builder type) {
    List<LinkModel> first = parts.get(0);
    type.addMethod(override(ATTACH, attach(first))).addMethod(override(DETACH, detach(first)));
    if (!first.isEmpty()) {
      type.addField(field()).addTypes(group());
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
  private List<TypeSpec> group() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(group)
            .addModifiers(PUBLIC, FINAL)
            .addJavadoc(
                """
                The links of programs and struct_ops variables, null while they are not attached.
                A link that is assigned here is kept by attach and closed by detach.
                """);
    if (parts.size() == 1) {
      type.addModifiers(STATIC);
    }
    return ClassParts.write(group, ClassName.OBJECT, type, parts, Set.of(), this::addLinks);
  }

  private void addLinks(TypeSpec.Builder type, int part, List<LinkModel> links) {
    type.addMethod(MethodSpec.constructorBuilder().addModifiers(PRIVATE).build());
    for (LinkModel link : links) {
      type.addField(
          FieldSpec.builder(RuntimeTypes.nullable(RuntimeTypes.BPF_LINK), link.javaName(), PUBLIC)
              .addJavadoc("Link of $L.\n", CText.code(link.name()))
              .build());
    }
    if (parts.size() > 1) {
      type.addMethod(ofPart(ATTACH, part, attach(links)))
          .addMethod(ofPart(DETACH, part, detach(links)));
    }
  }

  /**
   * Writes one of:
   *
   * <pre>{@code
   * @Override
   * protected void attachLinks() {
   *   links.testmod_1 = attach(maps.testmod_1, links.testmod_1);
   * }
   *
   * @Override
   * protected void attachLinks() {
   *   links.attachLinks1();
   *   links.attachLinks2();
   * }
   * }</pre>
   */
  private MethodSpec override(MethodSpec method, List<CodeBlock> ofOnlyPart) {
    MethodSpec.Builder whole =
        method.toBuilder().addAnnotation(Override.class).addModifiers(PROTECTED);
    if (parts.size() == 1) {
      for (CodeBlock link : ofOnlyPart) {
        whole.addStatement(link);
      }
    } else {
      Parts.calls(method, parts.size()).forEach(part -> whole.addStatement("links.$L", part));
    }
    return whole.build();
  }

  /**
   * Writes, in a part of the group:
   *
   * <pre>{@code
   * final void attachLinks1() {
   *   Skel.this.links.testmod_1 = attach(Skel.this.maps.testmod_1, Skel.this.links.testmod_1);
   *   …
   * }
   * }</pre>
   */
  private static MethodSpec ofPart(MethodSpec method, int part, List<CodeBlock> statements) {
    MethodSpec.Builder ofPart = Parts.method(method, part).addModifiers(FINAL);
    statements.forEach(ofPart::addStatement);
    return ofPart.build();
  }

  private List<CodeBlock> attach(List<LinkModel> links) {
    List<CodeBlock> statements = new ArrayList<>(links.size());
    for (LinkModel link : links) {
      statements.add(
          CodeBlock.of(
              "$1Llinks.$2N = attach($1L$3L.$4N, $1Llinks.$2N)",
              outer(),
              link.javaName(),
              link.ofMap() ? "maps" : "progs",
              link.targetJavaName()));
    }
    return statements;
  }

  private List<CodeBlock> detach(List<LinkModel> links) {
    List<CodeBlock> statements = new ArrayList<>(links.size());
    for (LinkModel link : links) {
      statements.add(CodeBlock.of("$1Llinks.$2N = detach($1Llinks.$2N)", outer(), link.javaName()));
    }
    return statements;
  }

  /** In the group a link may have the name of a field of the skeleton. */
  private CodeBlock outer() {
    return parts.size() == 1 ? CodeBlock.of("") : CodeBlock.of("$T.this.", skeleton);
  }
}
