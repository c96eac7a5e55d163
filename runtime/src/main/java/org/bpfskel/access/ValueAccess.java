package org.bpfskel.access;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Member;
import org.bpfskel.data.Codec;
import org.bpfskel.data.IntVar;
import org.bpfskel.data.LongVar;
import org.bpfskel.data.ObjectBuild;
import org.bpfskel.data.StructWriter;
import org.bpfskel.data.ValueVar;
import org.bpfskel.internal.value.DataMemory;

/** What {@code org.bpfskel.data} does for the other packages. Safe for use by several threads. */
public interface ValueAccess {
  /** The structs of one build of an object, which has these types, as classes have them. */
  BuildValues of(Btf btf, ObjectBuild build);

  /**
   * The values of a class's codec as another build of the object has them.
   *
   * @param path what {@code problems} call it
   * @param ofObject what this build has
   * @param problems takes what cannot be the same
   */
  <T> Codec<T> codec(String path, Codec<T> ofClass, Member ofObject, List<String> problems);

  /**
   * Notes each member of a class that is in no way where {@link #codec} has found its values.
   *
   * @param path what {@code problems} call it
   * @param found a codec that was found
   * @param problems takes a line for each
   */
  void lacks(String path, Codec<?> found, List<String> problems);

  /**
   * One value in memory as a handle: a {@link org.bpfskel.data.StructVar} of a struct.
   *
   * @param name what it is called
   * @param offset where it begins in the memory
   */
  <T> ValueVar<T> variable(DataMemory memory, Supplier<String> name, int offset, Codec<T> codec);

  /** As {@link #variable}, of an integer of 4 bytes. */
  IntVar int32(DataMemory memory, Supplier<String> name, int offset);

  /** As {@link #variable}, of an integer of 8 bytes. */
  LongVar int64(DataMemory memory, Supplier<String> name, int offset);

  /** Takes the fields of a struct; its text is that of all of them: {@code {port=80}}. */
  StructWriter fields(StructLayout layout);

  /**
   * Writes what of a struct differs from what it was read from, and has each change allowed.
   *
   * @param changes what holds those of the struct as a whole
   * @param ofMember what holds those of a member, by its index
   * @param name what messages call the struct
   */
  StructWriter changes(
      Changes changes, IntFunction<Changes> ofMember, StructLayout layout, String name);
}
