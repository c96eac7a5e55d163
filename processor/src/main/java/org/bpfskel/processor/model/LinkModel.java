package org.bpfskel.processor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A place for the link ({@code struct bpf_link}) of a program or a struct_ops variable.
 *
 * @param name C name of what is attached
 * @param javaName name of the link's field in {@code Links}
 * @param ofMap whether a struct_ops variable is attached, and not a program
 * @param targetJavaName name of the field of what is attached, in {@code Maps} or {@code Progs}
 */
public record LinkModel(String name, String javaName, boolean ofMap, String targetJavaName) {

  /**
   * The links of an object in libbpf's order: those of programs, then those of struct_ops
   * variables. A struct_ops program has none, for it is attached with the variable that it is in.
   */
  static List<LinkModel> of(List<Program> programs, List<MapModel> maps) {
    List<LinkModel> unnamed = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Program program : programs) {
      if (!program.structOps()) {
        unnamed.add(new LinkModel(program.name(), "", false, program.javaName()));
        names.add(program.name());
      }
    }
    for (MapModel map : maps) {
      if (map.source() == MapModel.MapSource.STRUCT_OPS) {
        unnamed.add(new LinkModel(map.name(), "", true, map.javaName()));
        names.add(map.name());
      }
    }
    List<String> javaNames = JavaNames.fields(names, Set.of());
    List<LinkModel> links = new ArrayList<>();
    for (int i = 0; i < unnamed.size(); i++) {
      LinkModel link = unnamed.get(i);
      links.add(new LinkModel(link.name(), javaNames.get(i), link.ofMap(), link.targetJavaName()));
    }
    return List.copyOf(links);
  }
}
