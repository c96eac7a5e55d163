package org.bpfskel.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bpfskel.bench.Row.Target;

/** What stays in the heap, held against the bytes of the file. */
final class HeapRows implements Suite {
  private static final int PROGRAMS = 140;

  @Override
  public List<Row> measure(Setting setting) throws IOException, InterruptedException {
    LargeObjects large = new LargeObjects(setting, setting.work().resolve("heap"));
    Path object = large.compile("large", PROGRAMS);
    large.skeletons("large");
    Program program =
        Program.of(
            setting.oldest().program("java"),
            // G1 counts whole regions.
            List.of("-XX:+UseSerialGC", "-cp"),
            large.folder() + File.pathSeparator + System.getProperty("java.class.path"),
            Heap.class.getName(),
            List.of(object, LargeObjects.className("large")));
    Figures of = new Alternation().with("heap", program).run(setting.rounds());
    List<Row> rows = new ArrayList<>();
    rows.add(row("live heap of the kernel's BTF, indexed", of, "btf"));
    rows.add(
        row("live heap of an open skeleton of %d programs".formatted(PROGRAMS), of, "skeleton"));
    return rows;
  }

  private static Row row(String what, Figures of, String name) {
    return new Row(
        what,
        of.get("heap." + name).per(1024),
        "bytes of the file",
        of.get("heap." + name + "_file").per(1024),
        "KiB",
        Target.atMost(1.5));
  }
}
