package org.bpfskel.event;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.bpfskel.access.BuildValues;
import org.bpfskel.access.RecordReader;
import org.bpfskel.data.Codec;
import org.bpfskel.data.StructValue;

/** Hands the records of one memory to a consumer, in the form that it asked for. */
interface RecordSink {
  /** Delivers the record at an index of the memory. */
  void take(int at, int length);

  /** Whether a consumer has got views of the memory, which it may have kept. */
  default boolean hasGivenViews() {
    return false;
  }

  /** A consumer and the form it asked for, not yet bound to a memory. */
  interface Form {
    /**
     * Binds it.
     *
     * @param memory where the records are, in native byte order; its position is not touched
     * @param source name of the map, for messages
     */
    RecordSink on(ByteBuffer memory, String source);
  }

  /** The record's own bytes, in one view that moves on. */
  static Form bytes(Consumer<? super ByteBuffer> consumer) {
    return (memory, source) -> new RecordView(memory.asReadOnlyBuffer(), consumer);
  }

  /** A new object a record. */
  static <T> Form values(Codec<T> codec, Consumer<? super T> consumer) {
    return (memory, source) -> new RecordValues<>(memory, source, codec, consumer);
  }

  /** One object for all records. */
  static <T extends StructValue> Form reused(
      BuildValues build, T value, Consumer<? super T> consumer) {
    return (memory, source) -> {
      RecordReader<T> records = build.records(memory, value);
      return (at, length) -> consumer.accept(records.readRecord(at, length));
    };
  }
}
