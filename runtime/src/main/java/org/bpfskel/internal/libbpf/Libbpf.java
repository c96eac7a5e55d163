package org.bpfskel.internal.libbpf;

import static org.bpfskel.internal.libbpf.LibbpfLibrary.libbpf;

/**
 * libbpf's functions under their own names, as far as most objects need them: a table. Pointers,
 * {@code size_t} and {@code __u64} are {@code long}, C's {@code bool} is {@code byte}. All of them
 * are in libbpf 1.4.
 *
 * <p>Nothing is checked here: who calls holds the object's lifetime, and has called {@link
 * LibbpfLibrary#require}.
 */
public final class Libbpf {
  private Libbpf() {}

  static long libbpf_set_print(long print) {
    return libbpf().int64("libbpf_set_print", print);
  }

  static int libbpf_strerror(int errno, byte[] text, long size) {
    return libbpf().int32("libbpf_strerror", errno, text, size);
  }

  public static int libbpf_num_possible_cpus() {
    return libbpf().int32("libbpf_num_possible_cpus");
  }

  static long bpf_object__open_mem(byte[] bytes, long size, OpenOpts opts) {
    return libbpf().int64("bpf_object__open_mem", bytes, size, opts);
  }

  public static int bpf_object__load(long object) {
    return libbpf().int32("bpf_object__load", object);
  }

  static int bpf_object__load_skeleton(SkeletonLoad skeleton) {
    return libbpf().int32("bpf_object__load_skeleton", skeleton);
  }

  public static int bpf_object__btf_fd(long object) {
    return libbpf().int32("bpf_object__btf_fd", object);
  }

  public static void bpf_object__close(long object) {
    libbpf().call("bpf_object__close", object);
  }

  public static long bpf_object__btf(long object) {
    return libbpf().int64("bpf_object__btf", object);
  }

  public static long btf__raw_data(long btf, int[] size) {
    return libbpf().int64("btf__raw_data", btf, size);
  }

  public static long bpf_object__next_map(long object, long map) {
    return libbpf().int64("bpf_object__next_map", object, map);
  }

  public static long bpf_object__find_map_by_name(long object, String name) {
    return libbpf().int64("bpf_object__find_map_by_name", object, name);
  }

  public static long bpf_object__next_program(long object, long program) {
    return libbpf().int64("bpf_object__next_program", object, program);
  }

  public static long bpf_object__find_program_by_name(long object, String name) {
    return libbpf().int64("bpf_object__find_program_by_name", object, name);
  }

  public static long bpf_map__name(long map) {
    return libbpf().int64("bpf_map__name", map);
  }

  public static int bpf_map__type(long map) {
    return libbpf().int32("bpf_map__type", map);
  }

  public static int bpf_map__key_size(long map) {
    return libbpf().int32("bpf_map__key_size", map);
  }

  public static int bpf_map__value_size(long map) {
    return libbpf().int32("bpf_map__value_size", map);
  }

  public static int bpf_map__map_flags(long map) {
    return libbpf().int32("bpf_map__map_flags", map);
  }

  public static int bpf_map__btf_value_type_id(long map) {
    return libbpf().int32("bpf_map__btf_value_type_id", map);
  }

  public static int bpf_map__fd(long map) {
    return libbpf().int32("bpf_map__fd", map);
  }

  public static byte bpf_map__is_internal(long map) {
    return libbpf().int8("bpf_map__is_internal", map);
  }

  public static int bpf_map__btf_key_type_id(long map) {
    return libbpf().int32("bpf_map__btf_key_type_id", map);
  }

  public static byte bpf_map__autocreate(long map) {
    return libbpf().int8("bpf_map__autocreate", map);
  }

  public static int bpf_map__set_autocreate(long map, byte autocreate) {
    return libbpf().int32("bpf_map__set_autocreate", map, autocreate);
  }

  static long bpf_map__initial_value(long map, long[] size) {
    return libbpf().int64("bpf_map__initial_value", map, size);
  }

  public static long bpf_map__attach_struct_ops(long map) {
    return libbpf().int64("bpf_map__attach_struct_ops", map);
  }

  public static long bpf_program__name(long program) {
    return libbpf().int64("bpf_program__name", program);
  }

  public static long bpf_program__section_name(long program) {
    return libbpf().int64("bpf_program__section_name", program);
  }

  public static int bpf_program__type(long program) {
    return libbpf().int32("bpf_program__type", program);
  }

  public static byte bpf_program__autoload(long program) {
    return libbpf().int8("bpf_program__autoload", program);
  }

  public static int bpf_program__set_autoload(long program, byte autoload) {
    return libbpf().int32("bpf_program__set_autoload", program, autoload);
  }

  public static byte bpf_program__autoattach(long program) {
    return libbpf().int8("bpf_program__autoattach", program);
  }

  public static int bpf_program__set_log_buf(long program, long buffer, long size) {
    return libbpf().int32("bpf_program__set_log_buf", program, buffer, size);
  }

  public static int bpf_program__fd(long program) {
    return libbpf().int32("bpf_program__fd", program);
  }

  public static long bpf_program__attach(long program) {
    return libbpf().int64("bpf_program__attach", program);
  }

  public static int bpf_link__update_map(long link, long map) {
    return libbpf().int32("bpf_link__update_map", link, map);
  }

  public static int bpf_link__destroy(long link) {
    return libbpf().int32("bpf_link__destroy", link);
  }
}
