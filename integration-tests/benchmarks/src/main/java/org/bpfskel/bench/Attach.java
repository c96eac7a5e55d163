package org.bpfskel.bench;

/** The whole of a process that attaches a struct_ops once. */
final class Attach {
  private Attach() {}

  public static void main(String[] args) {
    AttachLoop.once();
  }
}
