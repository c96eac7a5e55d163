package org.bpfskel.processor.emit;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PROTECTED;
import static javax.lang.model.element.Modifier.PUBLIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.Set;
import org.bpfskel.processor.model.LinkModel;

/** Writes the group of links, which attach sets and detach clears. */
final class LinksWriter {
  private static final String PROGRAMS = "progs";
  private static final String MAPS = "maps";

  private final ClassName skeleton;
  private final ClassName group;
  private final List<LinkModel> links;

  LinksWriter(ClassName skeleton, List<LinkModel> links) {
    this.skeleton = skeleton;
    this.group = skeleton.nestedClass("Links");
    this.links = links;
  }

  void addTo(TypeSpec.Builder type) {
    if (!links.isEmpty()) {
      type.addField(field()).addTypes(group());
    }
  }

  /**
   * Writes:
   *
   * <pre>{@code
   * public final Links links = links(new Links());
   * }</pre>
   */
  private FieldSpec field() {
    return FieldSpec.builder(group, "links", PUBLIC, FINAL)
        .addJavadoc("What is attached: set by attach, cleared by detach.\n")
        .initializer("links(new $T())", group)
        .build();
  }

  /**
   * Writes:
   *
   * <pre>{@code
   * public final class Links extends LinkGroup {
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
    return ClassParts.write(
        group, RuntimeTypes.LINK_GROUP, type, Parts.of(links), Set.of(), this::addLinks);
  }

  private void addLinks(TypeSpec.Builder type, int part, List<LinkModel> ofPart) {
    MethodSpec.Builder attach = override("attach", part);
    MethodSpec.Builder detach = override("detach", part);
    for (LinkModel link : ofPart) {
      type.addField(
          FieldSpec.builder(RuntimeTypes.nullable(RuntimeTypes.BPF_LINK), link.javaName(), PUBLIC)
              .addJavadoc("Link of $L.\n", EscapedText.code(link.name()))
              .build());
      attach.addStatement(
          "$1N = attach($2L.$3N, $1N)", link.javaName(), targets(link), link.targetJavaName());
      detach.addStatement("$1N = detach($1N)", link.javaName());
    }
    type.addMethod(MethodSpec.constructorBuilder().addModifiers(PRIVATE).build())
        .addMethod(attach.build())
        .addMethod(detach.build());
  }

  /**
   * Writes, the second line in all parts of a large group but the first:
   *
   * <pre>{@code
   * @Override
   * protected void attach() {
   *   super.attach();
   *   testmod_1 = attach(maps.testmod_1, testmod_1);
   *   …
   * }
   * }</pre>
   */
  private static MethodSpec.Builder override(String name, int part) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(name).addAnnotation(Override.class).addModifiers(PROTECTED);
    return part == 1 ? method : method.addStatement("super.$L()", name);
  }

  /** The group of what is attached, through the skeleton where a link has the group's name. */
  private CodeBlock targets(LinkModel link) {
    String name = link.ofMap() ? MAPS : PROGRAMS;
    boolean hidden = links.stream().anyMatch(other -> other.javaName().equals(name));
    return hidden ? CodeBlock.of("$T.this.$L", skeleton, name) : CodeBlock.of("$L", name);
  }
}
