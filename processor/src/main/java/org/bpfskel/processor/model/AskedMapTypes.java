package org.bpfskel.processor.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfBuilder;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;
import org.bpfskel.btf.ValueTypes;
import org.bpfskel.internal.object.MapDeclaration;
import org.bpfskel.internal.object.NearNames;

/**
 * What the annotation says that keys and values are which C declares by their sizes alone: {@code
 * counts.value = struct event}.
 */
final class AskedMapTypes {
  private static final Pattern FORM =
      Pattern.compile(
          "\\s*(?<place>[^\\s=]+\\.(?:key|value))\\s*=\\s*(?<type>[^\\[\\]=]*[^\\[\\]=\\s])"
              + "\\s*(?<lengths>(?:\\[\\s*\\d{1,9}\\s*\\]\\s*)*)");

  private static final Pattern LENGTH = Pattern.compile("\\d+");

  private static final List<BtfKind> SCALARS = List.of(BtfKind.TYPEDEF, BtfKind.INT, BtfKind.FLOAT);

  /** By the place, such as {@code counts.value}. */
  private final Map<String, TypeOfPlace> asked = new LinkedHashMap<>();

  private final Map<String, Integer> ids = new LinkedHashMap<>();
  private final List<String> places = new ArrayList<>();

  /**
   * What one place is asked to be.
   *
   * @param name of the type, or of an array's elements, with or without keyword
   * @param lengths of an array, the outermost first
   */
  private record TypeOfPlace(String name, List<Long> lengths) {
    @Override
    public String toString() {
      StringBuilder text = new StringBuilder(name);
      lengths.forEach(length -> text.append('[').append(length).append(']'));
      return text.toString();
    }
  }

  /** Of the annotation. */
  AskedMapTypes(List<String> texts) throws UnknownTypeException {
    for (String text : texts) {
      Matcher form = FORM.matcher(text);
      if (!form.matches()) {
        throw UnknownTypeException.ofMapTypes(
            "'%s' gives no map a type: write \"counts.key = __u32\" or \"counts.value = struct event\""
                .formatted(text));
      }
      List<Long> lengths =
          LENGTH
              .matcher(form.group("lengths"))
              .results()
              .map(m -> Long.valueOf(m.group()))
              .toList();
      String place = form.group("place");
      if (asked.put(place, new TypeOfPlace(form.group("type"), lengths)) != null) {
        throw UnknownTypeException.ofMapTypes(
            "'%s' is given a type twice: leave one of them out".formatted(place));
      }
    }
  }

  /** The types that may be in the debug information alone. */
  List<String> names(Btf btf) throws BtfException {
    List<String> names = new ArrayList<>();
    for (TypeOfPlace type : asked.values()) {
      if (scalar(btf, type.name) == 0 && ScalarName.of(type.name) == null) {
        names.add(type.name);
      }
    }
    return names;
  }

  /** Of a number, which has no keyword; 0 if there is none of that name. */
  private static int scalar(Btf btf, String name) throws BtfException {
    for (BtfKind kind : SCALARS) {
      int id = btf.find(name, kind);
      if (id != 0 && !isClass(btf.kind(ValueTypes.element(btf, id)))) {
        return id;
      }
    }
    return 0;
  }

  /** Whether there may be several of its name, which differ. */
  private static boolean isClass(BtfKind kind) {
    return kind.isComposite() || kind.isEnumeration();
  }

  /** Finds all of them, and returns the types with those that had to be added. */
  KnownTypes find(KnownTypes known) throws BtfException, ObjectException {
    Btf btf = known.btf();
    BtfBuilder added = new BtfBuilder(btf);
    int first = added.nextId();
    for (Map.Entry<String, TypeOfPlace> entry : asked.entrySet()) {
      TypeOfPlace type = entry.getValue();
      int id = find(known, type.name, added);
      for (int i = type.lengths.size() - 1; i >= 0; i--) {
        id = added.add(new BtfType.Array(id, id, type.lengths.get(i)));
      }
      ids.put(entry.getKey(), id);
    }
    return added.nextId() == first
        ? known
        : new KnownTypes(Btf.parse(added.toBytes(), btf), known.debugNames(), known.problem());
  }

  private static int find(KnownTypes known, String name, BtfBuilder added)
      throws BtfException, ObjectException {
    int scalar = scalar(known.btf(), name);
    if (scalar != 0) {
      return scalar;
    }
    BtfType number = ScalarName.of(name);
    if (number != null) {
      return added.add(number);
    }
    try {
      return NamedTypes.find(known, List.of(name)).get(0).typeId();
    } catch (UnknownTypeException e) {
      throw UnknownTypeException.ofMapTypes(String.valueOf(e.getMessage()));
    }
  }

  /** The declaration of a map with the types that it was given. */
  MapDeclaration applied(Btf btf, String map, MapDeclaration declared)
      throws BtfException, ObjectException {
    MapFace face = MapFace.of(declared.type());
    boolean hasKeys = face != null && face.key();
    boolean hasValues = face != null && face.value();
    return new MapDeclaration(
        declared.type(),
        id(btf, map, "key", declared.keyTypeId(), declared.keySize(), hasKeys),
        declared.keySize(),
        id(btf, map, "value", declared.valueTypeId(), declared.valueSize(), hasValues),
        declared.valueSize(),
        declared.maxEntries(),
        declared.mapFlags());
  }

  private int id(Btf btf, String map, String part, int declared, long size, boolean isFree)
      throws BtfException, ObjectException {
    String place = map + "." + part;
    if (isFree && declared == 0 && size > 0) {
      places.add(place);
    }
    Integer id = ids.remove(place);
    if (id == null) {
      return declared;
    }
    String start = "the %s of map '%s' ".formatted(part, map);
    if (declared != 0) {
      throw UnknownTypeException.ofMapTypes(
          start + "has a type in C already: leave '%s' out".formatted(place));
    }
    if (!isFree || size == 0) {
      throw UnknownTypeException.ofMapTypes(
          start + "has no type that Java could give it: leave '%s' out".formatted(place));
    }
    long found = ValueTypes.size(btf, id);
    if (found != size) {
      throw UnknownTypeException.ofMapTypes(
          start
              + "is %d bytes in C, and %s is %d: name the type that the program has there"
                  .formatted(size, asked.get(place), found));
    }
    return id;
  }

  /** Called once all maps have theirs. */
  void requireAllUsed() throws UnknownTypeException {
    for (String place : ids.keySet()) {
      String near = NearNames.question(place, places);
      throw UnknownTypeException.ofMapTypes(
          "the object has no '%s'%s"
              .formatted(
                  place,
                  !near.isEmpty()
                      ? near
                      : places.isEmpty()
                          ? ": C gives all keys and values of its maps their types"
                          : ": it has "
                              + String.join(", ", places.subList(0, Math.min(8, places.size())))));
    }
  }
}
