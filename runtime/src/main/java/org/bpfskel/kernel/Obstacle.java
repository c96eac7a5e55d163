package org.bpfskel.kernel;

/**
 * Something for which the running kernel will refuse a part of an object, or may.
 *
 * @param subject the part, as messages name it: {@code program on_xdp}
 * @param certain whether it is refused as things are; false for what is only likely to be the
 *     reason, should it be refused
 * @param text what was found and what to do, in full sentences on one line
 */
public record Obstacle(String subject, boolean certain, String text) {
  /** {@code program on_xdp: needs CAP_NET_ADMIN, …}. */
  @Override
  public String toString() {
    return subject + ": " + text;
  }
}
