package org.bpfskel.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs all tests of a class on other kernels, each in a virtual machine of the kernel laboratory
 * that has this machine's files and class path. Each kernel is a run of the class of its own:
 *
 * <pre>{@code
 * @OnKernel({"6.1", "newest"})
 * @BpfTest(Skel.class)
 * class CounterTest {
 *   …
 * }
 * }</pre>
 *
 * <p>The laboratory's folder is JUnit's configuration parameter or system property {@code
 * bpfskel.kernel-lab}. Without it, or where it has not such a kernel, the tests are skipped with
 * the reason.
 *
 * <p>A test's body, and what runs before and after it, runs in the machine alone. The class's
 * constructor and the initial values of its fields run here too: leave BPF to the methods.
 * Parameters that {@link BpfTest} gives to a constructor are null here.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ClassTemplate
@ExtendWith(KernelRuns.class)
public @interface OnKernel {
  /**
   * The kernels, each by the laboratory's name of it, such as {@code "oldest"} or {@code "newest"},
   * or by its version, such as {@code "6.1"} or {@code "6.12.9"}.
   *
   * @return names or versions
   */
  String[] value();
}
