package org.bpfskel.internal.handle;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.nio.file.Files;
import java.nio.file.Path;
import org.bpfskel.internal.foreign.NativeMemory;
import org.bpfskel.internal.libbpf.Libbpf;
import org.bpfskel.internal.libbpf.LibbpfMaps;
import org.jspecify.annotations.Nullable;

/**
 * Where libbpf has a map pinned, or will have it. It keeps the path of the first pin, also of one
 * that failed and of one that was taken away, and takes no other later: so it is told.
 */
public class MapPin {
  private final MapHandle handle;

  MapPin(MapHandle handle) {
    this.handle = handle;
  }

  public @Nullable String path() {
    long path = LibbpfMaps.bpf_map__pin_path(handle.address());
    return path == 0 ? null : NativeMemory.string(path);
  }

  public boolean isPinned() {
    return LibbpfMaps.bpf_map__is_pinned(handle.address()) != 0;
  }

  public int setPath(@Nullable String path) {
    return LibbpfCall.of("bpf_map__set_pin_path", handle.name())
        .check(() -> LibbpfMaps.bpf_map__set_pin_path(handle.address(), path));
  }

  public int pin(Path path) {
    handle.descriptor("pin");
    String before = path();
    if (isPinned() && before != null && Files.notExists(Path.of(before), NOFOLLOW_LINKS)) {
      return pinAgain(path);
    }
    LibbpfCall call = PinPath.explain(LibbpfCall.of("bpf_map__pin", handle.name()), path);
    if (isPinned()) {
      return call.explain("EINVAL", "it is pinned at " + before + " already: unpin it first")
          .check(() -> LibbpfMaps.bpf_map__pin(handle.address(), path.toString()));
    }
    setPath(null);
    boolean done = false;
    try {
      int answer = call.check(() -> LibbpfMaps.bpf_map__pin(handle.address(), path.toString()));
      done = true;
      return answer;
    } finally {
      if (!done) {
        setPath(before);
      }
    }
  }

  /**
   * Somebody else has removed the file. Libbpf takes the map for pinned: it would pin it nowhere
   * else, and do nothing for the same path.
   */
  private int pinAgain(Path path) {
    PinPath.makeFolder(path);
    PinPath.explain(LibbpfCall.of("bpf_obj_pin", handle.name()), path)
        .check(() -> LibbpfMaps.bpf_obj_pin(Libbpf.bpf_map__fd(handle.address()), path.toString()));
    return setPath(path.toString());
  }

  public int unpin() {
    handle.descriptor("unpin");
    String path = path();
    return LibbpfCall.of("bpf_map__unpin", handle.name())
        .explain("EINVAL", "it is not pinned")
        .explain(
            "ENOENT", "somebody has removed " + path + "; pin() makes it again, there or elsewhere")
        .check(() -> LibbpfMaps.bpf_map__unpin(handle.address(), null));
  }
}
