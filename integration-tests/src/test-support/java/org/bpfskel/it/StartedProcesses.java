package org.bpfskel.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens and loads, and tells what processes that it had started have used until they ended. */
final class StartedProcesses {
  static final String NONE = "page faults of ended processes: 0";

  /** Of {@code /proc/self/stat}, counted behind the command's name in brackets: cminflt. */
  private static final int FAULTS_OF_CHILDREN = 8;

  private StartedProcesses() {}

  public static void main(String[] libraries) throws IOException {
    OpenAndLoad.main(libraries);
    String all = Files.readString(Path.of("/proc/self/stat"));
    String[] fields = all.substring(all.lastIndexOf(')') + 2).split(" ", -1);
    System.out.println("page faults of ended processes: " + fields[FAULTS_OF_CHILDREN]);
  }
}
