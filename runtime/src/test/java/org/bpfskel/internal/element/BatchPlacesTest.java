package org.bpfskel.internal.element;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Where the parts of a batch are, so that the kernel writes into none of the others. */
class BatchPlacesTest {
  private static final int KEY = 20;
  private static final int VALUE = 12;

  @Test
  void partsFollowEachOtherWithoutOverlap() {
    BatchPlaces places = BatchPlaces.of(5, KEY, VALUE);
    assertThat(places.count()).isEqualTo(0);
    assertThat(places.in()).isAtLeast(places.count() + Integer.BYTES);
    assertThat(places.out()).isEqualTo(places.in() + places.positionSize());
    assertThat(places.keys()).isEqualTo(places.out() + places.positionSize());
    assertThat(places.values()).isAtLeast(places.keys() + 5 * KEY);
    assertThat(places.size(VALUE)).isEqualTo(places.values() + 5 * VALUE);
  }

  @Test
  void positionHasRoomForAKeyAndForAnIndex() {
    assertThat(BatchPlaces.of(1, 1, 1).positionSize()).isEqualTo(8);
    assertThat(BatchPlaces.of(1, KEY, 1).positionSize()).isEqualTo(24);
  }

  @Test
  void positionThatCameOutGoesInNextTime() {
    BatchPlaces places = BatchPlaces.of(5, KEY, VALUE);
    BatchPlaces next = places.next();
    assertThat(next.in()).isEqualTo(places.out());
    assertThat(next.out()).isEqualTo(places.in());
    assertThat(next.next()).isEqualTo(places);
  }

  @Test
  void restOfABatchBeginsBehindItsFirstElements() {
    BatchPlaces rest = BatchPlaces.of(5, KEY, VALUE).from(2, KEY, VALUE);
    BatchPlaces all = BatchPlaces.of(5, KEY, VALUE);
    assertThat(rest.capacity()).isEqualTo(3);
    assertThat(rest.keys()).isEqualTo(all.keys() + 2 * KEY);
    assertThat(rest.values()).isEqualTo(all.values() + 2 * VALUE);
    assertThat(rest.size(VALUE)).isEqualTo(all.size(VALUE));
  }

  @Test
  void moreThanMemoryCanBeIsRefused() {
    assertThrows(ArithmeticException.class, () -> BatchPlaces.of(Integer.MAX_VALUE, Long.BYTES, 1));
  }

  @Test
  void countThatTheMemoryHasNoRoomForNeverReachesTheKernel() {
    BatchPlaces places = BatchPlaces.of(5, KEY, VALUE);
    ElementBytes bytes = ElementBytes.allocate(places.size(VALUE));
    for (int count : new int[] {6, -1}) {
      bytes.buffer().putInt(places.count(), count);
      assertThrows(IndexOutOfBoundsException.class, () -> places.count(bytes));
    }
  }

  @Test
  void largerSizesThanTheMapsNeverReachTheKernel() {
    BatchPlaces places = BatchPlaces.of(5, KEY, VALUE);
    ElementBytes bytes = ElementBytes.allocate(places.size(VALUE));
    assertThrows(IndexOutOfBoundsException.class, () -> places.values(bytes, VALUE + 1));
    assertThrows(IndexOutOfBoundsException.class, () -> places.out(bytes, 1 << 12));
  }
}
