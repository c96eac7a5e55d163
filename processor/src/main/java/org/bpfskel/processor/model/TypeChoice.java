package org.bpfskel.processor.model;

import java.util.ArrayList;
import java.util.List;

/**
 * What is asked of an object's types.
 *
 * @param names structs, unions and enums of C that become classes though nothing else asks for them
 * @param bytes arrays of {@code char} that are bytes in Java
 * @param mapTypes what keys and values are that C declares by their sizes alone
 * @param shared classes that are used in place of others
 * @param alone whether types are all that is asked for: those that are named, or where none is,
 *     those of keys, values and global variables
 */
public record TypeChoice(
    List<String> names,
    List<String> bytes,
    List<String> mapTypes,
    SharedTypes shared,
    boolean alone) {
  /** What an object has by itself. */
  public static final TypeChoice NONE =
      new TypeChoice(List.of(), List.of(), List.of(), SharedTypes.NONE, false);

  /** Keeps the order of the lists. */
  public TypeChoice {
    names = List.copyOf(names);
    bytes = List.copyOf(bytes);
    mapTypes = List.copyOf(mapTypes);
  }

  /** The same of these, too. */
  public TypeChoice named(List<String> types) {
    return new TypeChoice(types, bytes, mapTypes, shared, alone);
  }

  /** The values that classes are needed for. */
  List<ValueRoot> roots(List<ValueRoot> ofObject, List<ValueRoot> named) {
    List<ValueRoot> roots = new ArrayList<>();
    if (!alone || names.isEmpty()) {
      roots.addAll(ofObject);
    }
    roots.addAll(named);
    return roots;
  }
}
