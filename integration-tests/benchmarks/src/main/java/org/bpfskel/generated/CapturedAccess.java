package org.bpfskel.generated;

import org.bpfskel.btf.StructLayout;
import org.bpfskel.struct.StructWriter;

/** Keeps what open reads a shadow with, and load writes it with. */
@SuppressWarnings("NullAway.Init") // VariableImage.fill calls read first
class CapturedAccess extends GeneratedShadow {
  StructOpsReader reader;
  StructWriter writer;

  CapturedAccess(StructLayout layout) {
    super(layout);
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
