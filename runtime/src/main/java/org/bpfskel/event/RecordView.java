package org.bpfskel.event;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/** Hands records on as their own bytes, in one view that moves on. */
final class RecordView implements RecordSink {
  private final ByteBuffer view;
  private final Consumer<? super ByteBuffer> consumer;
  private boolean given;

  RecordView(ByteBuffer view, Consumer<? super ByteBuffer> consumer) {
    this.view = view;
    this.consumer = consumer;
  }

  @Override
  public void take(int at, int length) {
    given = true;
    consumer.accept(view.limit(at + length).position(at).order(ByteOrder.nativeOrder()));
  }

  @Override
  public boolean hasGivenViews() {
    return given;
  }
}
