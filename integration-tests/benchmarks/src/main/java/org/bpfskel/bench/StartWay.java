package org.bpfskel.bench;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * How to start Java, with flags as docs/start-up.md says; in options {@code %s} is the program's
 * name.
 *
 * @param name for the table
 * @param jdk that is started
 * @param record options that make a cache; none if there are no caches
 * @param use options that use it
 */
record StartWay(String name, Jdk jdk, List<String> record, List<String> use) {
  private static final List<String> SMALL = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private static final String JNA_FOLDER = "jna";
  private static final String JNA_LIBRARY = "libjnidispatch.so";

  private static final int FIRST_WITH_AOT_CACHE = 25;

  /** All that the JDKs here have. */
  static List<StartWay> all(Setting setting) throws IOException {
    unpackJna(setting);
    Jdk oldest = setting.oldest();
    List<StartWay> ways = new ArrayList<>();
    ways.add(new StartWay(oldest.toString(), oldest, List.of(), List.of()));
    ways.add(
        new StartWay(
            oldest + ", class-data sharing",
            oldest,
            List.of("-XX:ArchiveClassesAtExit=" + setting.work().resolve("%s.jsa")),
            List.of("-XX:SharedArchiveFile=" + setting.work().resolve("%s.jsa"))));
    Jdk newest = setting.newest();
    if (newest.feature() >= FIRST_WITH_AOT_CACHE) {
      ways.add(
          new StartWay(
              newest + ", AOT cache",
              newest,
              List.of("-XX:AOTCacheOutput=" + setting.work().resolve("%s.aot")),
              List.of("-XX:AOTCache=" + setting.work().resolve("%s.aot"))));
    } else {
      System.out.println("no row with an AOT cache: the newest JDK here is " + newest);
    }
    return ways;
  }

  private static void unpackJna(Setting setting) throws IOException {
    String library = Platform.RESOURCE_PREFIX + "/" + JNA_LIBRARY;
    try (InputStream in = Native.class.getResourceAsStream(library)) {
      Path folder = Files.createDirectories(setting.work().resolve(JNA_FOLDER));
      Files.copy(in, folder.resolve(JNA_LIBRARY), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  boolean hasCache() {
    return !record.isEmpty();
  }

  boolean hasAotCache() {
    return hasCache() && jdk.feature() >= FIRST_WITH_AOT_CACHE;
  }

  /** Makes the program's cache, where there are caches. */
  void prepare(Setting setting, Start start) throws IOException, InterruptedException {
    if (hasCache()) {
      program(setting, start, record).run();
    }
  }

  /** The program, with its cache. */
  Program program(Setting setting, Start start) {
    return program(setting, start, use);
  }

  /** The same as a whole process that is measured. */
  Program measured(Setting setting, Start start) throws IOException, InterruptedException {
    prepare(setting, start);
    return setting.c("process", program(setting, start).command().toArray());
  }

  private Program program(Setting setting, Start start, List<String> options) {
    return Program.of(
        jdk.program("java"),
        SMALL,
        "-Djna.boot.library.path=" + setting.work().resolve(JNA_FOLDER),
        options.stream().map(option -> option.formatted(start.name())).toList(),
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        start.classPath(),
        start.main().getName(),
        start.arguments());
  }
}
