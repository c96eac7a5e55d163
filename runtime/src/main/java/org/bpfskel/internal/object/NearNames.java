package org.bpfskel.internal.object;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Names that somebody may have meant who wrote another: they differ by a slip or two. */
public final class NearNames {
  private static final int MAX_SHOWN = 3;

  /** Slips that a name may have: one for each of so many characters. */
  private static final int CHARACTERS_FOR_A_SLIP = 4;

  private static final int MAX_SLIPS = 3;

  private NearNames() {}

  private record Near(String name, int slips) {}

  /** The nearest of these names, nearest first; none that is the same, or too far away. */
  public static List<String> of(String wanted, Collection<String> names) {
    int most = Math.min(MAX_SLIPS, Math.max(1, wanted.length() / CHARACTERS_FOR_A_SLIP));
    return names.stream()
        .distinct()
        .filter(name -> Math.abs(name.length() - wanted.length()) <= most && !name.equals(wanted))
        .map(name -> new Near(name, slips(wanted, name)))
        .filter(near -> near.slips() <= most)
        .sorted(Comparator.comparingInt(Near::slips).thenComparing(Near::name))
        .limit(MAX_SHOWN)
        .map(Near::name)
        .toList();
  }

  /** {@code ": did you mean a or b?"}; empty if there is nothing near. */
  public static String question(String wanted, Collection<String> names) {
    List<String> near = of(wanted, names);
    return near.isEmpty()
        ? ""
        : near.stream().collect(Collectors.joining(" or ", ": did you mean ", "?"));
  }

  /**
   * Characters to insert, delete, replace or swap with their neighbour; whether they are capital
   * does not matter. Known as optimal string alignment.
   */
  private static int slips(String wanted, String name) {
    String a = wanted.toLowerCase(Locale.ROOT);
    String b = name.toLowerCase(Locale.ROOT);
    int[][] slips = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          slips[i][j] = i + j;
          continue;
        }
        int replaced = slips[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        slips[i][j] = Math.min(replaced, 1 + Math.min(slips[i - 1][j], slips[i][j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          slips[i][j] = Math.min(slips[i][j], 1 + slips[i - 2][j - 2]);
        }
      }
    }
    return slips[a.length()][b.length()];
  }
}
