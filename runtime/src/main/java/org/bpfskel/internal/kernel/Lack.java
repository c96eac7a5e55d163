package org.bpfskel.internal.kernel;

/**
 * Something that an object cannot do without, and that a kernel does not have.
 *
 * @param subject the part of the object that the kernel will refuse for it: {@code program 'x'}
 * @param text what the object needs and what the kernel has, in one sentence; the kernel is called
 *     "it"
 * @param place where in C it is needed: {@code tcp_cc.bpf.c:106}; empty if that is not known
 */
public record Lack(String subject, String text, String place) {
  private static final String PROGRAM = "program '";
  private static final String VARIABLE = "struct_ops variable '";

  static String subjectOfProgram(String name) {
    return PROGRAM + name + "'";
  }

  static String subjectOfVariable(String name) {
    return VARIABLE + name + "'";
  }

  /** The name of the program that is refused alone; empty if it is not a program. */
  public String program() {
    return subject.startsWith(PROGRAM)
        ? subject.substring(PROGRAM.length(), subject.length() - 1)
        : "";
  }

  /** Whether it is a struct_ops variable that is refused. */
  public boolean isOfVariable() {
    return subject.startsWith(VARIABLE);
  }
}
