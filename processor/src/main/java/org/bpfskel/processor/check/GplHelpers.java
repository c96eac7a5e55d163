package org.bpfskel.processor.check;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Helpers that the kernel gives only to programs under the GPL: those of Linux 6.18, found by
 * loading a program under another license with each helper and each type of program. Older kernels
 * restrict all of these too, and some more.
 */
final class GplHelpers {
  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(4, "bpf_probe_read"),
          Map.entry(6, "bpf_trace_printk"),
          Map.entry(22, "bpf_perf_event_read"),
          Map.entry(25, "bpf_perf_event_output"),
          Map.entry(27, "bpf_get_stackid"),
          Map.entry(35, "bpf_get_current_task"),
          Map.entry(45, "bpf_probe_read_str"),
          Map.entry(55, "bpf_perf_event_read_value"),
          Map.entry(56, "bpf_perf_prog_read_value"),
          Map.entry(67, "bpf_get_stack"),
          Map.entry(69, "bpf_fib_lookup"),
          Map.entry(100, "bpf_tcp_check_syncookie"),
          Map.entry(110, "bpf_tcp_gen_syncookie"),
          Map.entry(112, "bpf_probe_read_user"),
          Map.entry(113, "bpf_probe_read_kernel"),
          Map.entry(114, "bpf_probe_read_user_str"),
          Map.entry(115, "bpf_probe_read_kernel_str"),
          Map.entry(119, "bpf_read_branch_records"),
          Map.entry(158, "bpf_get_current_task_btf"),
          Map.entry(163, "bpf_check_mtu"),
          Map.entry(165, "bpf_snprintf"),
          Map.entry(169, "bpf_timer_init"),
          Map.entry(170, "bpf_timer_set_callback"),
          Map.entry(171, "bpf_timer_start"),
          Map.entry(172, "bpf_timer_cancel"),
          Map.entry(173, "bpf_get_func_ip"),
          Map.entry(175, "bpf_task_pt_regs"),
          Map.entry(176, "bpf_get_branch_snapshot"),
          Map.entry(177, "bpf_trace_vprintk"),
          Map.entry(191, "bpf_copy_from_user_task"),
          Map.entry(204, "bpf_tcp_raw_gen_syncookie_ipv4"),
          Map.entry(205, "bpf_tcp_raw_gen_syncookie_ipv6"),
          Map.entry(206, "bpf_tcp_raw_check_syncookie_ipv4"),
          Map.entry(207, "bpf_tcp_raw_check_syncookie_ipv6"));

  private GplHelpers() {}

  /** The name of the helper with that number, or null if any program may call it. */
  static @Nullable String name(int number) {
    return NAMES.get(number);
  }
}
