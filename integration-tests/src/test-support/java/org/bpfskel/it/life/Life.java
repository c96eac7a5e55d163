package org.bpfskel.it.life;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.EnumSet;
import java.util.Set;

/** Where in its life a handle is. */
enum Life {
  BEFORE_LOAD,
  AFTER_LOAD,
  AFTER_FAILED_LOAD,
  /** After a load that left it out: a map or a program with autocreate or autoload off. */
  LEFT_OUT,
  /** After the close of its object, which may have been called twice. */
  AFTER_CLOSE,
  /** After a close of its own, while its object is loaded. */
  AFTER_OWN_CLOSE;

  /** When documentation says that something can be called. */
  enum When {
    ALWAYS(EnumSet.allOf(Life.class)),
    BEFORE_LOAD(EnumSet.of(Life.BEFORE_LOAD)),
    AFTER_LOAD(EnumSet.of(Life.AFTER_LOAD)),
    /** While its object is loaded, with it or without. */
    ONCE_LOADED(EnumSet.of(Life.AFTER_LOAD, Life.LEFT_OUT)),
    UNTIL_CLOSE(
        EnumSet.of(Life.BEFORE_LOAD, Life.AFTER_LOAD, Life.AFTER_FAILED_LOAD, Life.LEFT_OUT)),
    /** Closed or not, but where there is nothing of it. */
    UNLESS_LEFT_OUT(EnumSet.complementOf(EnumSet.of(Life.LEFT_OUT))),
    /** As long as values are still a copy. */
    UNTIL_LOADED(EnumSet.of(Life.BEFORE_LOAD, Life.AFTER_FAILED_LOAD)),
    /** Whatever becomes of the object. */
    UNTIL_OWN_CLOSE(EnumSet.complementOf(EnumSet.of(Life.AFTER_OWN_CLOSE))),
    NEVER(EnumSet.noneOf(Life.class));

    private final ImmutableSet<Life> lives;

    When(Set<Life> lives) {
      this.lives = Sets.immutableEnumSet(lives);
    }

    boolean includes(Life life) {
      return lives.contains(life);
    }
  }
}
