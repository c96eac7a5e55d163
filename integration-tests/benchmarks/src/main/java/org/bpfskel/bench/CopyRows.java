package org.bpfskel.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bpfskel.bench.Row.Target;
import org.bpfskel.generated.CopyCosts;

/** Copying a struct_ops variable out of libbpf's image at open, and back at load. */
final class CopyRows implements Suite {
  private static final double LIMIT = 5;

  @Override
  public List<Row> measure(Setting setting) throws IOException, InterruptedException {
    Figures of =
        new Alternation().with("copy", setting.java(CopyCosts.class)).run(setting.rounds());
    List<Row> rows = new ArrayList<>();
    for (String way : List.of("open", "load")) {
      rows.add(row(of, way, "scalars", "scalar"));
      rows.add(row(of, way, "tcp_congestion_ops", "member of tcp_congestion_ops"));
      rows.add(row(of, way, "sched_ext_ops", "member of sched_ext_ops"));
    }
    return rows;
  }

  private static Row row(Figures of, String way, String copied, String what) {
    String figure = "copy." + way + "Copy_" + copied;
    return new Row(
        "copy of a %s at %s (%s B allocated by all)"
            .formatted(what, way, Row.text(of.get(figure + "_allocated").median())),
        of.get(figure),
        "5 ns",
        Samples.of(LIMIT),
        "ns",
        Target.atMost(1));
  }
}
