package org.bpfskel.access;

/** Reads the records of one memory into one object. Not safe for use by several threads. */
public interface RecordReader<T> {
  /**
   * Sets every field from the record at an index of the memory, and returns the object. What does
   * not lie within the record reads as zero.
   *
   * @param length of the record in bytes
   */
  T readRecord(int at, int length);
}
