package org.bpfskel.it;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Two interfaces of our own, each of which receives what the other one sends: for what would be in
 * the way of others on the loopback device.
 *
 * @param name of one
 * @param peer of the other
 */
public record VethPair(String name, String peer) implements AutoCloseable {

  /** Makes the two. */
  public static VethPair create() throws IOException {
    int number = ThreadLocalRandom.current().nextInt(1_000_000);
    VethPair pair = new VethPair("bpfa" + number, "bpfb" + number);
    ip("link", "add", pair.name, "type", "veth", "peer", "name", pair.peer);
    return pair;
  }

  /** Removes both, as an interface that vanishes while programs are attached. */
  public void remove() throws IOException {
    ip("link", "del", name);
  }

  private static void ip(String... arguments) throws IOException {
    command("ip", arguments);
  }

  /** Runs {@code tc} and returns what it prints. */
  public static String tc(String... arguments) throws IOException {
    return command("tc", arguments);
  }

  private static String command(String program, String... arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of(program));
    words.addAll(List.of(arguments));
    return Command.run(words).succeeded();
  }

  /** Removes both unless that was done. */
  @Override
  public void close() throws IOException {
    Command.run(List.of("ip", "link", "del", name));
  }
}
