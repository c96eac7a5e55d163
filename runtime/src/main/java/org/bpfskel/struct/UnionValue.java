package org.bpfskel.struct;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.bpfskel.btf.StructLayout;

/**
 * A C union, or a struct with an anonymous one, whose members share bytes. What is written are the
 * members that differ from what was read; all fields then show the bytes that were written.
 */
public abstract class UnionValue extends StructValue {
  /** What the fields were read from; empty before that, which stands for zeros. */
  private byte[] image = {};

  /** Called by generated code, with the layout of the C struct or union. */
  protected UnionValue(StructLayout layout) {
    super(layout);
  }

  @Override
  final void readFrom(ByteBuffer bytes, int at, StructLayout build) {
    byte[] copy = new byte[build.size()];
    bytes.get(at, copy);
    image = copy;
    super.readFrom(bytes, at, build);
  }

  @Override
  final void writeTo(ByteBuffer bytes, int at, StructLayout build, String path) {
    byte[] before = image.length == build.size() ? image : new byte[build.size()];
    Edit edit = new Edit(before, Absent.end(build));
    write(new ChangeWriter(edit, build, 0, () -> path));
    bytes.put(at, edit.after, 0, build.size());
    readFrom(edit.after, 0, build);
  }

  /** One writing. */
  private static final class Edit implements ChangeWriter.Changes {
    private final ByteBuffer before;
    private final ByteBuffer after;
    private final int size;
    private final ClaimedBits<Supplier<String>> changed = new ClaimedBits<>();

    /** Of an image that zeros follow up to {@code end}, for members that this build lacks. */
    Edit(byte[] image, int end) {
      size = image.length;
      before = Absent.padded(ByteBuffer.wrap(image), 0, size, end);
      after = Absent.padded(ByteBuffer.wrap(image), 0, size, end);
    }

    @Override
    public ByteBuffer before() {
      return before;
    }

    @Override
    public ByteBuffer after() {
      return after;
    }

    @Override
    public boolean claims(
        long firstBit, long bits, Supplier<String> path, Supplier<String> values) {
      if (firstBit + bits > (long) size * Byte.SIZE) {
        throw new IllegalArgumentException(path.get() + ": " + Absent.REFUSAL);
      }
      Supplier<String> other = changed.claim(firstBit, bits, path);
      if (other != null) {
        throw new IllegalArgumentException(
            "%s: shares its bytes with %s, change one of the two only"
                .formatted(path.get(), other.get()));
      }
      return true;
    }

    @Override
    public boolean takesPointers() {
      return true;
    }

    @Override
    public void refuse(int offset, Supplier<String> path, String reason) {
      throw new IllegalArgumentException(path.get() + ": " + reason);
    }
  }
}
