package org.bpfskel.internal;

import com.sun.jna.Structure;

/** The leading members of {@code struct bpf_object_open_opts}: libbpf takes any prefix of it. */
@Structure.FieldOrder({"sz", "object_name"})
public final class OpenOpts extends Structure {
  public long sz;
  public String object_name;

  OpenOpts(String objectName) {
    super(ALIGN_DEFAULT);
    object_name = objectName;
    sz = size();
  }
}
