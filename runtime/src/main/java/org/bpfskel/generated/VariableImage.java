package org.bpfskel.generated;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.bpfskel.StructOpsMap;
import org.bpfskel.StructOpsProgram;
import org.bpfskel.access.Changes;
import org.bpfskel.access.ValueDoor;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.btf.StructLayout.Member;
import org.bpfskel.data.StructWriter;
import org.bpfskel.generated.ImageEdit.Slot;
import org.bpfskel.internal.value.LayoutMatch;
import org.jspecify.annotations.Nullable;

/** The bytes of one struct_ops variable, and what is to change in them. */
final class VariableImage implements Changes, Changes.Callbacks {
  private final StructOpsMap map;
  private final LibbpfVariable inLibbpf;
  private final String variable;
  private final List<String> problems;
  private final StructLayout layout;
  private final StructOpsReader reader;
  private final StructWriter writer;
  private DroppedMembers dropped = DroppedMembers.NONE;

  // What fields are compared with: what they were read from, after load what was loaded.
  private byte[] image;
  private final ByteBuffer readable;

  /** The program of each callback, at its offset divided by the size of a pointer. */
  private final @Nullable StructOpsProgram[] programs;

  /** Offsets of callbacks to which the last commit gave another program. */
  private final Set<Integer> rePointed = new HashSet<>();

  /** Other members of a union that was changed before load: they still hold its old bytes. */
  private final Set<String> stale = new HashSet<>();

  private ImageEdit edit;

  /** Takes what libbpf has at open. */
  VariableImage(StructOpsMap map, String variable, StructLayout ofClass, boolean sameBuild) {
    this.map = map;
    this.inLibbpf = new LibbpfVariable(map);
    this.variable = variable;
    this.image = map.initialValue();
    if (sameBuild) {
      this.layout = ofClass;
      this.problems = List.of();
    } else {
      LayoutMatch match = new LayoutMatch(image.length);
      this.layout = match.variable(variable, ofClass, map.structLayout());
      this.problems = match.problems();
    }
    this.readable = readable(image, ofClass.size());
    this.reader = new StructOpsReader(this, layout);
    this.writer = ValueDoor.values().changes(this, this::changesOf, layout, variable);
    this.edit = new ImageEdit(image, dropped);
    this.programs = new StructOpsProgram[readable.capacity() / Long.BYTES];
    takePrograms();
  }

  /** Members that the object lacks read as the zeros behind its image. */
  private static ByteBuffer readable(byte[] image, int classSize) {
    byte[] bytes = Arrays.copyOf(image, 2 * image.length + classSize);
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
  }

  private void takePrograms() {
    for (Member member : layout.members()) {
      if (isCallback(member) && layout.holds(member)) {
        programs[member.offset() / Long.BYTES] = inLibbpf.program(member.offset());
      }
    }
  }

  static boolean isCallback(Member member) {
    return member.kind() == Kind.PROGRAM;
  }

  /** Why the object's struct cannot be that of the class; empty if it can. */
  List<String> problems() {
    return problems;
  }

  /** Fills the shadow, now and whenever the whole image is replaced. */
  void fill(GeneratedShadow shadow) {
    shadow.read(reader);
    inLibbpf.follow(
        () -> {
          takeImage();
          shadow.read(reader);
        });
  }

  /** Takes every field of the shadow. Nothing reaches libbpf before {@link #commit}. */
  ImageEdit edit(GeneratedShadow shadow) {
    edit = new ImageEdit(image, dropped);
    shadow.write(writer);
    return edit;
  }

  /**
   * Makes the changes of the last edit. If load then refuses the object before the kernel sees it,
   * the next edit begins where this one did.
   */
  void commit() {
    // A field may be back at what it was, after a commit that came to nothing.
    for (int offset : rePointed) {
      inLibbpf.setProgram(offset, program(offset));
    }
    rePointed.clear();
    edit.commit(inLibbpf);
    for (Slot slot : edit.slots()) {
      rePointed.add(slot.offset());
    }
  }

  /** Compares with what the last commit made of the image from now on: the kernel has it. */
  void loaded(GeneratedShadow shadow) {
    image = edit.result();
    readable.put(0, image);
    for (Slot slot : edit.slots()) {
      programs[slot.offset() / Long.BYTES] = slot.program();
    }
    stale.addAll(deadWrites(shadow));
  }

  private void takeImage() {
    image = map.initialValue();
    readable.put(0, image);
    rePointed.clear();
    takePrograms();
  }

  /** Fields that were changed after load, with their old and new values. */
  List<String> deadWrites(GeneratedShadow shadow) {
    edit = new ImageEdit(image, dropped);
    shadow.write(writer);
    List<String> writes = edit.differences();
    writes.removeAll(stale);
    return writes;
  }

  /** Leaves out the members that the running kernel's struct lacks; returns their names. */
  List<String> dropMissing() {
    StructLayout kernel = map.kernelLayout();
    if (kernel == null) {
      return List.of();
    }
    Set<String> there = new HashSet<>();
    kernel.members().forEach(member -> there.add(member.name()));
    dropped = DroppedMembers.of(layout, member -> there.contains(member.name()));
    dropped.warnOfShared(image, variable);
    return dropped.names();
  }

  StructOpsMap map() {
    return map;
  }

  /** The changes to a member; none are taken of one that is left out. */
  private Changes changesOf(int member) {
    return dropped.contains(member) ? new LeftOut(readable, edit.bytes()) : this;
  }

  @Override
  public ByteBuffer before() {
    return readable;
  }

  @Override
  public Callbacks callbacks() {
    return this;
  }

  @Override
  public @Nullable StructOpsProgram program(int offset) {
    return programs[offset / Long.BYTES];
  }

  @Override
  public ByteBuffer after() {
    return edit.bytes();
  }

  @Override
  public boolean claims(long firstBit, long bits, Supplier<String> path, Supplier<String> values) {
    return edit.claims(firstBit, bits, path, values);
  }

  @Override
  public boolean takesPointers() {
    return false; // libbpf has nothing that they could point to
  }

  @Override
  public void refuse(Supplier<String> path, String reason) {
    edit.refuse(path, reason);
  }

  @Override
  public @Nullable String problem(Object program) {
    return ((StructOpsProgram) program).object() == map.object()
        ? null
        : program + " belongs to another skeleton";
  }

  @Override
  public void point(int offset, @Nullable Object program) {
    edit.program(offset, (StructOpsProgram) program);
  }
}
