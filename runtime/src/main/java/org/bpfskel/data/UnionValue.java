package org.bpfskel.data;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.bpfskel.access.Changes;
import org.bpfskel.access.ValueDoor;
import org.bpfskel.btf.Printable;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.internal.value.Absent;
import org.bpfskel.internal.value.ClaimedBits;
import org.jspecify.annotations.Nullable;

/**
 * A C union, or a struct with an anonymous one, whose members share bytes. What is written are the
 * members that differ from what was read; all fields then show the bytes that were written.
 */
public abstract class UnionValue extends StructValue {
  // Here, for no class of those behind the door leads to this one.
  static {
    ValueDoor.open(new DataValues());
  }

  /**
   * Called by generated code, with the layout of the C struct or union.
   *
   * @param layout of the struct in C
   */
  protected UnionValue(StructLayout layout) {
    super(layout);
  }

  @Override
  final void writeStruct(ByteBuffer bytes, int at, StructLayout build, @Nullable String path) {
    Edit edit = new Edit(originIn(build), build, path != null);
    write(new Whole(edit, build, path));
    bytes.put(at, edit.after, 0, build.size());
    if (path != null) {
      StructReader written = new StructReader(edit.after, build, 0, true);
      readOwn(written.keepingTail(tail()), edit.after, 0, build);
    }
  }

  /** Writes all but the elements of a flexible array, which {@link StructValue} does. */
  private static final class Whole extends ChangeWriter {
    Whole(Edit edit, StructLayout build, @Nullable String path) {
      super(edit, build, 0, () -> String.valueOf(path));
    }

    @Override
    public void flexible(int member, Object array) {}
  }

  /** One writing. */
  private static final class Edit implements Changes {
    private final ByteBuffer before;
    private final ByteBuffer after;
    private final int size;
    private final boolean strict;
    private final ClaimedBits<Supplier<String>> changed = new ClaimedBits<>();

    /**
     * Starts from these bytes, or zeros. Zeros follow, for members that this build lacks.
     *
     * @param strict whether what cannot be written is an exception, not passed over
     */
    Edit(@Nullable StructReader origin, StructLayout build, boolean strict) {
      this.strict = strict;
      size = build.size();
      before = Absent.zeros(Absent.end(build));
      after = Absent.zeros(before.capacity());
      if (origin != null) {
        origin.copyTo(before, 0);
        origin.copyTo(after, 0);
      }
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
        refuse(path, Absent.REFUSAL);
        return false;
      }
      Supplier<String> other = changed.claim(firstBit, bits, path);
      if (other != null) {
        refuse(path, "shares its bytes with %s, change one of the two only".formatted(other.get()));
        return false;
      }
      return true;
    }

    @Override
    public boolean takesPointers() {
      return true;
    }

    @Override
    public void refuse(Supplier<String> path, String reason) {
      if (strict) {
        throw new IllegalArgumentException(Printable.of(path.get() + ": " + reason));
      }
    }
  }
}
