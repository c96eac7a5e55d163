package org.bpfskel.internal.handle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.bpfskel.ProgramType;
import org.bpfskel.btf.Printable;
import org.bpfskel.internal.foreign.NativeBuffer;
import org.bpfskel.internal.foreign.NativeMemory;
import org.bpfskel.internal.libbpf.KernelLog;
import org.bpfskel.internal.libbpf.Libbpf;
import org.bpfskel.internal.libbpf.LibbpfPrograms;
import org.jspecify.annotations.Nullable;

/**
 * libbpf's {@code struct bpf_program}: what may be done with it when, whether load takes it, and
 * the memory for the verifier's log.
 */
public final class ProgramHandle {
  private final ObjectHandle object;
  private final long address;
  private final String name;
  private final String section;
  private final boolean isStructOps;
  private volatile boolean autoloadChosen;
  private volatile boolean isRetargeted;
  private int logSize;
  private @Nullable NativeBuffer logBuffer;
  private volatile String log = "";

  public ProgramHandle(ObjectHandle object, long address) {
    this.object = object;
    this.address = address;
    this.name = NativeMemory.string(Libbpf.bpf_program__name(address));
    this.section = NativeMemory.string(Libbpf.bpf_program__section_name(address));
    this.isStructOps = Libbpf.bpf_program__type(address) == ProgramType.STRUCT_OPS.number();
  }

  public ObjectHandle object() {
    return object;
  }

  public long address() {
    return address;
  }

  public String name() {
    return name;
  }

  public String section() {
    return section;
  }

  /** Whether it implements a callback, as its section says; no program becomes one later. */
  public boolean isStructOps() {
    return isStructOps;
  }

  /** Runs a call that reads a property. */
  public <T extends @Nullable Object> T query(String what, Supplier<T> call) {
    return object.lifetime().shared(what + " of program " + name, Lifetime.UNTIL_CLOSE, call);
  }

  /** Runs a call that changes what load will make of the program. */
  public <T extends @Nullable Object> T beforeLoad(String operation, Supplier<T> call) {
    return object
        .lifetime()
        .exclusive(operation + " of program " + name, Lifetime.BEFORE_LOAD, call);
  }

  /** As {@link #beforeLoad}, for a type or target other than those that the section names. */
  public <T extends @Nullable Object> T retarget(String operation, Supplier<T> call) {
    return beforeLoad(
        operation,
        () -> {
          T result = call.get();
          isRetargeted = true;
          return result;
        });
  }

  /** Whether its section no longer says what it is and what it is loaded for. */
  public boolean isRetargeted() {
    return isRetargeted;
  }

  /**
   * Runs a call on the kernel's program, with its descriptor.
   *
   * @throws IllegalStateException before load, after close, or if load left the program out
   */
  public <T extends @Nullable Object> T afterLoad(String operation, IntFunction<T> call) {
    return object
        .lifetime()
        .shared(
            operation + " of program " + name,
            Lifetime.AFTER_LOAD,
            () -> call.apply(descriptor(operation)));
  }

  /**
   * The kernel's program; within a call after load.
   *
   * @throws IllegalStateException if load left it out
   */
  public int descriptor(String operation) {
    int fd = Libbpf.bpf_program__fd(address);
    if (fd < 0) {
      throw object
          .lifetime()
          .leftOut(operation + " of program " + name, LeftOutOfLoad.program(name));
    }
    return fd;
  }

  /** Its instructions as they are in the object, in native byte order; within the object's load. */
  public ByteBuffer instructions() {
    long size = LibbpfPrograms.bpf_program__insn_cnt(address) * Long.BYTES;
    byte[] bytes =
        NativeMemory.read(new NativeMemory.Block(LibbpfPrograms.bpf_program__insns(address), size));
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
  }

  public void setAutoload(boolean autoload) {
    beforeLoad(
        "setAutoload",
        () -> {
          autoloadChosen = true;
          return applyAutoload(autoload);
        });
  }

  /** Sets autoload where the user did not choose; within the object's load. */
  public void defaultAutoload(boolean autoload) {
    if (!autoloadChosen) {
      applyAutoload(autoload);
    }
  }

  /** Whether the user has chosen that load leaves it out; within the object's load. */
  public boolean isKeptOut() {
    return autoloadChosen && Libbpf.bpf_program__autoload(address) == 0;
  }

  private int applyAutoload(boolean autoload) {
    return LibbpfCall.of("bpf_program__set_autoload", name)
        .check(() -> Libbpf.bpf_program__set_autoload(address, (byte) (autoload ? 1 : 0)));
  }

  /** Bytes of the log's buffer; 0 if it grows with the log. Within a call on the object. */
  public int logSize() {
    return logSize;
  }

  public void setLogSize(int bytes) {
    logSize = bytes;
  }

  /**
   * Gives libbpf memory for the log if its size is bounded, else none; within the object's load.
   */
  public void allocateLog() {
    NativeBuffer buffer = logSize > 0 ? NativeBuffer.forText(logSize) : null;
    LibbpfCall.of("bpf_program__set_log_buf", name)
        .check(
            () -> Libbpf.bpf_program__set_log_buf(address, NativeBuffer.address(buffer), logSize));
    logBuffer = buffer;
  }

  /**
   * Keeps the log, from that memory, which is freed, or as libbpf quoted it from its own; within
   * the object's load.
   */
  public void takeLog(String quoted) {
    try (NativeBuffer buffer = logBuffer) {
      logBuffer = null;
      log = buffer == null ? quoted : KernelLog.of(buffer.bytes());
    }
  }

  /** What the verifier wrote at load; empty before. */
  public String log() {
    return log;
  }

  /** The program's C name and section, for messages. */
  @Override
  public String toString() {
    return Printable.of("program " + name + " (SEC(\"" + section + "\"))");
  }
}
