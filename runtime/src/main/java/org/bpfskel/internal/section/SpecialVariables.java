package org.bpfskel.internal.section;

import java.util.ArrayList;
import java.util.List;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.MemberDetail;
import org.bpfskel.btf.SectionLayout;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Member;
import org.bpfskel.internal.handle.MapHandle;
import org.bpfskel.internal.libbpf.Libbpf;

/** Variables of a section that only programs may touch: the kernel lets nobody map them. */
public final class SpecialVariables {
  /** What the types of all of them begin with: {@code bpf_spin_lock}, {@code bpf_list_head}. */
  private static final String PREFIX = "struct bpf_";

  private SpecialVariables() {}

  /** Why the kernel does not map a section. */
  public static String refusal(MapHandle section) {
    List<String> found = new ArrayList<>();
    try {
      int type = Libbpf.bpf_map__btf_value_type_id(section.address());
      if (type != 0) {
        collect("", SectionLayout.read(section.object().btf(), type), found);
      }
    } catch (BtfException e) {
      // none is named then
    }
    return "the kernel lets nobody map a section with a variable that only programs may touch"
        + (found.isEmpty() ? "" : ", here " + String.join(", ", found))
        + ": give it a section of its own in which every variable is static or __hidden, such as"
        + " SEC(\".bss.locks\") __hidden";
  }

  private static void collect(String path, StructLayout layout, List<String> found) {
    for (Member member : layout.members()) {
      String name = path + member.name();
      if (member.cType().startsWith(PREFIX)) {
        found.add(name + " (" + member.cType() + ")");
      } else if (member.detail() instanceof MemberDetail.Nested nested) {
        collect(name + ".", nested.layout(), found);
      } else if (member.detail() instanceof MemberDetail.Elements elements
          && elements.layout() != null) {
        collect(name + "[].", elements.layout(), found);
      }
    }
  }
}
