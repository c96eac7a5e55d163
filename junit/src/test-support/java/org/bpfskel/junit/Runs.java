package org.bpfskel.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Runs of classes that are not among the tests themselves. */
final class Runs {
  private Runs() {}

  /** What became of the tests of a class. */
  static Events of(Class<?> type) {
    return builder(type).execute().allEvents();
  }

  static EngineTestKit.Builder builder(Class<?> type) {
    return EngineTestKit.engine("junit-jupiter").selectors(selectClass(type));
  }
}
