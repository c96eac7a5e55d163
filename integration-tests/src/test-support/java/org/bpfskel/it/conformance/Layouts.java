package org.bpfskel.it.conformance;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bpfskel.btf.StructLayout.Member;
import org.bpfskel.generated.GeneratedLayout;
import org.bpfskel.it.BpftoolBtf;
import org.bpfskel.it.CompiledSkeleton;

/** Where the members of structs are, by {@code struct.member}, for Java and bpftool alike. */
final class Layouts {
  /** What bpftool puts between variables. */
  private static final String PADDING = "__pad\\d+";

  private Layouts() {}

  /** Those of the fields whose class was generated with a layout. */
  static Map<String, String> of(List<Field> fields) throws ReflectiveOperationException {
    Map<String, String> places = new LinkedHashMap<>();
    for (Field field : fields) {
      Optional<Field> layout =
          Arrays.stream(field.getType().getDeclaredFields())
              .filter(constant -> constant.getType() == GeneratedLayout.class)
              .findFirst();
      if (layout.isPresent()) {
        layout.get().setAccessible(true);
        String struct = CompiledSkeleton.cName(field.getName());
        GeneratedLayout generated = (GeneratedLayout) layout.get().get(null);
        for (Member member : generated.structLayout().members()) {
          places.put(struct + "." + member.name(), place(member.offset(), member.size()));
        }
      }
    }
    return places;
  }

  static Map<String, String> of(Map<String, BpftoolBtf.Struct> structs) {
    Map<String, String> places = new LinkedHashMap<>();
    structs.forEach(
        (name, struct) ->
            struct.members().stream()
                .filter(member -> !member.name().matches(PADDING))
                .forEach(
                    member ->
                        places.put(
                            name + "." + member.name(), place(member.offset(), member.size()))));
    return places;
  }

  private static String place(int offset, int size) {
    return "offset %d, %d bytes".formatted(offset, size);
  }
}
