package org.bpfskel.processor;

import java.io.DataInputStream;
import java.io.IOException;
import javax.annotation.processing.Filer;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/**
 * The class of an earlier run in the output folder. ecj takes it for a class that is there already,
 * and refuses to have it generated again.
 */
final class EarlierOutput {
  /** What every class that is generated here has, and no other. */
  private static final String OBJECT_SOURCE = "org/bpfskel/generated/ObjectSource";

  private static final int MAGIC = 0xcafebabe;

  /** Tags of constants: a text, and those that fill two places. */
  private static final int UTF8 = 1;

  private static final int LONG = 5;
  private static final int DOUBLE = 6;

  private final Filer filer;
  private final String packageName;
  private final String simpleName;

  EarlierOutput(Filer filer, String packageName, String simpleName) {
    this.filer = filer;
    this.packageName = packageName;
    this.simpleName = simpleName;
  }

  /** Whether the class was made from this very source, so that it can stay. */
  boolean isOf(String source) {
    try {
      FileObject java =
          filer.getResource(StandardLocation.SOURCE_OUTPUT, packageName, simpleName + ".java");
      long compiled = classFile().getLastModified();
      return compiled != 0
          && compiled >= java.getLastModified()
          && source.contentEquals(java.getCharContent(true));
    } catch (IOException | IllegalArgumentException e) {
      return false; // there is none, or the compiler was given no folder for sources
    }
  }

  /**
   * Deletes the class, and not one of somebody else's. What the compiler has read of it by then, a
   * supertype for one, it remembers.
   *
   * @return whether there was one
   */
  boolean remove() {
    try {
      FileObject file = classFile();
      boolean ours;
      try (DataInputStream bytes = new DataInputStream(file.openInputStream())) {
        ours = namesObjectSource(bytes);
      }
      return ours && file.delete();
    } catch (IOException e) {
      return false; // there is none, or one that cannot be read: the compiler decides
    }
  }

  private FileObject classFile() throws IOException {
    return filer.getResource(StandardLocation.CLASS_OUTPUT, packageName, simpleName + ".class");
  }

  /** Whether the constants of a class file have the class; not those of what is none. */
  private static boolean namesObjectSource(DataInputStream file) throws IOException {
    if (file.readInt() != MAGIC) {
      return false;
    }
    file.readInt(); // version
    int count = file.readUnsignedShort();
    boolean named = false;
    for (int i = 1; i < count; i++) {
      int tag = file.readUnsignedByte();
      if (tag == UTF8) {
        named |= file.readUTF().equals(OBJECT_SOURCE);
      } else {
        file.skipNBytes(size(tag));
      }
      i += tag == LONG || tag == DOUBLE ? 1 : 0;
    }
    return named;
  }

  /** Bytes behind the tag of a constant of fixed size (JVMS 4.4). */
  private static int size(int tag) throws IOException {
    return switch (tag) {
      case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
      case LONG, DOUBLE -> 8;
      case 15 -> 3;
      case 7, 8, 16, 19, 20 -> 2;
      default -> throw new IOException("constant of kind " + tag);
    };
  }
}
