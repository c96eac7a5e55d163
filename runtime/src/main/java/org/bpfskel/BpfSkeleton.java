package org.bpfskel;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Asks for a skeleton: a class, generated beside the annotated one, with the programs, maps, links
 * and struct_ops variables of a compiled BPF object. What {@code bpftool gen skeleton} is to C.
 *
 * <pre>{@code
 * @BpfSkeleton(value = "bpf/testmod.bpf.o", name = "Skel")
 * final class App {
 *   public static void main(String[] args) {
 *     try (Skel skel = Skel.open()) {
 *       skel.structOps.testmod_1.data = 13;
 *       skel.load();
 *       skel.attach();
 *     }
 *   }
 * }
 * }</pre>
 *
 * The annotated class or interface only says where: the skeleton is generated into its package. It
 * may be nested, generic, an enum or a record, but not local: compilers show local classes to no
 * processor. {@code @SuppressWarnings("bpfskel")} on it silences warnings about the object, and
 * errors that say what libbpf or a kernel refuses; but none without which there is no skeleton.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Repeatable(BpfSkeleton.List.class)
public @interface BpfSkeleton {

  /**
   * {@return the compiled object ({@code clang -g -O2 -target bpf}), as the name of a class path
   * resource without a leading slash} It is searched on the class path, in the class output, and in
   * the directories of the processor option {@code -Abpfskel.path}; an object found only there is
   * copied into the class output, for it is read again at run time.
   *
   * <p>Or raw BTF: the content of an object's {@code .BTF} section, such as {@code llvm-objcopy
   * --dump-section .BTF=testmod.btf} extracts. It gives the maps and struct_ops variables but no
   * programs, and the skeleton opens only objects that it is given.
   */
  String value();

  /**
   * Simple name of the generated class. By default made from the object's file name: {@code
   * bpf/tcp_cc.bpf.o} gives {@code TcpCcSkel}. At most 200 bytes of UTF-8, for the names of the
   * nested classes' files begin with it.
   *
   * @return the simple name; empty for the one made from the file's
   */
  String name() default "";

  /**
   * Structs, unions and enums of C that become classes though no map, global variable or struct_ops
   * type has them: records of a ring buffer, such as {@code types = "event"}. Where C has several
   * types of that name, {@code "struct event"}, {@code "union event"}, {@code "enum event"} or
   * {@code "typedef event"} says which.
   *
   * <p>clang writes a type into BTF only where a variable, a map or a global function has it.
   * Others are taken from the debug information of the same file, DWARF 4 or 5, which {@code clang
   * -g} writes. An object that has lost it, as by {@code llvm-strip -g}, keeps a type in BTF by a
   * declaration: {@code struct event *unused_event __attribute__((unused));}. An enum without a
   * name can only be had by a typedef, a variable or a member that has it.
   *
   * @return names of types in C, with or without a keyword
   */
  String[] types() default {};

  /**
   * Arrays of {@code char} that are no text: addresses, digests. In Java they are {@code byte[]} in
   * place of {@code String}. A struct's member is named with the struct, {@code bytes =
   * "flow.mac"}, the key or the value of a map with the map, {@code "macs.key"}, {@code
   * "macs.value"}, and a global variable by its name. One that the object does not have is an
   * error.
   *
   * @return names of members, keys, values and variables
   */
  String[] bytes() default {};

  /**
   * Types of keys and values of maps that the C source declares by sizes alone, {@code
   * __uint(value_size, 24)}, which are {@code byte[]} otherwise: {@code mapTypes = {"counts.key =
   * __u32", "counts.value = struct event"}}. A type is named as in {@link #types}, or is a number
   * such as {@code int} or {@code __u64}, or an array of one, {@code "macs.key = __u8[6]"}. A type
   * of another size than the map has there, and a place that has a type in C, is an error.
   *
   * @return places and their types
   */
  String[] mapTypes() default {};

  /**
   * Kernels that the object is to run on: files of the folder that the processor option {@code
   * -Abpfskel.kernels} names, without their ending. {@code kernels = "6.1"} is {@code 6.1.btf}, or
   * the one file that begins with {@code 6.1-} or {@code 6.1.}. What one of them lacks that the
   * object cannot do without is a compile error. Without this element the object is held against
   * all kernels of the folder.
   *
   * @return names of files without their ending, or what one begins with
   */
  String[] kernels() default {};

  /**
   * Classes with {@link BpfTypes} or {@code @BpfSkeleton}, whose structs, unions and enums this
   * skeleton uses in place of classes of its own. A type goes by its name in C; one that none of
   * them has becomes a class of this skeleton, and one that looks otherwise in this object is a
   * compile error. Where two of them have a type, the first one's is used.
   *
   * @return annotated classes of this compilation, or of the class path together with their objects
   */
  Class<?>[] typesOf() default {};

  /** Several skeletons asked for by one class. */
  @Documented
  @Retention(RetentionPolicy.CLASS)
  @Target(ElementType.TYPE)
  @interface List {
    /** {@return the skeletons, each with a name of its own} */
    BpfSkeleton[] value();
  }
}
