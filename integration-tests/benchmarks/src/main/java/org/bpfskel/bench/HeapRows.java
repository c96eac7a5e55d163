package org.bpfskel.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bpfskel.bench.Row.Target;

/** What stays in the heap, held against the bytes of the file. */
final class HeapRows implements Suite {
  @Override
  public List<Row> measure(Setting setting) throws IOException, InterruptedException {
    Figures of =
        new Alternation()
            .with("heap", setting.java(Heap.class, setting.work()))
            .run(setting.rounds());
    List<Row> rows = new ArrayList<>();
    rows.add(row("live heap of the kernel's BTF, indexed", of, "btf"));
    rows.add(row("live heap of a large open object", of, "object"));
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
