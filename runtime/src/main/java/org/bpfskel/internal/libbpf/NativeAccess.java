package org.bpfskel.internal.libbpf;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.bpfskel.internal.foreign.NativeBinding;
import org.bpfskel.internal.foreign.Release;
import org.bpfskel.internal.natives.UnusableLibraryException;
import org.bpfskel.internal.os.Errno;
import org.bpfskel.internal.os.LibC;

/**
 * What is needed before the first native call: Linux, JNI or JNA, and a thread that frees what
 * nobody closes. A failure of the moment leaves nothing behind, and a later try may succeed.
 */
public final class NativeAccess {
  /** Twice as many files as JNA has open at a time while it starts, for others take some too. */
  private static final int DESCRIPTORS = 16;

  private static volatile boolean there;

  private NativeAccess() {}

  /**
   * Makes the C library's functions callable.
   *
   * @throws LibbpfUnavailableException if that cannot be done, with what stands in the way
   */
  public static void require() throws LibbpfUnavailableException {
    if (!there) {
      find();
    }
  }

  private static synchronized void find() throws LibbpfUnavailableException {
    String system = System.getProperty("os.name", "");
    if (!system.equals("Linux")) {
      throw new LibbpfUnavailableException(
          "BPF objects can be opened on Linux only, this is " + system);
    }
    requireDescriptors();
    String whyJna = whyJna();
    try {
      Release.cleaner();
      if (!whyJna.isEmpty()) {
        JnaFailure.requireVersion(whyJna);
      }
      LibC.functions();
      Errno.symbol(Errno.EPERM); // what tells of a failure must not itself need what is short
      there = true;
    } catch (OutOfMemoryError e) {
      throw outOf(e);
    } catch (VirtualMachineError e) {
      throw e;
    } catch (RuntimeException | Error e) {
      throw new LibbpfUnavailableException(explain(e, whyJna));
    }
  }

  private static String whyJna() throws LibbpfUnavailableException {
    try {
      return NativeBinding.whyJna();
    } catch (UnusableLibraryException e) {
      throw new LibbpfUnavailableException(e.reason());
    }
  }

  /** JNA throws a plain error where its native library is that of another version. */
  private static String explain(Throwable e, String whyJna) {
    return whyJna.isEmpty()
        ? "no function of C can be called by JNI (" + e.getMessage() + ")"
        : JnaFailure.explain(e, whyJna);
  }

  private static LibbpfUnavailableException outOf(OutOfMemoryError e) {
    String found = String.valueOf(e.getMessage());
    if (!found.contains("native thread")) {
      throw e;
    }
    return new LibbpfUnavailableException(
        "the Java machine cannot start a thread that bpfskel or JNA needs ("
            + found
            + "): look at the limits of processes and memory, ulimit -u and the cgroup's pids.max."
            + " A later try may succeed");
  }

  /**
   * JNA that finds no descriptor while it starts is of no use until the Java machine ends; nor are
   * the JDK's channels, which {@code Files} opens and which load a library first.
   */
  private static void requireDescriptors() throws LibbpfUnavailableException {
    List<InputStream> open = new ArrayList<>();
    try {
      for (int i = 0; i < DESCRIPTORS; i++) {
        open.add(new FileInputStream("/dev/null"));
      }
    } catch (IOException e) {
      throw new LibbpfUnavailableException(
          "bpfskel needs some file descriptors to start ("
              + e.getMessage()
              + "): close some, or look at ulimit -n. A later try may succeed");
    } finally {
      for (InputStream stream : open) {
        close(stream);
      }
    }
  }

  private static void close(InputStream stream) {
    try {
      stream.close();
    } catch (IOException e) {
      // Of /dev/null there is nothing to lose.
    }
  }
}
