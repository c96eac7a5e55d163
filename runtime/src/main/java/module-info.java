/**
 * Typed Java skeletons of compiled BPF objects: the annotation, the BTF reader, and what a running
 * program needs. Native code is called in module {@code com.sun.jna}, or here where {@code
 * bpfskel-natives} is on the class path.
 */
// The processor's module comes after this one, and JNA's usual jar has no descriptor.
@SuppressWarnings({"module", "requires-automatic"})
module org.bpfskel {
  requires com.sun.jna;

  // Of the annotations on generated classes; no running program needs them.
  requires static transitive java.compiler;
  requires static transitive org.jspecify;

  exports org.bpfskel;
  exports org.bpfskel.attach;
  exports org.bpfskel.btf;
  exports org.bpfskel.data;
  exports org.bpfskel.event;
  exports org.bpfskel.feature;
  exports org.bpfskel.generated;
  exports org.bpfskel.kernel;
  exports org.bpfskel.link;
  exports org.bpfskel.linker;
  exports org.bpfskel.loaded;
  exports org.bpfskel.map;
  exports org.bpfskel.internal.elf to
      org.bpfskel.processor;
  exports org.bpfskel.internal.kernel to
      org.bpfskel.processor;
  exports org.bpfskel.internal.object to
      org.bpfskel.processor;
  exports org.bpfskel.internal.program to
      org.bpfskel.processor;
}
