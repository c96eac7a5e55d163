package org.bpfskel.processor.model;

import org.bpfskel.btf.StructLayout;
import org.jspecify.annotations.Nullable;

/**
 * A member of a C struct and the Java field it becomes.
 *
 * @param index place of the member in the layout
 * @param declaration in C, such as {@code int (*test_1)(void)}
 * @param enumClass the constants of an enum, an array of enums, or a bitfield of that type; null
 *     for other members
 * @param structClass the class of an embedded struct or union, or of an array's elements; null for
 *     other members
 * @param leftOut why there is no Java field, null if there is one
 */
public record Field(
    int index,
    StructLayout.Member member,
    String javaName,
    String declaration,
    @Nullable TypeClass enumClass,
    @Nullable TypeClass structClass,
    @Nullable String leftOut) {}
