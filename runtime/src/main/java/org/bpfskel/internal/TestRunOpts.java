package org.bpfskel.internal;

import com.sun.jna.Structure;

/** {@code struct bpf_test_run_opts}. Pointers are addresses of memory that the caller keeps. */
@Structure.FieldOrder({
  "sz",
  "data_in",
  "data_out",
  "data_size_in",
  "data_size_out",
  "ctx_in",
  "ctx_out",
  "ctx_size_in",
  "ctx_size_out",
  "retval",
  "repeat",
  "duration",
  "flags",
  "cpu",
  "batch_size"
})
public final class TestRunOpts extends Structure {
  public long sz;
  public long data_in;
  public long data_out;
  public int data_size_in;
  public int data_size_out;
  public long ctx_in;
  public long ctx_out;
  public int ctx_size_in;
  public int ctx_size_out;
  public int retval;
  public int repeat;
  public int duration;
  public int flags;
  public int cpu;
  public int batch_size;

  public TestRunOpts() {
    super(ALIGN_DEFAULT);
    sz = size();
  }
}
