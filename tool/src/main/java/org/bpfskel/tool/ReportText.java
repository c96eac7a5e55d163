package org.bpfskel.tool;

import java.util.List;
import org.bpfskel.btf.Printable;
import org.bpfskel.tool.ObjectReport.BitReport;
import org.bpfskel.tool.ObjectReport.ElementReport;
import org.bpfskel.tool.ObjectReport.GroupReport;
import org.bpfskel.tool.ObjectReport.MapReport;
import org.bpfskel.tool.ObjectReport.MemberReport;
import org.bpfskel.tool.ObjectReport.Mistake;
import org.bpfskel.tool.ObjectReport.ProgramReport;
import org.bpfskel.tool.ObjectReport.VariableReport;
import org.jspecify.annotations.Nullable;

/** A report as people read it. What the object's author called things is made printable. */
final class ReportText {
  private final StringBuilder text = new StringBuilder();

  private ReportText() {}

  static String of(ObjectReport report) {
    ReportText text = new ReportText();
    text.write(report);
    return text.text.toString();
  }

  private void write(ObjectReport report) {
    if (report.kind() != null) {
      String what = report.kind().equals("object") ? "BPF object" : "raw BTF";
      line(0, "%s: %s, %s-endian".formatted(report.file(), what, report.byteOrder()));
      heading("programs", report.programs());
      for (ProgramReport program : report.programs()) {
        line(1, "%-24s %s".formatted(program.name(), program.section()));
      }
      heading("maps", report.maps());
      for (MapReport map : report.maps()) {
        line(1, "%-24s %s".formatted(map.name(), describe(map)));
      }
      heading("struct_ops", report.structOps());
      report.structOps().forEach(this::variable);
      heading("globals", report.globals());
      report.globals().forEach(this::group);
    }
    heading("mistakes", report.mistakes());
    for (Mistake mistake : report.mistakes()) {
      line(1, mistake.level() + ": " + mistake.text());
    }
  }

  private void heading(String name, List<?> below) {
    line(0, below.isEmpty() ? name + ": none" : name + ":");
  }

  private static String describe(MapReport map) {
    StringBuilder description = new StringBuilder(map.type());
    if (map.maxEntries() != null) {
      description.append(", max_entries ").append(map.maxEntries());
    }
    if (map.key() != null) {
      description.append(", key ").append(describe(map.key()));
    }
    if (map.value() != null) {
      description.append(", value ").append(describe(map.value()));
    }
    return description.toString();
  }

  private static String describe(ElementReport element) {
    String bytes = element.size() + (element.size() == 1 ? " byte" : " bytes");
    return element.type() == null ? "of " + bytes : "%s (%s)".formatted(element.type(), bytes);
  }

  private void variable(VariableReport variable) {
    line(
        1,
        "%s: %s, %d bytes, in %s"
            .formatted(variable.name(), variable.type(), variable.size(), variable.section()));
    members(variable.members(), 2);
  }

  private void group(GroupReport group) {
    line(1, "%s: %d bytes".formatted(group.section(), group.size()));
    members(group.variables(), 2);
  }

  private void members(@Nullable List<MemberReport> members, int depth) {
    if (members == null) {
      return;
    }
    for (MemberReport member : members) {
      BitReport bits = member.bits();
      String place =
          bits == null
              ? "%5d %5d".formatted(member.offset(), member.size())
              : "bits %d-%d".formatted(bits.first(), bits.first() + bits.count() - 1);
      String leftOut = member.leftOut() == null ? "" : "  (not in Java: " + member.leftOut() + ")";
      line(depth, "%-11s  %s%s".formatted(place, member.declaration(), leftOut));
      members(member.members(), depth + 1);
    }
  }

  private void line(int depth, String content) {
    text.append("  ".repeat(depth)).append(Printable.of(content)).append('\n');
  }
}
