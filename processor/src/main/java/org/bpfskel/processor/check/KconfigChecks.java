package org.bpfskel.processor.check;

import java.util.HashSet;
import java.util.Set;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;
import org.bpfskel.btf.CDeclaration;
import org.bpfskel.internal.elf.Symbol;
import org.bpfskel.internal.object.SectionKind;
import org.bpfskel.internal.object.SectionVariable;

/** Types and names of {@code __kconfig} variables that libbpf takes. */
final class KconfigChecks {
  private static final String VERSION = "LINUX_KERNEL_VERSION";
  private static final String TRISTATE = "libbpf_tristate";
  private static final int VERSION_BYTES = 4;

  private final Btf btf;
  private final Findings findings;

  private KconfigChecks(Btf btf, Findings findings) {
    this.btf = btf;
    this.findings = findings;
  }

  static void check(CheckedObject object, Findings findings) throws BtfException {
    Set<String> used = new HashSet<>();
    for (Symbol symbol : object.elf().symbols()) {
      if (symbol.isExtern()) {
        used.add(symbol.name());
      }
    }
    KconfigChecks checks = new KconfigChecks(object.btf(), findings);
    for (SectionVariable variable : object.facts().variables().in(SectionKind.KCONFIG.section())) {
      if (used.contains(variable.name())) {
        checks.check(variable);
      }
    }
  }

  private void check(SectionVariable variable) throws BtfException {
    String declaration = CDeclaration.of(btf, variable.typeId(), NameList.cut(variable.name()));
    BtfType type = btf.type(btf.resolve(variable.typeId()));
    if (!isTaken(type)) {
      findings.error(
          ("'extern %s __kconfig' is of a type that libbpf does not take, and it opens no such"
                  + " object: declare it as bool, char, an integer of at most 8 bytes, enum"
                  + " libbpf_tristate or an array of char")
              .formatted(declaration));
    } else if (variable.name().equals(VERSION) && !holdsVersion(type)) {
      findings.error(
          ("'extern %s __kconfig' is too small for the kernel's version, and libbpf loads no such"
                  + " object: declare it as extern int LINUX_KERNEL_VERSION __kconfig")
              .formatted(declaration));
    } else if (!variable.name().startsWith("CONFIG_") && !variable.name().startsWith("LINUX_")) {
      findings.error(
          ("'extern %s __kconfig' begins with neither CONFIG_ nor LINUX_, and libbpf loads no such"
                  + " object: give it the name of an option of the kernel's configuration")
              .formatted(declaration));
    }
  }

  private boolean isTaken(BtfType type) throws BtfException {
    if (type instanceof BtfType.Array array) {
      return array.length() > 0
          && btf.type(btf.resolve(array.element())) instanceof BtfType.Int element
          && element.size() == 1
          && !element.isBool();
    }
    if (type instanceof BtfType.Enum choice) {
      boolean sized = choice.kind() == BtfKind.ENUM64 || choice.size() == Integer.BYTES;
      return sized && choice.name().equals(TRISTATE);
    }
    return type instanceof BtfType.Int number
        && number.size() <= Long.BYTES
        && Integer.bitCount(number.size()) == 1
        && (!number.isBool() || number.size() == 1);
  }

  private static boolean holdsVersion(BtfType type) {
    return type instanceof BtfType.Int number && number.size() >= VERSION_BYTES;
  }
}
