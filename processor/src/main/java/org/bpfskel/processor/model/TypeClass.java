package org.bpfskel.processor.model;

import org.jspecify.annotations.Nullable;

/**
 * The class that a struct, union or enum of C becomes.
 *
 * @param holder the class in which it is nested, if that is another than the skeleton
 */
public record TypeClass(@Nullable TypesHolder holder, String simpleName) {

  /** For messages and links; a class of the skeleton itself goes by its simple name. */
  public String qualifiedName() {
    return holder == null ? simpleName : holder.qualifiedName() + "." + simpleName;
  }

  /** As it is called elsewhere, if another class's members have it. */
  TypeClass seenFrom(TypeClass user) {
    return holder == null ? new TypeClass(user.holder, simpleName) : this;
  }
}
