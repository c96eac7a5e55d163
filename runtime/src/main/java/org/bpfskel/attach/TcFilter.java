package org.bpfskel.attach;

/**
 * A filter of classic traffic control that runs a BPF program: what {@link Tc#query} finds.
 *
 * @param priority 1 to 65535: filters of a lower one run first
 * @param handle the filter's number among those of its priority
 * @param programId number of the program: {@link org.bpfskel.ProgramInfo#id}
 * @param name as who attached it called it, of libbpf the program's name and number
 */
public record TcFilter(int priority, int handle, int programId, String name) {}
