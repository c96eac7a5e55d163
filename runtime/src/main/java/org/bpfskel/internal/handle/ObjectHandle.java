package org.bpfskel.internal.handle;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.bpfskel.BpfException;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.Printable;
import org.bpfskel.data.ObjectBuild;
import org.bpfskel.internal.foreign.NativeMemory;
import org.bpfskel.internal.foreign.Release;
import org.bpfskel.internal.libbpf.Libbpf;
import org.jspecify.annotations.Nullable;

/**
 * libbpf's {@code struct bpf_object}: where it is, which calls may reach it now, and what is freed
 * with it. The handles of its maps and programs lead here, and so keep it.
 */
public final class ObjectHandle {
  private final String name;
  private final long address;
  private final ObjectBuild build;
  private final Lifetime lifetime;
  private final ObjectHoldings held;
  private final Release release;
  private volatile @Nullable Btf btf;

  /** What libbpf, which has its own copy of some of it, keeps nothing else of. */
  private volatile byte @Nullable [] file;

  private final @Nullable Path btfCustomPath;

  /**
   * Owns what is at that address from now on.
   *
   * @param file the bytes that libbpf opened
   * @param btfCustomPath of the types that it resolves relocations with; null for the kernel's
   */
  public ObjectHandle(String name, long address, byte[] file, @Nullable Path btfCustomPath) {
    this.name = name;
    this.address = address;
    this.file = file;
    this.btfCustomPath = btfCustomPath;
    this.build = ObjectBuild.of(file);
    this.lifetime = new Lifetime(name);
    this.held = new ObjectHoldings("object " + name, new NativeObject(address));
    this.release = new Release(lifetime, held);
  }

  public String name() {
    return name;
  }

  public long address() {
    return address;
  }

  /** Which build of the object file it was opened from. */
  public ObjectBuild build() {
    return build;
  }

  /** The bytes of the object file, which nobody changes; null once it is loaded. */
  public byte @Nullable [] file() {
    return file;
  }

  /** Where the types are that relocations are resolved with; null if they are the kernel's. */
  public @Nullable Path btfCustomPath() {
    return btfCustomPath;
  }

  /** Keeps the bytes no longer: load has come to its end. */
  public void forgetFile() {
    file = null;
  }

  public Lifetime lifetime() {
    return lifetime;
  }

  public ObjectHoldings held() {
    return held;
  }

  /** A copy of {@code btf__raw_data}; within a call on the object. */
  private byte[] rawBtf() {
    long types = Libbpf.bpf_object__btf(address);
    if (types == 0) {
      throw new BpfException(
          "bpf_object__btf", name, BpfException.Kind.NOT_FOUND, "no BTF: compile with -g");
    }
    int[] size = new int[1];
    long bytes =
        LibbpfCall.of("btf__raw_data", name).pointer(() -> Libbpf.btf__raw_data(types, size));
    return NativeMemory.read(new NativeMemory.Block(bytes, size[0]));
  }

  /**
   * The object's own type information: {@code bpf_object__btf}.
   *
   * @throws BtfException if it is malformed
   * @throws BpfException if the object has none
   * @throws IllegalStateException after close
   */
  public Btf btf() throws BtfException {
    Btf parsed = lifetime.shared("btf", Lifetime.UNTIL_CLOSE, () -> btf);
    if (parsed == null) {
      parsed = Btf.parse(lifetime.shared("btf", Lifetime.UNTIL_CLOSE, this::rawBtf));
      btf = parsed;
    }
    return parsed;
  }

  /** To be called once libbpf has changed a type. */
  public void forgetBtf() {
    btf = null;
  }

  /** Runs a call that attaches something of this object, which then holds the link. */
  public <L extends LinkHandle> L attach(String what, Supplier<L> attach) {
    return lifetime.exclusive(
        "attach of " + what,
        Lifetime.AFTER_LOAD,
        () -> {
          L link = attach.get();
          held.links().add(link);
          return link;
        });
  }

  /** Whether it holds the link, which was not closed then. */
  public boolean holds(LinkHandle link) {
    return lifetime.shared("isOpen", Lifetime.ALWAYS, () -> held.links().contains(link));
  }

  /** Whether it holds a link of the thing of that name. */
  public boolean hasLinkOf(String name) {
    return lifetime.shared("unattached", Lifetime.ALWAYS, () -> held.links().hasOf(name));
  }

  /** Frees a link unless that was done. */
  public void close(LinkHandle link) {
    lifetime.exclusive(
        "close of link " + link.name(),
        Lifetime.ALWAYS,
        () -> {
          held.links().destroy(link);
          return link;
        });
  }

  /**
   * Closes the links, then frees the object, once.
   *
   * @param leave what is to be done between these two
   */
  public void close(Runnable leave) {
    lifetime.close(
        "close",
        () -> {
          try {
            held.links().destroyAll();
          } finally {
            leave.run();
            release.now();
            forgetFile();
          }
        });
  }

  /** The object's name, for messages. */
  @Override
  public String toString() {
    return "object " + Printable.of(name);
  }
}
