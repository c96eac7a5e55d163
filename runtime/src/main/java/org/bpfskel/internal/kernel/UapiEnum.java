package org.bpfskel.internal.kernel;

import java.util.Arrays;
import java.util.List;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfType;

/** Enums of the uapi whose values are what a kernel has. */
enum UapiEnum {
  MAP_TYPE("bpf_map_type"),
  PROG_TYPE("bpf_prog_type"),
  ATTACH_TYPE("bpf_attach_type"),
  /** Of helpers. */
  FUNC_ID("bpf_func_id");

  static final List<String> NAMES = Arrays.stream(values()).map(each -> each.typeName).toList();

  /** Begins what counts the others: {@code __MAX_BPF_PROG_TYPE}, {@code __BPF_FUNC_MAX_ID}. */
  private static final String BOUND = "__";

  private final String typeName;

  UapiEnum(String typeName) {
    this.typeName = typeName;
  }

  /** Whether a kernel describes the enum, without a value of that number. */
  boolean lacks(AskedTypes types, int number) throws BtfException {
    boolean isDescribed = false;
    for (KernelType type : types.of(typeName)) {
      if (type.type() instanceof BtfType.Enum values) {
        isDescribed = true;
        for (BtfType.Value value : values.values()) {
          if (value.value() == number && !value.name().startsWith(BOUND)) {
            return false;
          }
        }
      }
    }
    return isDescribed;
  }
}
