package org.bpfskel.processor.model;

/**
 * A generated class in which others find the classes of C types: a skeleton, or one of
 * {@code @BpfTypes}.
 *
 * @param packageName empty for none
 * @param resource the object that it was generated from
 */
public record TypesHolder(String packageName, String simpleName, String resource) {

  /** For what names a class in full. */
  public String qualifiedName() {
    return packageName.isEmpty() ? simpleName : packageName + "." + simpleName;
  }
}
