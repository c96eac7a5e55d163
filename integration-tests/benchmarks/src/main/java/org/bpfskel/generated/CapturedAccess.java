package org.bpfskel.generated;

import org.bpfskel.btf.StructLayout;
import org.bpfskel.data.StructWriter;

/** Keeps what open reads a shadow with, and load writes it with. */
@SuppressWarnings("NullAway.Init") // VariableImage.fill calls read first
class CapturedAccess extends GeneratedShadow {
  StructOpsReader reader;
  StructWriter writer;

  CapturedAccess(StructLayout layout) {
    super(written(layout));
  }

  private static GeneratedLayout written(StructLayout layout) {
    GeneratedLayout written = GeneratedLayout.of(layout.name(), layout.size());
    layout.members().forEach(written::add);
    return written;
  }

  @Override
  protected void read(StructOpsReader from) {
    reader = from;
  }

  @Override
  protected void write(StructWriter to) {
    writer = to;
  }
}
