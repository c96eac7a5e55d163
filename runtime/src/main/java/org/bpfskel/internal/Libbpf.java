package org.bpfskel.internal;

/**
 * libbpf's functions under their own names, as far as they are used: a table. Pointers, {@code
 * size_t} and {@code __u64} are {@code long}, C's {@code bool} is {@code byte}. All of them are in
 * libbpf 1.4, for one missing symbol would make the binding of all fail.
 *
 * <p>Nothing is checked here: who calls holds the object's lifetime, and has called {@link
 * LibbpfLibrary#require}.
 */
public final class Libbpf {
  private Libbpf() {}

  static native long libbpf_set_print(PrintFunction print);

  static native int libbpf_strerror(int errno, byte[] text, long size);

  public static native int libbpf_num_possible_cpus();

  static native long bpf_object__open_mem(byte[] bytes, long size, OpenOpts opts);

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

  public static native int bpf_map__max_entries(long map);

  public static native int bpf_map__map_flags(long map);

  public static native int bpf_map__btf_value_type_id(long map);

  public static native byte bpf_map__autocreate(long map);

  public static native int bpf_map__set_autocreate(long map, byte autocreate);

  static native long bpf_map__initial_value(long map, long[] size);

  public static native int bpf_map__lookup_elem(
      long map, byte[] key, long keySize, byte[] value, long valueSize, long flags);

  public static native int bpf_map__update_elem(
      long map, byte[] key, long keySize, byte[] value, long valueSize, long flags);

  public static native int bpf_map_delete_elem(int fd, byte[] key);

  public static native long bpf_map__attach_struct_ops(long map);

  public static native long bpf_program__name(long program);

  public static native long bpf_program__section_name(long program);

  public static native int bpf_program__type(long program);

  public static native byte bpf_program__autoload(long program);

  public static native int bpf_program__set_autoload(long program, byte autoload);

  public static native byte bpf_program__autoattach(long program);

  public static native void bpf_program__set_autoattach(long program, byte autoattach);

  public static native int bpf_program__set_type(long program, int type);

  public static native int bpf_program__expected_attach_type(long program);

  public static native int bpf_program__set_expected_attach_type(long program, int type);

  public static native int bpf_program__flags(long program);

  public static native int bpf_program__set_flags(long program, int flags);

  public static native int bpf_program__log_level(long program);

  public static native int bpf_program__set_log_level(long program, int level);

  public static native int bpf_program__set_log_buf(long program, long buffer, long size);

  public static native int bpf_program__fd(long program);

  public static native int bpf_program__pin(long program, String path);

  public static native int bpf_program__unpin(long program, String path);

  static native int bpf_prog_get_info_by_fd(int fd, ProgInfo info, int[] size);

  public static native int bpf_prog_test_run_opts(int fd, TestRunOpts opts);

  public static native int bpf_enable_stats(int type);

  public static native long bpf_program__attach(long program);

  public static native int bpf_link__update_map(long link, long map);

  public static native int bpf_link__destroy(long link);
}
