package org.bpfskel.internal.object;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;

/**
 * A struct_ops variable as BTF has it.
 *
 * @param section name of its section
 * @param structId BTF id of its struct
 * @param size of that, in bytes
 */
public record StructOpsDeclaration(
    SectionVariable variable, String section, int structId, int size) {

  /** The structs of all of them, each once. */
  public static Set<Integer> structIds(List<StructOpsDeclaration> declarations) {
    Set<Integer> ids = new LinkedHashSet<>();
    for (StructOpsDeclaration declaration : declarations) {
      ids.add(declaration.structId());
    }
    return ids;
  }

  /** Refuses a variable that is not of a named struct. */
  public static StructOpsDeclaration of(Btf btf, String section, SectionVariable variable)
      throws BtfException, RefusedObjectException {
    int id = btf.resolve(variable.typeId());
    if (btf.kind(id) != BtfKind.STRUCT || btf.name(id).isEmpty()) {
      throw new RefusedObjectException(
          ("struct_ops variable '%s' is not of a named struct type, which libbpf needs to find the"
                  + " kernel's: declare it as 'struct NAME %s'")
              .formatted(variable.name(), variable.name()));
    }
    return new StructOpsDeclaration(variable, section, id, (int) btf.sizeOf(id));
  }
}
