/**
 * Tests of BPF programs with JUnit: skeletons as parameters ({@link org.bpfskel.junit.BpfTest}),
 * packets and contexts for test runs ({@link org.bpfskel.junit.Packet}), and tests on other kernels
 * ({@link org.bpfskel.junit.OnKernel}).
 */
@NullMarked
package org.bpfskel.junit;

import org.jspecify.annotations.NullMarked;
