package org.bpfskel.internal;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.StringArray;
import com.sun.jna.Structure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options of libbpf's attach functions, each with the members that libbpf 1.4 knows. */
public abstract class AttachOpts extends Structure {
  AttachOpts() {
    super(ALIGN_DEFAULT);
  }

  /** C's {@code bool}. */
  static byte bool(boolean value) {
    return (byte) (value ? 1 : 0);
  }

  /** A C array of 64-bit numbers, or null for none. */
  static @Nullable Memory array(List<Long> numbers) {
    if (numbers.isEmpty()) {
      return null;
    }
    Memory array = new Memory((long) numbers.size() * Long.BYTES);
    for (int i = 0; i < numbers.size(); i++) {
      array.setLong((long) i * Long.BYTES, numbers.get(i));
    }
    return array;
  }

  /** A C array of strings, which messages call by that name, or null for none. */
  static @Nullable Memory array(String name, List<String> strings) {
    if (strings.isEmpty()) {
      return null;
    }
    for (String string : strings) {
      CString.of(name, string);
    }
    return new StringArray(strings.toArray(String[]::new), "UTF-8");
  }

  /** A C string, which messages call by that name, or null for none. */
  static @Nullable Memory string(String name, @Nullable String text) {
    if (text == null) {
      return null;
    }
    byte[] bytes = CString.of(name, text);
    Memory string = new Memory(bytes.length);
    string.write(0, bytes, 0, bytes.length);
    return string;
  }

  /**
   * What {@code struct bpf_tracepoint_opts}, {@code bpf_raw_tracepoint_opts}, {@code
   * bpf_trace_opts}, {@code bpf_usdt_opts} and {@code bpf_perf_event_opts} begin with.
   */
  @Structure.FieldOrder({"sz", "cookie"})
  public static final class Cookie extends AttachOpts {
    public long sz = size();
    public long cookie;

    public Cookie(long cookie) {
      this.cookie = cookie;
    }
  }

  /** {@code struct bpf_kprobe_opts}. */
  @Structure.FieldOrder({"sz", "bpf_cookie", "offset", "retprobe", "attach_mode"})
  public static final class Kprobe extends AttachOpts {
    public long sz = size();
    public long bpf_cookie;
    public long offset;
    public byte retprobe;
    public int attach_mode;

    public Kprobe(long cookie, long offset, boolean onReturn, int mode) {
      this.bpf_cookie = cookie;
      this.offset = offset;
      this.retprobe = bool(onReturn);
      this.attach_mode = mode;
    }
  }

  /** {@code struct bpf_ksyscall_opts}. */
  @Structure.FieldOrder({"sz", "bpf_cookie", "retprobe"})
  public static final class Ksyscall extends AttachOpts {
    public long sz = size();
    public long bpf_cookie;
    public byte retprobe;

    public Ksyscall(long cookie, boolean onReturn) {
      this.bpf_cookie = cookie;
      this.retprobe = bool(onReturn);
    }
  }

  /** {@code struct bpf_kprobe_multi_opts}. */
  @Structure.FieldOrder({"sz", "syms", "addrs", "cookies", "cnt", "retprobe"})
  public static final class KprobeMulti extends AttachOpts {
    public long sz = size();
    public @Nullable Pointer syms;
    public @Nullable Pointer addrs;
    public @Nullable Pointer cookies;
    public long cnt;
    public byte retprobe;

    public KprobeMulti(
        List<String> symbols, List<Long> addresses, List<Long> cookies, boolean onReturn) {
      this.syms = array("syms", symbols);
      this.addrs = array(addresses);
      this.cookies = array(cookies);
      this.cnt = Math.addExact(symbols.size(), addresses.size());
      this.retprobe = bool(onReturn);
    }
  }

  /** {@code struct bpf_uprobe_opts}. */
  @Structure.FieldOrder({
    "sz",
    "ref_ctr_offset",
    "bpf_cookie",
    "retprobe",
    "func_name",
    "attach_mode"
  })
  public static final class Uprobe extends AttachOpts {
    public long sz = size();
    public long ref_ctr_offset;
    public long bpf_cookie;
    public byte retprobe;
    public @Nullable Pointer func_name;
    public int attach_mode;

    public Uprobe(
        long refCtrOffset, long cookie, boolean onReturn, @Nullable String function, int mode) {
      this.ref_ctr_offset = refCtrOffset;
      this.bpf_cookie = cookie;
      this.retprobe = bool(onReturn);
      this.func_name = string("func_name", function);
      this.attach_mode = mode;
    }
  }

  /** {@code struct bpf_uprobe_multi_opts}. */
  @Structure.FieldOrder({"sz", "syms", "offsets", "ref_ctr_offsets", "cookies", "cnt", "retprobe"})
  public static final class UprobeMulti extends AttachOpts {
    public long sz = size();
    public @Nullable Pointer syms;
    public @Nullable Pointer offsets;
    public @Nullable Pointer ref_ctr_offsets;
    public @Nullable Pointer cookies;
    public long cnt;
    public byte retprobe;

    public UprobeMulti(
        List<String> symbols,
        List<Long> offsets,
        List<Long> refCtrOffsets,
        List<Long> cookies,
        boolean onReturn) {
      this.syms = array("syms", symbols);
      this.offsets = array(offsets);
      this.ref_ctr_offsets = array(refCtrOffsets);
      this.cookies = array(cookies);
      this.cnt = Math.addExact(symbols.size(), offsets.size());
      this.retprobe = bool(onReturn);
    }
  }

  /**
   * {@code struct bpf_tcx_opts}, {@code bpf_netkit_opts}, and {@code bpf_cgroup_opts} of libbpf
   * 1.6.
   */
  @Structure.FieldOrder({"sz", "flags", "relative_fd", "relative_id", "expected_revision"})
  public static final class Mprog extends AttachOpts {
    public long sz = size();
    public int flags;
    public int relative_fd;
    public int relative_id;
    public long expected_revision;

    public Mprog(int flags, int relativeId, long expectedRevision) {
      this.flags = flags;
      this.relative_id = relativeId;
      this.expected_revision = expectedRevision;
    }
  }

  /** {@code struct bpf_netfilter_opts}. */
  @Structure.FieldOrder({"sz", "pf", "hooknum", "priority", "flags"})
  public static final class Netfilter extends AttachOpts {
    public long sz = size();
    public int pf;
    public int hooknum;
    public int priority;
    public int flags;

    public Netfilter(int family, int hook, int priority, int flags) {
      this.pf = family;
      this.hooknum = hook;
      this.priority = priority;
      this.flags = flags;
    }
  }

  /** {@code struct bpf_iter_attach_opts}. */
  @Structure.FieldOrder({"sz", "link_info", "link_info_len"})
  public static final class Iter extends AttachOpts {
    public long sz = size();
    public @Nullable Pointer link_info;
    public int link_info_len;

    /**
     * @param linkInfo the 32-bit words of {@code union bpf_iter_link_info}; empty for everything
     */
    public Iter(int... linkInfo) {
      if (linkInfo.length > 0) {
        Memory union = new Memory((long) linkInfo.length * Integer.BYTES);
        union.write(0, linkInfo, 0, linkInfo.length);
        this.link_info = union;
        this.link_info_len = (int) union.size();
      }
    }
  }
}
