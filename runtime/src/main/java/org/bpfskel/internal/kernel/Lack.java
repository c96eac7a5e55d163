package org.bpfskel.internal.kernel;

/**
 * Something that an object cannot do without, and that a kernel does not have.
 *
 * @param subject the part of the object that the kernel will refuse for it: {@code program 'x'}
 * @param text what the object needs and what the kernel has, in one sentence; the kernel is called
 *     "it"
 * @param place where in C it is needed: {@code tcp_cc.bpf.c:106}; empty if that is not known
 */
public record Lack(String subject, String text, String place) {}
