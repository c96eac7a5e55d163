package org.bpfskel.internal;

/**
 * libbpf's functions under their own names, as far as every object needs them: a table, kept short,
 * for all of it is bound before the first is called. Pointers, {@code size_t} and {@code __u64} are
 * {@code long}, C's {@code bool} is {@code byte}. All of them are in libbpf 1.4, for one missing
 * symbol would make the binding of all fail.
 *
 * <p>Nothing is checked here: who calls holds the object's lifetime, and has called {@link
 * LibbpfLibrary#require}.
 */
public final class Libbpf {
  private Libbpf() {}

  static native long libbpf_set_print(PrintFunction print);

  static native int libbpf_strerror(int errno, byte[] text, long size);

  public static native int libbpf_num_possible_cpus();

  static native long bpf_object__open_mem(byte[] bytes, long size, long opts);

  public static native int bpf_object__load(long object);

  static native int bpf_object__load_skeleton(long skeleton);

  public static native int bpf_object__btf_fd(long object);

  public static native void bpf_object__close(long object);

  static native long bpf_object__btf(long object);

  static native long btf__raw_data(long btf, int[] size);

  public static native long bpf_object__next_map(long object, long map);

  public static native long bpf_object__find_map_by_name(long object, String name);

  public static native long bpf_object__next_program(long object, long program);

  public static native long bpf_object__find_program_by_name(long object, String name);

  public static native long bpf_map__name(long map);

  public static native int bpf_map__type(long map);

  public static native int bpf_map__key_size(long map);

  public static native int bpf_map__value_size(long map);

  public static native int bpf_map__map_flags(long map);

  public static native int bpf_map__btf_value_type_id(long map);

  public static native int bpf_map__fd(long map);

  public static native byte bpf_map__is_internal(long map);

  public static native int bpf_map__btf_key_type_id(long map);

  public static native byte bpf_map__autocreate(long map);

  public static native int bpf_map__set_autocreate(long map, byte autocreate);

  static native long bpf_map__initial_value(long map, long[] size);

  public static native long bpf_map__attach_struct_ops(long map);

  public static native long bpf_program__name(long program);

  public static native long bpf_program__section_name(long program);

  public static native int bpf_program__type(long program);

  public static native byte bpf_program__autoload(long program);

  public static native int bpf_program__set_autoload(long program, byte autoload);

  public static native byte bpf_program__autoattach(long program);

  public static native int bpf_program__set_log_buf(long program, long buffer, long size);

  public static native int bpf_program__fd(long program);

  public static native long bpf_program__attach(long program);

  public static native int bpf_link__update_map(long link, long map);

  public static native int bpf_link__destroy(long link);
}
