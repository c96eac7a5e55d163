package org.bpfskel.internal.structops;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;
import org.bpfskel.internal.handle.Handles;
import org.bpfskel.internal.handle.ObjectHandle;
import org.bpfskel.internal.handle.TypeReading;
import org.bpfskel.internal.object.SectionKind;

/**
 * Struct_ops variables that load does not create unless asked to: those in {@code ?.struct_ops} and
 * {@code ?.struct_ops.link}. libbpf takes only the first of such a section for optional.
 */
public final class OptionalStructOps {
  private static final List<String> SECTIONS =
      List.of(
          SectionKind.STRUCT_OPS.optionalSection(), SectionKind.STRUCT_OPS_LINK.optionalSection());

  private OptionalStructOps() {}

  public static void apply(Handles handles) {
    ObjectHandle object = handles.object();
    List<StructOpsHandle> variables = StructOpsHandle.of(handles);
    if (variables.isEmpty()) {
      return;
    }
    Set<String> optional = TypeReading.of(object.name(), () -> optionalIn(object.btf()));
    for (StructOpsHandle variable : variables) {
      if (optional.contains(variable.name())) {
        variable.setCreated(false);
      }
    }
  }

  private static Set<String> optionalIn(Btf btf) throws BtfException {
    Set<String> optional = new HashSet<>();
    for (String section : SECTIONS) {
      optional.addAll(namesIn(btf, section));
    }
    return optional;
  }

  private static Set<String> namesIn(Btf btf, String section) throws BtfException {
    Set<String> names = new HashSet<>();
    int id = btf.find(section, BtfKind.DATASEC);
    if (id != 0) {
      for (BtfType.SectionVar variable : ((BtfType.DataSec) btf.type(id)).vars()) {
        names.add(btf.name(variable.type()));
      }
    }
    return names;
  }
}
