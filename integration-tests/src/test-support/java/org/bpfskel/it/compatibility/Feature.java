package org.bpfskel.it.compatibility;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.bpfskel.BpfException;
import org.bpfskel.BpfLink;
import org.bpfskel.BpfObject;
import org.bpfskel.BpfProgram;
import org.bpfskel.attach.AttachTarget;

/**
 * Something that can be had or not.
 *
 * @param name as the table has it
 * @param attempt what has it; throws where it cannot be had
 */
record Feature(String name, Callable<?> attempt) {
  /** {@code yes}, or in a few words why not. */
  String result() {
    try {
      attempt.call();
      return "yes";
    } catch (BpfException e) {
      return e.errnoName().isEmpty() ? inShort(e) : e.errnoName();
    } catch (Exception e) {
      return inShort(e);
    }
  }

  /** The first sentence, without what was called, and files without their folders. */
  private static String inShort(Throwable e) {
    return String.valueOf(e.getMessage())
        .replaceFirst("(?s)\\. .*|\n.*", "")
        .replaceFirst(".* failed for [^:]*: ", "")
        .replaceAll("/\\S*/", "");
  }

  /** Loads one program of an object and attaches it. */
  static Feature attach(String name, String object, String program, AttachTarget target) {
    return new Feature(
        name,
        () -> {
          try (BpfObject opened = open(object)) {
            load(opened, program);
            attached(opened.program(program).attach(target));
            return opened;
          }
        });
  }

  /** As {@link #attach}, where the program's section says. */
  static Feature attachBySection(String name, String object, String program) {
    return new Feature(
        name,
        () -> {
          try (BpfObject opened = open(object)) {
            load(opened, program);
            attached(opened.program(program).attach());
            return opened;
          }
        });
  }

  /** Loads an object and attaches one of its struct_ops variables. */
  static Feature structOps(String name, String object, String variable) {
    return new Feature(
        name,
        () -> {
          try (BpfObject opened = open(object)) {
            opened.load();
            attached(opened.structOps(variable).attachStructOps());
            return opened;
          }
        });
  }

  private static void attached(BpfLink link) {
    link.close();
  }

  private static void load(BpfObject object, String only) {
    for (BpfProgram program : object.programs()) {
      program.setAutoload(program.name().equals(only));
    }
    object.load();
  }

  /** An object of the tests, from the class path. */
  static BpfObject open(String object) throws IOException {
    String resource = "bpf/" + object + ".bpf.o";
    try (var in = Feature.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException(resource + " is not on the class path");
      }
      return BpfObject.open(in.readAllBytes(), Path.of(resource).toString());
    }
  }
}
