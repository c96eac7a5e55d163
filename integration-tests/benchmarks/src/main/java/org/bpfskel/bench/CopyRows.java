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
      String name = "copy." + way + "Copy_scalars";
      rows.add(
          new Row(
              "copy of a scalar at %s (%s B allocated by all 19)"
                  .formatted(way, Row.text(of.get(name + "_allocated").median())),
              of.get(name),
              "5 ns",
              Samples.of(LIMIT),
              "ns",
              Target.atMost(1)));
    }
    return rows;
  }
}
