package org.bpfskel.linker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bpfskel.BpfException;
import org.bpfskel.internal.load.ObjectLinker;
import org.bpfskel.internal.object.ObjectFile;

/**
 * Links compiled BPF objects into one, as {@code bpftool gen object} does: {@code struct
 * bpf_linker} of libbpf. What one object declares {@code extern} and another defines, such as
 * functions, maps and global variables, is one thing in the result. Its types are merged, and it
 * has no debug information.
 *
 * <pre>{@code
 * byte[] whole = new BpfLinker().add(Path.of("filter.bpf.o")).add(Path.of("count.bpf.o")).link();
 * try (BpfObject object = BpfObject.open(whole, "whole.bpf.o")) { … }
 * }</pre>
 *
 * <p>Needs no privilege. All of libbpf's work is within {@link #link}, and nothing has to be closed
 * or freed. Safe for use by several threads.
 */
public final class BpfLinker {
  private final Map<String, byte[]> objects = new LinkedHashMap<>();

  /** Begins with no object. */
  public BpfLinker() {}

  /**
   * Adds the object in a file, which is read now: {@code bpf_linker__add_file}.
   *
   * @param file an object that clang compiled with {@code -g}
   * @return this linker
   * @throws BpfException if the file cannot be read
   * @throws IllegalArgumentException if an object of that name was added before
   */
  public BpfLinker add(Path file) {
    try {
      return add(ObjectFile.read(file), file.toString());
    } catch (IOException e) {
      throw new BpfException(
          "open", file.toString(), BpfException.Kind.OTHER, "cannot read the file: " + e);
    }
  }

  /**
   * Adds an object in memory: {@code bpf_linker__add_buf}, with every libbpf.
   *
   * @param bytes the whole object, of which a copy is kept
   * @param name what errors call it
   * @return this linker
   * @throws IllegalArgumentException if an object of that name was added before
   */
  public synchronized BpfLinker add(byte[] bytes, String name) {
    if (objects.containsKey(name)) {
      throw new IllegalArgumentException(name + " was added to the linker before");
    }
    objects.put(name, bytes.clone());
    return this;
  }

  /**
   * Links the objects in the order in which they were added: {@code bpf_linker__new} and {@code
   * bpf_linker__finalize}, and {@code bpf_linker__free} however it ends. More may be added
   * afterwards, and linked anew.
   *
   * @return the whole object, as {@link org.bpfskel.BpfObject#open(byte[], String)} takes it
   * @throws BpfException if an object is damaged or of another byte order, or if libbpf refuses to
   *     link them, for two define one name; it has libbpf's own words
   * @throws IllegalStateException if no object was added
   */
  public synchronized byte[] link() {
    if (objects.isEmpty()) {
      throw new IllegalStateException("the linker has no object: add one before link()");
    }
    return ObjectLinker.link(objects);
  }
}
