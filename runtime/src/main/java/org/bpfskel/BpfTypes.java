package org.bpfskel;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Asks for one class with the structs, unions and enums of a compiled BPF object, which several
 * skeletons then share: by {@link BpfSkeleton#typesOf} a skeleton uses these classes in place of
 * classes of its own, so that one C struct is one Java class.
 *
 * <pre>{@code
 * @BpfTypes(value = "bpf/exec.bpf.o", name = "EventTypes", types = "event")
 * interface Events {}
 *
 * @BpfSkeleton(value = "bpf/exec.bpf.o", typesOf = Events.class)
 * interface Exec {}
 *
 * @BpfSkeleton(value = "bpf/exit.bpf.o", typesOf = Events.class)
 * interface Exit {}
 * }</pre>
 *
 * The annotated class or interface only says where: the class is generated into its package, and
 * {@code EventTypes.Event} is nested in it. Where a skeleton's object has a type of that name that
 * looks otherwise, that is a compile error which shows the difference.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface BpfTypes {

  /**
   * {@return the compiled object that has the types, or raw BTF, as the name of a class path
   * resource without a leading slash} It is found as {@link BpfSkeleton#value} is. Nothing opens it
   * at run time.
   */
  String value();

  /**
   * Simple name of the generated class. By default made from the object's file name: {@code
   * bpf/exec.bpf.o} gives {@code ExecTypes}.
   *
   * @return the simple name; empty for the one made from the file's
   */
  String name() default "";

  /**
   * The types of C that become classes, with those that they embed, named as {@link
   * BpfSkeleton#types} names them. Without this element they are all that a skeleton of the object
   * would have: types of maps' keys and values and of global variables.
   *
   * @return names of types in C, with or without a keyword
   */
  String[] types() default {};

  /**
   * Arrays of {@code char} that are no text, as {@link BpfSkeleton#bytes}: members of the types,
   * named with their struct as in {@code "flow.mac"}.
   *
   * @return names of members
   */
  String[] bytes() default {};
}
