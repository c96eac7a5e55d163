package org.bpfskel.it;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What libbpf says of BTF: {@code btf__new} and {@code btf__new_split}. It prints nothing then. */
final class LibbpfBtf implements AutoCloseable {
  /** {@code btf__new} knows the bytes for BTF, but cannot read that form of it. */
  private static final int ENOTSUP = 95;

  /** What became of one BTF. */
  enum Verdict {
    ACCEPTED,
    REFUSED,
    UNSUPPORTED
  }

  private final NativeLibrary libbpf = NativeLibrary.getInstance(Libraries.usable());
  private final Function free = libbpf.getFunction("btf__free");
  private final Function parse = libbpf.getFunction("btf__new");
  private final Function parseSplit = libbpf.getFunction("btf__new_split");
  private final @Nullable Pointer print = setPrint(null);

  LibbpfBtf() throws IOException {}

  private @Nullable Pointer setPrint(@Nullable Pointer print) {
    return libbpf.getFunction("libbpf_set_print").invokePointer(new Object[] {print});
  }

  Verdict verdict(byte[] btf) {
    return verdict(parse.invokePointer(new Object[] {btf, btf.length}));
  }

  /** Of split BTF on top of a base that is accepted. */
  Verdict verdict(byte[] btf, byte[] base) {
    Pointer parsed = parse.invokePointer(new Object[] {base, base.length});
    try {
      return verdict(parseSplit.invokePointer(new Object[] {btf, btf.length, parsed}));
    } finally {
      free.invoke(new Object[] {parsed});
    }
  }

  private Verdict verdict(@Nullable Pointer parsed) {
    if (parsed == null) {
      return Native.getLastError() == ENOTSUP ? Verdict.UNSUPPORTED : Verdict.REFUSED;
    }
    free.invoke(new Object[] {parsed});
    return Verdict.ACCEPTED;
  }

  @Override
  public void close() {
    setPrint(print);
  }
}
