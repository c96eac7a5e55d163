package org.bpfskel.event;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.bpfskel.btf.Printable;
import org.bpfskel.data.Codec;
import org.bpfskel.data.RecordCodec;
import org.jspecify.annotations.Nullable;

/** Hands records on as values, each a new object. */
final class RecordValues<T> implements RecordSink {
  private final ByteBuffer memory;
  private final String source;
  private final Codec<T> codec;

  /** The same codec, where it takes records of any length. */
  private final @Nullable RecordCodec<T> ofRecords;

  private final Consumer<? super T> consumer;

  RecordValues(ByteBuffer memory, String source, Codec<T> codec, Consumer<? super T> consumer) {
    this.memory = memory;
    this.source = source;
    this.codec = codec;
    this.ofRecords = codec instanceof RecordCodec<T> records ? records : null;
    this.consumer = consumer;
  }

  @Override
  public void take(int at, int length) {
    T value;
    try {
      value = ofRecords == null ? whole(at, length) : ofRecords.readRecord(memory, at, length);
    } catch (IllegalArgumentException e) {
      throw unreadable(at, length, e);
    }
    consumer.accept(value);
  }

  private T whole(int at, int length) {
    if (length < codec.size()) {
      throw new IllegalStateException(
          "%s: a record of %d bytes, the consumer takes %d: take this map's records as bytes"
              .formatted(Printable.of(source), length, codec.size()));
    }
    return codec.read(memory, at);
  }

  private IllegalStateException unreadable(int at, int length, IllegalArgumentException cause) {
    return new IllegalStateException(
        "%s: the record %s cannot be read: %s; take this map's records as bytes"
            .formatted(
                Printable.of(source),
                Printable.hex(memory, at, Math.min(length, codec.size())),
                cause.getMessage()),
        cause);
  }
}
