package org.bpfskel.bench;

import java.io.IOException;
import java.util.List;

/** Some rows that are measured together. */
interface Suite {
  List<Row> measure(Setting setting) throws IOException, InterruptedException;
}
