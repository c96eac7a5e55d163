package org.bpfskel.map;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.bpfskel.BpfException;
import org.bpfskel.internal.element.ElementBytes;
import org.bpfskel.map.KeyWalk.KeyOrder;
import org.junit.jupiter.api.Test;

class KeyWalkTest {
  /** The keys of a hash in memory, which answers as the kernel does. */
  private static final class HashKeys implements KeyOrder {
    private final List<Integer> keys = new ArrayList<>();
    private IntConsumer afterEach = next -> {};

    HashKeys(Integer... keys) {
      this.keys.addAll(List.of(keys));
    }

    @Override
    public boolean follow(ElementBytes bytes, int key, int next) {
      // A key that is not there any more is followed by the first.
      int at = key == KeyWalk.NO_KEY ? 0 : keys.indexOf(bytes.buffer().getInt(key)) + 1;
      if (at == keys.size()) {
        return false;
      }
      int following = keys.get(at);
      bytes.buffer().putInt(next, following);
      afterEach.accept(following);
      return true;
    }

    private void remove(int key) {
      keys.remove(Integer.valueOf(key));
    }
  }

  @Test
  void meetsEachKeyOnceInTheMapsOrder() {
    assertThat(met(new HashKeys(7, 1, 5))).containsExactly(7, 1, 5).inOrder();
  }

  @Test
  void endsAtOnceInAnEmptyMap() {
    assertThat(met(new HashKeys())).isEmpty();
  }

  @Test
  void passesOverKnownKeysWhereTheCurrentOneWasRemoved() {
    HashKeys keys = new HashKeys(7, 1, 5, 9);
    keys.afterEach =
        next -> {
          if (next == 5) {
            keys.remove(5);
          }
        };
    assertThat(met(keys)).containsExactly(7, 1, 5, 9).inOrder();
  }

  @Test
  void meetsAKeyThatIsAddedBehindTheCurrentOne() {
    HashKeys keys = new HashKeys(7, 1);
    keys.afterEach =
        next -> {
          if (next == 7) {
            keys.keys.add(8);
          }
        };
    assertThat(met(keys)).containsExactly(7, 1, 8).inOrder();
  }

  @Test
  void saysSoWhereKeysAreRemovedFasterThanItWalks() {
    HashKeys keys = new HashKeys(7, 1);
    // Each key is gone before the walk asks what follows it.
    KeyOrder restarting = (bytes, key, next) -> keys.follow(bytes, KeyWalk.NO_KEY, next);
    KeyWalk walk = new KeyWalk("flows", Integer.BYTES, restarting);
    assertThat(walk.advance()).isTrue();
    BpfException e = assertThrows(BpfException.class, walk::advance);
    assertThat(e.kind()).isEqualTo(BpfException.Kind.BUSY);
    assertThat(e)
        .hasMessageThat()
        .isEqualTo(
            "bpf_map_get_next_key failed for flows: keys are removed faster than they can be"
                + " walked over");
  }

  private static List<Integer> met(KeyOrder keys) {
    KeyWalk walk = new KeyWalk("flows", Integer.BYTES, keys);
    List<Integer> met = new ArrayList<>();
    ElementBytes key = ElementBytes.allocate(Integer.BYTES);
    while (walk.advance()) {
      walk.copyTo(key, 0);
      met.add(key.buffer().getInt(0));
    }
    return met;
  }
}
