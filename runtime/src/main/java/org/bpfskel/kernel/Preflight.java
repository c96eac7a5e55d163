package org.bpfskel.kernel;

import java.util.List;

/**
 * What stands in the way of an object on the running kernel, found before load and without it. The
 * verifier's verdict and the subsystems' own conditions cannot be foreseen: an object without
 * obstacles may still be refused.
 *
 * @param obstacles all that was found, those of one part together
 */
public record Preflight(List<Obstacle> obstacles) {
  /**
   * Takes a copy of the list.
   *
   * @param obstacles all that was found
   */
  public Preflight {
    obstacles = List.copyOf(obstacles);
  }

  /**
   * Whether nothing was found that is certainly refused.
   *
   * @return false if load, or attaching, is certainly refused
   */
  public boolean isClear() {
    return obstacles.stream().noneMatch(Obstacle::certain);
  }

  /** A line for each obstacle, without a line end behind the last; empty if there is none. */
  @Override
  public String toString() {
    return String.join("\n", obstacles.stream().map(Obstacle::toString).toList());
  }
}
