package org.bpfskel.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.bpfskel.Skeleton;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives skeletons to the tests of a class, or to one test: opened, loaded and attached before the
 * test, closed after it.
 *
 * <pre>{@code
 * @BpfTest(Skel.class)
 * class CounterTest {
 *   @Test
 *   void countsCalls(Skel skel) {
 *     …
 *   }
 * }
 * }</pre>
 *
 * <p>Each test has a skeleton of its own, the same one in its constructor, in {@code @BeforeEach},
 * in the test and in {@code @AfterEach}. One that {@code @BeforeAll} asks for is that of all tests
 * of the class, and closed after the last of them.
 *
 * <p>Where the kernel does not let the process use BPF, the tests are skipped with the reason; they
 * fail instead if JUnit's configuration parameter or system property {@code bpfskel.junit.required}
 * is true, or the environment variable {@code BPFSKEL_REQUIRE_KERNEL} is 1. Any other failure to
 * open, load or attach is a failure of the test.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(SkeletonExtension.class)
public @interface BpfTest {
  /**
   * The generated classes, one for each type of parameter.
   *
   * @return classes that bpfskel has generated
   */
  Class<? extends Skeleton>[] value();

  /**
   * How far each skeleton is taken before the test. What is opened alone can be changed in the test
   * before it calls {@code load}; it is closed after the test all the same.
   *
   * @return the last step
   */
  Step upTo() default Step.ATTACH;

  /** The steps of a skeleton, one after the other. */
  enum Step {
    /** Opened: nothing is in the kernel, and no privilege was needed. */
    OPEN,
    /**
     * Loaded: programs can be run by {@code testRun}, maps have memory, and nothing is attached.
     */
    LOAD,
    /**
     * Attached: the programs whose sections say where, and struct_ops variables. Others, such as
     * those for XDP, are only loaded.
     */
    ATTACH
  }
}
