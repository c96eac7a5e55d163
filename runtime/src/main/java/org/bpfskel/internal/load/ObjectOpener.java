package org.bpfskel.internal.load;

import java.util.ArrayList;
import java.util.List;
import org.bpfskel.MapType;
import org.bpfskel.internal.handle.Binding;
import org.bpfskel.internal.handle.Handles;
import org.bpfskel.internal.handle.LibbpfCall;
import org.bpfskel.internal.handle.MapHandle;
import org.bpfskel.internal.handle.ObjectHandle;
import org.bpfskel.internal.handle.ProgramHandle;
import org.bpfskel.internal.libbpf.Libbpf;
import org.bpfskel.internal.libbpf.LibbpfBuffers;
import org.bpfskel.internal.libbpf.OpenOpts;
import org.bpfskel.internal.libbpf.PrintedMessage;
import org.bpfskel.internal.os.Errno;
import org.bpfskel.internal.section.ArenaHandle;
import org.bpfskel.internal.section.SectionHandle;
import org.bpfskel.internal.structops.OptionalStructOps;
import org.bpfskel.internal.structops.StructOpsHandle;

/** From an object's bytes to libbpf's open object: nothing native sees bytes of another kind. */
public final class ObjectOpener {
  private static final String OPEN = "bpf_object__open_mem";

  // What libbpf says, and goes on without the section, where it has no memory for it.
  private static final String LEFT_OUT = "libbpf: Error loading ELF section .BTF";
  private static final List<String> NO_MEMORY = List.of(": -12.", ": -ENOMEM."); // older, newer

  private ObjectOpener() {}

  /**
   * Opens an object.
   *
   * @param bytes that nobody else can change, or libbpf would get others than those checked here
   */
  public static Handles open(byte[] bytes, String file, OpenParameters options) {
    ObjectCheck.check(bytes, OPEN, file);
    options.check(OPEN, file);
    Binding.require(OPEN, file);
    String name = options.objectNameOr(objectName(file));
    OpenOpts opts = options.toNative(name);
    List<PrintedMessage> said = new ArrayList<>();
    LibbpfCall call = LibbpfCall.of(OPEN, file).listen(said::addAll);
    long address = call.pointer(() -> LibbpfBuffers.open(bytes, opts));
    ObjectHandle object = own(name, address, bytes, options);
    try {
      // Without relocations from .BTF.ext programs would read the kernel's structs at wrong places.
      for (PrintedMessage message : said) {
        int errno = errnoOf(message.line());
        if (errno != 0) {
          throw call.failure(errno, said);
        }
      }
      Handles handles = handles(object);
      OptionalStructOps.apply(handles);
      for (ProgramHandle program : handles.programs()) {
        program.setLogSize(options.kernelLogSize());
      }
      return handles;
    } catch (RuntimeException | Error e) {
      object.close(() -> {});
      throw e;
    }
  }

  private static ObjectHandle own(String name, long address, byte[] file, OpenParameters options) {
    try {
      return new ObjectHandle(name, address, file, options.btfCustomPath());
    } catch (RuntimeException | Error e) {
      Libbpf.bpf_object__close(address);
      throw e;
    }
  }

  private static Handles handles(ObjectHandle object) {
    List<ProgramHandle> programs = new ArrayList<>();
    for (long address : object.held().object().programs()) {
      programs.add(new ProgramHandle(object, address));
    }
    List<MapHandle> maps = new ArrayList<>();
    for (long address : object.held().object().maps()) {
      maps.add(map(object, address));
    }
    return new Handles(object, programs, maps);
  }

  private static MapHandle map(ObjectHandle object, long address) {
    MapType type = MapType.of(Libbpf.bpf_map__type(address));
    if (type.equals(MapType.STRUCT_OPS)) {
      return new StructOpsHandle(object, address);
    }
    if (type.equals(MapType.ARENA)) {
      return new ArenaHandle(object, address);
    }
    return type.equals(MapType.ARRAY) && Libbpf.bpf_map__is_internal(address) != 0
        ? new SectionHandle(object, address)
        : new MapHandle(object, address);
  }

  /** The error for which libbpf left a section out, as its line has it; 0 for another line. */
  private static int errnoOf(String line) {
    boolean noMemory = line.startsWith(LEFT_OUT) && NO_MEMORY.stream().anyMatch(line::contains);
    return noMemory ? Errno.ENOMEM : 0;
  }

  /** As bpftool names objects: the file's name without {@code .o}, what C does not allow as _. */
  static String objectName(String file) {
    String base = file.substring(file.lastIndexOf('/') + 1);
    String stem = base.endsWith(".o") ? base.substring(0, base.length() - 2) : base;
    StringBuilder name = new StringBuilder(stem);
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) > 'z' || !Character.isLetterOrDigit(name.charAt(i))) {
        name.setCharAt(i, '_');
      }
    }
    return name.toString();
  }
}
