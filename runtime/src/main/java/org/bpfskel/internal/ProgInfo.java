package org.bpfskel.internal;

import com.sun.jna.Native;
import com.sun.jna.Structure;
import java.nio.charset.StandardCharsets;

/**
 * {@code struct bpf_prog_info} of Linux 5.18 and later; an older kernel leaves what it does not
 * know at zero.
 */
@Structure.FieldOrder({
  "type",
  "id",
  "tag",
  "jited_prog_len",
  "xlated_prog_len",
  "jited_prog_insns",
  "xlated_prog_insns",
  "load_time",
  "created_by_uid",
  "nr_map_ids",
  "map_ids",
  "name",
  "ifindex",
  "gpl_compatible",
  "netns_dev",
  "netns_ino",
  "nr_jited_ksyms",
  "nr_jited_func_lens",
  "jited_ksyms",
  "jited_func_lens",
  "btf_id",
  "func_info_rec_size",
  "func_info",
  "nr_func_info",
  "nr_line_info",
  "line_info",
  "jited_line_info",
  "nr_jited_line_info",
  "line_info_rec_size",
  "jited_line_info_rec_size",
  "nr_prog_tags",
  "prog_tags",
  "run_time_ns",
  "run_cnt",
  "recursion_misses",
  "verified_insns",
  "attach_btf_obj_id",
  "attach_btf_id"
})
public final class ProgInfo extends Structure {
  public int type;
  public int id;
  public byte[] tag = new byte[8];
  public int jited_prog_len;
  public int xlated_prog_len;
  public long jited_prog_insns;
  public long xlated_prog_insns;
  public long load_time;
  public int created_by_uid;
  public int nr_map_ids;
  public long map_ids;
  public byte[] name = new byte[16];
  public int ifindex;

  /** A bitfield of one bit, and padding. */
  public int gpl_compatible;

  public long netns_dev;
  public long netns_ino;
  public int nr_jited_ksyms;
  public int nr_jited_func_lens;
  public long jited_ksyms;
  public long jited_func_lens;
  public int btf_id;
  public int func_info_rec_size;
  public long func_info;
  public int nr_func_info;
  public int nr_line_info;
  public long line_info;
  public long jited_line_info;
  public int nr_jited_line_info;
  public int line_info_rec_size;
  public int jited_line_info_rec_size;
  public int nr_prog_tags;
  public long prog_tags;
  public long run_time_ns;
  public long run_cnt;
  public long recursion_misses;
  public int verified_insns;
  public int attach_btf_obj_id;
  public int attach_btf_id;

  public ProgInfo() {
    super(ALIGN_DEFAULT);
  }

  /** {@code bpf_prog_get_info_by_fd} into this: 0, or a negative errno. */
  public int read(int fd) {
    return LibbpfPrograms.bpf_prog_get_info_by_fd(fd, this, new int[] {size()});
  }

  /** {@link #name} up to its NUL. */
  public String programName() {
    return Native.toString(name, StandardCharsets.UTF_8);
  }
}
