package org.bpfskel;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.bpfskel.access.InfoDoor;
import org.bpfskel.btf.Printable;
import org.bpfskel.internal.foreign.NativeBuffer;
import org.bpfskel.internal.handle.LibbpfCall;
import org.bpfskel.internal.libbpf.ProgInfo;
import org.bpfskel.internal.os.BootClock;

/**
 * What the kernel tells of a loaded program, as of one moment: {@code struct bpf_prog_info}. What
 * an older kernel does not tell is 0.
 */
public final class ProgramInfo {
  static {
    InfoDoor.PROGRAM.open(ProgramInfo::read);
  }

  private final ProgramType type;
  private final int id;
  private final String tag;
  private final int jitedProgLen;
  private final int xlatedProgLen;
  private final Duration loadTime;
  private final int createdByUid;
  private final List<Integer> mapIds;
  private final String name;
  private final int ifindex;
  private final boolean gplCompatible;
  private final int btfId;
  private final Duration runTime;
  private final long runCnt;
  private final long recursionMisses;
  private final int verifiedInsns;
  private final int attachBtfObjId;
  private final int attachBtfId;

  private ProgramInfo(ProgInfo info, int[] mapIds) {
    type = ProgramType.of(info.type());
    id = info.id();
    tag = HexFormat.of().formatHex(info.tag());
    jitedProgLen = info.jitedProgLen();
    xlatedProgLen = info.xlatedProgLen();
    loadTime = Duration.ofNanos(info.loadTime());
    createdByUid = info.createdByUid();
    this.mapIds = IntStream.of(mapIds).boxed().toList();
    name = info.name();
    ifindex = info.ifindex();
    gplCompatible = info.gplCompatible();
    btfId = info.btfId();
    runTime = Duration.ofNanos(info.runTimeNs());
    runCnt = info.runCnt();
    recursionMisses = info.recursionMisses();
    verifiedInsns = info.verifiedInsns();
    attachBtfObjId = info.attachBtfObjId();
    attachBtfId = info.attachBtfId();
  }

  /** Asks the kernel; within the object's lifetime. */
  static ProgramInfo read(String program, int fd) {
    LibbpfCall call = LibbpfCall.of("bpf_prog_get_info_by_fd", program);
    try (ProgInfo size = new ProgInfo()) {
      call.check(() -> size.read(fd));
      // A loaded program's maps stay the same, so that the second answer has as many.
      int count = size.nrMapIds();
      try (NativeBuffer mapIds = NativeBuffer.zeroed((long) count * Integer.BYTES);
          ProgInfo info = new ProgInfo(count, mapIds)) {
        call.check(() -> info.read(fd));
        return new ProgramInfo(info, mapIds.readInts(count));
      }
    }
  }

  /** {@return the type it was loaded as} */
  public ProgramType type() {
    return type;
  }

  /** {@return the program's number, unique on this machine while it lives} */
  public int id() {
    return id;
  }

  /** {@return hash of the instructions, 16 hexadecimal digits: the same for the same code} */
  public String tag() {
    return tag;
  }

  /** {@return bytes of machine code, of the program itself; 0 if the caller may not know} */
  public int jitedProgLen() {
    return jitedProgLen;
  }

  /** {@return bytes of BPF instructions as the verifier left them} */
  public int xlatedProgLen() {
    return xlatedProgLen;
  }

  /** {@return when it was loaded, by the clock of the day as it is set now} */
  public Instant loadedAt() {
    return BootClock.instant(loadTime);
  }

  /** {@return when it was loaded, since the machine's start} */
  public Duration loadTime() {
    return loadTime;
  }

  /** {@return number of the user who loaded it} */
  public int createdByUid() {
    return createdByUid;
  }

  /** {@return numbers of the maps that it uses; an unmodifiable list} */
  public List<Integer> mapIds() {
    return mapIds;
  }

  /** {@return the C name, its first 15 bytes} */
  public String name() {
    return name;
  }

  /** {@return number of the interface that it is offloaded to; 0 if it is none's} */
  public int ifindex() {
    return ifindex;
  }

  /** {@return whether its license lets it use functions for GPL programs only} */
  public boolean gplCompatible() {
    return gplCompatible;
  }

  /** {@return number of the object's BTF; 0 if it has none} */
  public int btfId() {
    return btfId;
  }

  /** {@return how long it ran in all, while {@code RunStatistics} were enabled} */
  public Duration runTime() {
    return runTime;
  }

  /** {@return how often it ran, while {@code RunStatistics} were enabled} */
  public long runCnt() {
    return runCnt;
  }

  /** {@return how often it was not run, for it was running on that CPU already} */
  public long recursionMisses() {
    return recursionMisses;
  }

  /** {@return how many instructions the verifier went through} */
  public int verifiedInsns() {
    return verifiedInsns;
  }

  /** {@return number of the BTF with the function or type that it is for; else 0} */
  public int attachBtfObjId() {
    return attachBtfObjId;
  }

  /** {@return the id of that function or type within the BTF; else 0} */
  public int attachBtfId() {
    return attachBtfId;
  }

  /** Name, type, number and sizes, for messages. */
  @Override
  public String toString() {
    return "program %s, id %d: %s, tag %s, %d bytes of instructions"
        .formatted(Printable.of(name), id, type, tag, xlatedProgLen);
  }
}
