package org.bpfskel.generated;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bpfskel.BpfMap;

/** The bytes of one struct_ops variable between open and load, and what is to change in them. */
final class VariableImage {
  private final BpfMap map;
  private final byte[] image;
  private final ByteBuffer opened;
  private final StructImage root;
  private ImageEdit edit;

  /** Fills a shadow with what libbpf has at open. */
  VariableImage(BpfMap map, String variable, StructOpsShadow shadow) {
    this.map = map;
    this.image = map.initialValue();
    this.opened = ByteBuffer.wrap(image).order(ByteOrder.nativeOrder());
    this.edit = new ImageEdit(map, image);
    this.root = new StructImage(this, shadow.structLayout(), 0, () -> variable);
    shadow.read(root);
  }

  /** Takes every field of the shadow. Nothing reaches libbpf before {@link ImageEdit#commit}. */
  ImageEdit edit(StructOpsShadow shadow) {
    edit = new ImageEdit(map, image);
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

  /** The changes of the load that is under way. */
  ImageEdit edit() {
    return edit;
  }
}
