package org.bpfskel.internal.handle;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bpfskel.BpfException;

/** The links of one object that are not freed; under its lifetime. */
public final class Links {
  private final Set<LinkHandle> links = new LinkedHashSet<>();

  void add(LinkHandle link) {
    links.add(link);
  }

  boolean contains(LinkHandle link) {
    return links.contains(link);
  }

  boolean hasOf(String name) {
    return links.stream().anyMatch(link -> link.name().equals(name));
  }

  /** Frees one that was not freed before. */
  void destroy(LinkHandle link) {
    if (links.remove(link)) {
      link.destroy();
    }
  }

  /** Frees all of them, though the kernel may refuse to detach one. */
  void destroyAll() {
    BpfException first = null;
    for (LinkHandle link : List.copyOf(links)) {
      try {
        destroy(link);
      } catch (BpfException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
