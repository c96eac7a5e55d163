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
    rows.add(row(of, "scalar", " 19", "openCopy_scalars"));
    rows.add(row(of, "scalar", " 19", "loadCopy_scalars"));
    for (String struct : List.of("tcp_congestion_ops", "sched_ext_ops")) {
      rows.add(row(of, "member of " + struct, "", "openCopy_" + struct));
      rows.add(row(of, "member of " + struct, "", "loadCopy_" + struct));
    }
    return rows;
  }

  private static Row row(Figures of, String what, String all, String figure) {
    return new Row(
        "copy of a %s at %s (%s B allocated by all%s)"
            .formatted(
                what,
                figure.substring(0, "open".length()),
                Row.text(of.get("copy." + figure + "_allocated").median()),
                all),
        of.get("copy." + figure),
        "5 ns",
        Samples.of(LIMIT),
        "ns",
        Target.atMost(1));
  }
}
