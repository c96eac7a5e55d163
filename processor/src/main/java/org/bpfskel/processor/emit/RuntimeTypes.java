package org.bpfskel.processor.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;

/** The types that generated code uses, by name: a table. */
final class RuntimeTypes {
  static final ClassName BPF_LINK = ClassName.get("org.bpfskel", "BpfLink");
  static final ClassName BPF_MAP = ClassName.get("org.bpfskel", "BpfMap");
  static final ClassName DATA_MAP = ClassName.get("org.bpfskel", "DataMap");
  static final ClassName STRUCT_OPS_MAP = ClassName.get("org.bpfskel", "StructOpsMap");
  static final ClassName BPF_PROGRAM = ClassName.get("org.bpfskel", "BpfProgram");
  static final ClassName OPEN_OPTIONS = ClassName.get("org.bpfskel", "OpenOptions");
  static final ClassName STRUCT_OPS_PROGRAM = ClassName.get("org.bpfskel", "StructOpsProgram");

  static final ClassName LAYOUT = ClassName.get("org.bpfskel.generated", "GeneratedLayout");
  static final ClassName LINK_GROUP = ClassName.get("org.bpfskel.generated", "LinkGroup");
  static final ClassName OBJECT_SOURCE = ClassName.get("org.bpfskel.generated", "ObjectSource");
  static final ClassName OPENED_OBJECT = ClassName.get("org.bpfskel.generated", "OpenedObject");
  static final ClassName SKELETON = ClassName.get("org.bpfskel.generated", "GeneratedSkeleton");
  static final ClassName STRUCT_VALUE = ClassName.get("org.bpfskel.generated", "GeneratedStruct");
  static final ClassName UNION_VALUE = ClassName.get("org.bpfskel.generated", "GeneratedUnion");
  static final ClassName SECTION_PLACE = ClassName.get("org.bpfskel.data", "SectionPlace");
  static final ClassName STRUCT_OPS_READER =
      ClassName.get("org.bpfskel.generated", "StructOpsReader");
  static final ClassName STRUCT_OPS_SHADOW =
      ClassName.get("org.bpfskel.generated", "GeneratedShadow");

  static final ClassName CODEC = ClassName.get("org.bpfskel.data", "Codec");
  static final ClassName STRUCT_READER = ClassName.get("org.bpfskel.data", "StructReader");
  static final ClassName STRUCT_WRITER = ClassName.get("org.bpfskel.data", "StructWriter");

  static final ClassName GENERATED = ClassName.get("javax.annotation.processing", "Generated");
  static final ClassName NULL_MARKED = ClassName.get("org.jspecify.annotations", "NullMarked");
  private static final ClassName NULLABLE = ClassName.get("org.jspecify.annotations", "Nullable");

  private RuntimeTypes() {}

  /** A class of handles on global variables. */
  static ClassName data(String name) {
    return ClassName.get("org.bpfskel.data", name);
  }

  static TypeName nullable(ClassName type) {
    return type.annotated(AnnotationSpec.builder(NULLABLE).build());
  }
}
