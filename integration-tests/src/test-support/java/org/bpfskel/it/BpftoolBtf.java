package org.bpfskel.it;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** An object's types as {@code bpftool btf dump file FILE -j} prints them. */
public final class BpftoolBtf {
  private static final int POINTER_SIZE = 8;

  /** A member of a struct, those of anonymous ones in their place; sizes in bytes. */
  public record Member(String name, int offset, int size) {}

  /** A struct that a variable has as its type. */
  public record Struct(String name, int size, List<Member> members) {}

  private final Map<Integer, JsonObject> types = new TreeMap<>();

  private BpftoolBtf() {}

  public static BpftoolBtf of(Path file) throws IOException {
    BpftoolBtf btf = new BpftoolBtf();
    String json = Bpftool.run("btf", "dump", "file", file.toString(), "-j");
    for (JsonElement type :
        JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("types")) {
      btf.types.put(type.getAsJsonObject().get("id").getAsInt(), type.getAsJsonObject());
    }
    return btf;
  }

  /** The struct of each variable in a struct_ops section, by the variable's name. */
  public Map<String, Struct> structOps() {
    return structs("\\??\\.struct_ops.*");
  }

  /** The maps that the program declares, those of sections left out. */
  public Set<String> maps() {
    return structs("\\.maps").keySet();
  }

  /** The struct of each variable in the sections that a regular expression matches. */
  Map<String, Struct> structs(String sections) {
    Map<String, Struct> structs = new LinkedHashMap<>();
    for (JsonObject section : types.values()) {
      if (kind(section).equals("DATASEC") && name(section).matches(sections)) {
        for (JsonElement entry : section.getAsJsonArray("vars")) {
          JsonObject variable = typeOf(entry.getAsJsonObject());
          JsonObject struct = resolve(typeOf(variable));
          structs.put(
              name(variable),
              new Struct(name(struct), struct.get("size").getAsInt(), members(struct, 0, true)));
        }
      }
    }
    return structs;
  }

  /** The struct or union of each tag, the first one of the name, called as C does; no bitfields. */
  List<Struct> tagged() {
    List<Struct> tagged = new ArrayList<>();
    Set<String> tags = new HashSet<>();
    for (JsonObject type : types.values()) {
      boolean tag = kind(type).matches("STRUCT|UNION|ENUM|ENUM64") && !name(type).equals("(anon)");
      if (tag && tags.add(name(type)) && type.has("members")) {
        String name = kind(type).toLowerCase(Locale.ROOT) + " " + name(type);
        tagged.add(new Struct(name, type.get("size").getAsInt(), members(type, 0, false)));
      }
    }
    return tagged;
  }

  /** In bytes, of the enum with this tag. */
  int enumSize(String tag) {
    return types.values().stream()
        .filter(type -> kind(type).startsWith("ENUM") && name(type).equals(tag))
        .mapToInt(this::size)
        .findFirst()
        .orElse(Integer.BYTES);
  }

  private List<Member> members(JsonObject struct, int base, boolean bitfields) {
    List<Member> members = new ArrayList<>();
    for (JsonElement element : struct.getAsJsonArray("members")) {
      JsonObject member = element.getAsJsonObject();
      JsonObject type = resolve(typeOf(member));
      int offset = base + member.get("bits_offset").getAsInt() / Byte.SIZE;
      if (!bitfields && member.has("bitfield_size")) {
        continue;
      }
      if (!name(member).equals("(anon)")) {
        members.add(new Member(name(member), offset, size(type)));
      } else if (type.has("members")) {
        members.addAll(members(type, offset, bitfields));
      }
    }
    return members;
  }

  private int size(JsonObject type) {
    JsonObject resolved = resolve(type);
    return switch (kind(resolved)) {
      case "PTR" -> POINTER_SIZE;
      case "ARRAY" -> resolved.get("nr_elems").getAsInt() * size(typeOf(resolved));
      default -> resolved.get("size").getAsInt();
    };
  }

  private JsonObject resolve(JsonObject type) {
    return switch (kind(type)) {
      case "TYPEDEF", "CONST", "VOLATILE", "RESTRICT", "TYPE_TAG" -> resolve(typeOf(type));
      default -> type;
    };
  }

  private JsonObject typeOf(JsonObject user) {
    return Objects.requireNonNull(types.get(user.get("type_id").getAsInt()));
  }

  private static String kind(JsonObject type) {
    return type.get("kind").getAsString();
  }

  private static String name(JsonObject named) {
    return named.get("name").getAsString();
  }
}
