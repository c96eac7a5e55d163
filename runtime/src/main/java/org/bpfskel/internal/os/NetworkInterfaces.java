package org.bpfskel.internal.os;

/** Network interfaces as the kernel numbers them. */
public final class NetworkInterfaces {
  private NetworkInterfaces() {}

  /** {@code if_nametoindex}, in the network namespace of this thread. */
  public static int index(String name) throws ErrnoException {
    int index = LibC.if_nametoindex(name);
    return (int) ErrnoException.check("if_nametoindex", index == 0 ? -1 : index);
  }
}
