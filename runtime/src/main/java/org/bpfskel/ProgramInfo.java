package org.bpfskel;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.bpfskel.internal.foreign.NativeBuffer;
import org.bpfskel.internal.handle.LibbpfCall;
import org.bpfskel.internal.libbpf.ProgInfo;

/**
 * What the kernel tells of a loaded program, as of one moment: {@code struct bpf_prog_info}. What
 * an older kernel does not tell is 0.
 *
 * @param type the type it was loaded as
 * @param id the program's number, unique on this machine while it lives
 * @param tag hash of the instructions, 16 hexadecimal digits: the same for the same code
 * @param jitedProgLen bytes of machine code, of the program itself; 0 if the caller may not know
 * @param xlatedProgLen bytes of BPF instructions as the verifier left them
 * @param loadTime when it was loaded, since the machine's start
 * @param createdByUid number of the user who loaded it
 * @param mapIds numbers of the maps that it uses
 * @param name the C name, its first 15 bytes
 * @param ifindex number of the interface that it is offloaded to; 0 if it is none's
 * @param gplCompatible whether its license lets it use functions for GPL programs only
 * @param btfId number of the object's BTF; 0 if it has none
 * @param runTime how long it ran in all, while {@link RunStatistics} were enabled
 * @param runCnt how often it ran, while {@link RunStatistics} were enabled
 * @param recursionMisses how often it was not run, for it was running on that CPU already
 * @param verifiedInsns how many instructions the verifier went through
 * @param attachBtfObjId number of the BTF with the function or type that it is for; else 0
 * @param attachBtfId that function or type within the BTF; else 0
 */
public record ProgramInfo(
    ProgramType type,
    int id,
    String tag,
    int jitedProgLen,
    int xlatedProgLen,
    Duration loadTime,
    int createdByUid,
    List<Integer> mapIds,
    String name,
    int ifindex,
    boolean gplCompatible,
    int btfId,
    Duration runTime,
    long runCnt,
    long recursionMisses,
    int verifiedInsns,
    int attachBtfObjId,
    int attachBtfId) {

  /** Copies the list. */
  public ProgramInfo {
    mapIds = List.copyOf(mapIds);
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
        return of(info, mapIds.readInts(count));
      }
    }
  }

  private static ProgramInfo of(ProgInfo info, int[] mapIds) {
    return new ProgramInfo(
        ProgramType.of(info.type()),
        info.id(),
        HexFormat.of().formatHex(info.tag()),
        info.jitedProgLen(),
        info.xlatedProgLen(),
        Duration.ofNanos(info.loadTime()),
        info.createdByUid(),
        IntStream.of(mapIds).boxed().toList(),
        info.name(),
        info.ifindex(),
        info.gplCompatible(),
        info.btfId(),
        Duration.ofNanos(info.runTimeNs()),
        info.runCnt(),
        info.recursionMisses(),
        info.verifiedInsns(),
        info.attachBtfObjId(),
        info.attachBtfId());
  }
}
