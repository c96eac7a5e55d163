/**
 * The annotation processor that turns a compiled BPF object into a Java class. Found by javac as a
 * service; nothing in it is there to be called.
 */
@SuppressWarnings("requires-automatic") // these jars have no descriptors
module org.bpfskel.processor {
  requires com.google.gson;
  requires com.palantir.javapoet;
  requires org.bpfskel;

  // Of the annotation that lists the processor as a service on class paths.
  requires static com.google.auto.service;

  // Not there in an ecj on a runtime without a compiler.
  requires static jdk.compiler;

  provides javax.annotation.processing.Processor with
      org.bpfskel.processor.BpfSkeletonProcessor;
}
