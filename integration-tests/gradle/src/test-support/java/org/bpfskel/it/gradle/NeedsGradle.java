package org.bpfskel.it.gradle;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Needs a Java that the engine of these tests runs on. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@EnabledForJreRange(
    max = JRE.JAVA_23,
    disabledReason = "Gradle 8.11, the last one on Maven Central, runs on JDK 23 and older")
@interface NeedsGradle {}
