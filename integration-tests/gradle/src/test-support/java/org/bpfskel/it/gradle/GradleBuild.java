package org.bpfskel.it.gradle;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A build that ran.
 *
 * @param output what Gradle and the tasks said
 */
record GradleBuild(boolean success, String output) {
  /** Fails the test if the build failed, or uses what the next Gradle will not have. */
  GradleBuild succeeded() {
    assertWithMessage(output).that(success).isTrue();
    assertThat(output).doesNotContain("deprecated");
    return this;
  }

  /** Fails the test if the build did not fail. */
  GradleBuild failed() {
    assertWithMessage(output).that(success).isFalse();
    return this;
  }

  /** How a task ended: {@code UP-TO-DATE}, {@code FROM-CACHE}; empty if it was executed. */
  String outcome(String task) {
    Matcher line =
        Pattern.compile("^> Task " + Pattern.quote(task) + "(?: ([A-Z-]+))?$", Pattern.MULTILINE)
            .matcher(output);
    assertWithMessage("%s in:\n%s", task, output).that(line.find()).isTrue();
    return line.group(1) == null ? "" : line.group(1);
  }
}
