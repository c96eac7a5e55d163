package org.bpfskel;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The links of one object; under its lifetime. */
final class Links {
  private final Set<BpfLink> links = new LinkedHashSet<>();

  BpfLink add(BpfLink link) {
    links.add(link);
    return link;
  }

  boolean contains(BpfLink link) {
    return links.contains(link);
  }

  /** Frees one that was not freed before. */
  void destroy(BpfLink link) {
    if (links.remove(link)) {
      link.destroy();
    }
  }

  /** Frees all of them, though the kernel may refuse to detach one. */
  void destroyAll() {
    BpfException first = null;
    for (BpfLink link : List.copyOf(links)) {
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
