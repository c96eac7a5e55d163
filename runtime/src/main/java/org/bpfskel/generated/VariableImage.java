package org.bpfskel.generated;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.bpfskel.BpfMap;
import org.bpfskel.StructOpsProgram;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.btf.StructLayout.Member;
import org.jspecify.annotations.Nullable;

/** The bytes of one struct_ops variable between open and load, and what is to change in them. */
final class VariableImage {
  private final BpfMap map;
  private final ByteBuffer opened;
  private final Map<Integer, StructOpsProgram> openedPrograms = new HashMap<>();
  private final StructImage root;
  private ImageEdit edit;

  /** Fills a shadow with what libbpf has at open. */
  VariableImage(BpfMap map, String variable, StructOpsShadow shadow) {
    this.map = map;
    this.opened = ByteBuffer.wrap(map.initialValue()).order(ByteOrder.nativeOrder());
    this.edit = new ImageEdit(map);
    for (Member member : shadow.structLayout().members()) {
      StructOpsProgram program =
          member.kind() == Kind.PROGRAM ? map.structOpsProgram(member.offset()) : null;
      if (program != null) {
        openedPrograms.put(member.offset(), program);
      }
    }
    this.root = new StructImage(this, shadow.structLayout(), 0, () -> variable);
    shadow.read(root);
  }

  /** Takes every field of the shadow. Nothing reaches libbpf before {@link ImageEdit#commit}. */
  ImageEdit edit(StructOpsShadow shadow) {
    edit = new ImageEdit(map);
    shadow.write(root);
    return edit;
  }

  BpfMap map() {
    return map;
  }

  /** The bytes at open, in the machine's byte order. */
  ByteBuffer opened() {
    return opened;
  }

  /** The program of a callback at open. */
  @Nullable StructOpsProgram openedProgram(int offset) {
    return openedPrograms.get(offset);
  }

  /** The changes of the load that is under way. */
  ImageEdit edit() {
    return edit;
  }
}
