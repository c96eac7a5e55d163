/**
 * What the running kernel has, asked before a program relies on it: kinds of programs and maps,
 * helpers and functions, types and their members, symbols.
 */
@NullMarked
package org.bpfskel.feature;

import org.jspecify.annotations.NullMarked;
