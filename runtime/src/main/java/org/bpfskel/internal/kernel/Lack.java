package org.bpfskel.internal.kernel;

/**
 * Something that an object cannot do without, and that a kernel does not have.
 *
 * @param part which part of the object the kernel refuses for it
 * @param name of that part; empty of the whole object
 * @param refusal what is refused
 * @param text what the object needs and what the kernel has, in one sentence; the kernel is called
 *     "it"
 * @param place where in C it is needed: {@code tcp_cc.bpf.c:106}; empty if that is not known
 */
public record Lack(ObjectPart part, String name, Refusal refusal, String text, String place) {
  /** A part of an object. */
  public enum ObjectPart {
    /** All of it. */
    OBJECT("the object"),
    /** A map. */
    MAP("map"),
    /** A variable that Java may have changed since it was read. */
    STRUCT_OPS_VARIABLE("struct_ops variable"),
    /** A program. */
    PROGRAM("program");

    private final String words;

    ObjectPart(String words) {
      this.words = words;
    }
  }

  /** What a kernel refuses. */
  public enum Refusal {
    /** The load, whatever is set before. */
    LOAD,
    /** The load, unless the program's type or target is another by then. */
    LOAD_BY_SECTION,
    /** Attaching it in the way that its section names; it can be loaded. */
    ATTACH
  }

  static Lack ofObject(String text, String place) {
    return new Lack(ObjectPart.OBJECT, "", Refusal.LOAD, text, place);
  }

  /** The part as messages name it: {@code program 'x'}. */
  public String subject() {
    return name.isEmpty() ? part.words : part.words + " '" + name + "'";
  }

  /** Whether this program, too, cannot be loaded for it. */
  public boolean isOfProgram(String program) {
    return refusal != Refusal.ATTACH && (part != ObjectPart.PROGRAM || name.equals(program));
  }
}
