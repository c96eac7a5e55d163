package org.bpfskel.btf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What an object's {@code .BTF.ext} section says of its instructions: the types of functions, the
 * lines of C, and what libbpf has to find out of the running kernel's types. All of it is by ELF
 * section, and within one in the section's order. Parsing checks all of it; what is asked for is
 * decoded then. Immutable and safe for use by several threads.
 *
 * <p>Nothing has to be freed, as C does with {@code btf_ext__free}.
 */
public final class BtfExt {
  private final List<ExtRecords> functions;
  private final List<ExtRecords> lines;
  private final List<ExtRecords> relocations;
  private final BtfStrings strings;

  private BtfExt(ByteBuffer data, Btf btf) throws BtfException {
    this.strings = btf.strings();
    ExtHeader header = ExtHeader.parse(data);
    ByteBuffer ordered = data.order(header.order());
    this.functions = header.functions().read(ordered, strings);
    this.lines = header.lines().read(ordered, strings);
    this.relocations = header.relocations().read(ordered, strings);
  }

  /**
   * Parses the section of either byte order, as libbpf's {@code btf_ext__new} does.
   *
   * @param bytes the section {@code .BTF.ext}; they must not change afterwards
   * @param btf the types of the same object, whose strings it names
   * @return what it says of each section of code
   * @throws BtfException if it is malformed
   */
  public static BtfExt parse(byte[] bytes, Btf btf) throws BtfException {
    return new BtfExt(ByteBuffer.wrap(bytes), btf);
  }

  /**
   * As {@link #parse(byte[], Btf)}, of the bytes between the buffer's position and limit, which
   * must not change afterwards.
   *
   * @param bytes the section {@code .BTF.ext}
   * @param btf the types of the same object, whose strings it names
   * @return what it says of each section of code
   * @throws BtfException if it is malformed
   */
  public static BtfExt parse(ByteBuffer bytes, Btf btf) throws BtfException {
    return new BtfExt(bytes.slice(), btf);
  }

  /**
   * {@return the types of the functions in an ELF section; empty if nothing is said of it}
   *
   * <p>Those of one program are {@code bpf_program__func_info} and {@code
   * bpf_program__func_info_cnt} in libbpf.
   *
   * @param section its name, such as {@code xdp}
   */
  public List<FunctionInfo> functions(String section) {
    List<FunctionInfo> found = new ArrayList<>();
    for (ExtRecords block : of(section, functions)) {
      for (int i = 0; i < block.count(); i++) {
        found.add(new FunctionInfo(block.word(i, 0), block.word(i, 1)));
      }
    }
    return found;
  }

  /**
   * {@return the lines of C in an ELF section; empty if nothing is said of it}
   *
   * <p>Those of one program are {@code bpf_program__line_info} and {@code
   * bpf_program__line_info_cnt} in libbpf.
   *
   * @param section its name, such as {@code xdp}
   */
  public List<LineInfo> lines(String section) {
    List<LineInfo> found = new ArrayList<>();
    for (ExtRecords block : of(section, lines)) {
      for (int i = 0; i < block.count(); i++) {
        found.add(
            new LineInfo(
                strings, block.word(i, 0), block.word(i, 1), block.word(i, 2), block.word(i, 3)));
      }
    }
    return found;
  }

  /**
   * {@return what instructions in an ELF section want to know of the kernel's types}
   *
   * @param section its name, such as {@code xdp}
   */
  public List<CoreRelocation> relocations(String section) {
    List<CoreRelocation> found = new ArrayList<>();
    for (ExtRecords block : of(section, relocations)) {
      for (int i = 0; i < block.count(); i++) {
        found.add(
            new CoreRelocation(
                strings, block.word(i, 0), block.word(i, 1), block.word(i, 2), block.word(i, 3)));
      }
    }
    return found;
  }

  /** {@return the ELF sections of which {@link #relocations} has some, in the order of the data} */
  public List<String> relocatedSections() {
    return relocations.stream().map(block -> strings.at(block.section())).distinct().toList();
  }

  private List<ExtRecords> of(String section, List<ExtRecords> all) {
    byte[] name = section.getBytes(StandardCharsets.UTF_8);
    return all.stream().filter(block -> strings.matches(block.section(), name)).toList();
  }
}
