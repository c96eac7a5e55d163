package org.bpfskel.processor.check;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bpfskel.MapType;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfType;
import org.bpfskel.btf.ValueTypes;
import org.bpfskel.internal.object.MapDeclaration;
import org.bpfskel.internal.object.SectionKind;
import org.bpfskel.internal.object.SectionVariable;
import org.jspecify.annotations.Nullable;

/** What libbpf refuses in the definition of a map when it opens the object. */
final class MapDefinitionChecks {
  private static final int MAX_PINNING = 1;

  private final Btf btf;
  private final Findings findings;

  private MapDefinitionChecks(Btf btf, Findings findings) {
    this.btf = btf;
    this.findings = findings;
  }

  static void check(CheckedObject object, Findings findings) throws BtfException {
    MapDefinitionChecks checks = new MapDefinitionChecks(object.btf(), findings);
    Set<Integer> seen = new HashSet<>();
    for (SectionVariable map : object.facts().variables().in(SectionKind.MAPS.section())) {
      if (!seen.add(map.typeId())) {
        continue; // one error is enough of maps that are declared together
      }
      String name = "map '" + NameList.cut(map.name()) + "'";
      int id = object.btf().resolve(map.typeId());
      if (object.btf().type(id) instanceof BtfType.Composite struct) {
        checks.check(name, id, struct, false);
      } else {
        findings.error(
            name
                + " is no struct, and libbpf opens an object only with maps that are: define it as"
                + " struct { __uint(type, …); … } with a name in SEC(\".maps\")");
      }
    }
  }

  private void check(String map, int id, BtfType.Composite struct, boolean inner)
      throws BtfException {
    MapDeclaration declaration = MapDeclaration.read(btf, id);
    Map<String, BtfType.Member> members = new LinkedHashMap<>();
    for (BtfType.Member member : struct.members()) {
      members.putIfAbsent(member.name(), member);
    }
    for (BtfType.Member member : members.values()) {
      switch (member.name()) {
        case "type", "max_entries", "map_flags", "numa_node", "map_extra" -> {}
        case "key", "value" -> sizes(map, member, members.get(member.name() + "_size"));
        case "key_size", "value_size" -> {}
        case "pinning" -> pinning(map, MapDeclaration.number(btf, member), inner);
        case "values" -> values(map, declaration.type(), member, inner);
        default ->
            findings.error(
                ("%s has a member '%s' that libbpf does not know, and it opens no such object"
                        + " unless OpenOptions ask for relaxedMaps: leave it out in C")
                    .formatted(map, NameList.cut(member.name())));
      }
    }
    if (declaration.type().equals(MapType.UNSPEC)) {
      findings.error(
          map
              + " has no type, and libbpf opens no object with such a map: add __uint(type,"
              + " BPF_MAP_TYPE_…) to its definition");
    }
  }

  private void sizes(String map, BtfType.Member typed, BtfType.@Nullable Member sized)
      throws BtfException {
    int type = MapDeclaration.pointee(btf, typed);
    long declared = sized == null ? 0 : MapDeclaration.number(btf, sized);
    if (type != 0 && declared != 0) {
      long size = ValueTypes.size(btf, type);
      if (declared != size) {
        findings.error(
            ("%1$s has a %2$s of %3$d bytes and a %2$s_size of %4$d, and libbpf opens no such"
                    + " object: leave __uint(%2$s_size, …) out")
                .formatted(map, typed.name(), size, declared));
      }
    }
  }

  private void pinning(String map, long pinning, boolean inner) {
    if (pinning < 0 || pinning > MAX_PINNING) {
      findings.error(
          ("%s has __uint(pinning, %d), and libbpf knows only LIBBPF_PIN_NONE (0) and"
                  + " LIBBPF_PIN_BY_NAME (1): write one of these")
              .formatted(map, pinning));
    } else if (inner && pinning != 0) {
      findings.error(
          map + " is pinned, and libbpf opens no object with such a map: leave its pinning out");
    }
  }

  private void values(String map, MapType type, BtfType.Member values, boolean inner)
      throws BtfException {
    boolean ofMaps = type.equals(MapType.ARRAY_OF_MAPS) || type.equals(MapType.HASH_OF_MAPS);
    if (!ofMaps && !type.equals(MapType.PROG_ARRAY)) {
      findings.error(
          ("%s is of type %s and has values, which only maps of maps and BPF_MAP_TYPE_PROG_ARRAY"
                  + " can have: leave __array(values, …) out, or change its type")
              .formatted(map, type));
    } else if (inner) {
      findings.error(
          map + " has values of its own, and libbpf takes no map of maps within another");
    } else if (ofMaps
        && btf.type(btf.resolve(values.type())) instanceof BtfType.Array array
        && btf.type(btf.resolve(array.element())) instanceof BtfType.Ptr pointer
        && btf.type(btf.resolve(pointer.type())) instanceof BtfType.Composite struct) {
      String within = "the map in " + map;
      check(within, btf.resolve(pointer.type()), Objects.requireNonNull(struct), true);
    }
  }
}
