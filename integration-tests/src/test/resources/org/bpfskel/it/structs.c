/*
 * Prints how structs that Java fills are laid out: a line for each of them and of their members,
 * with offset and size. From the headers of libbpf where they are 1.4 or newer,
 * else declared as libbpf 1.4 has them.
 */
#include <linux/bpf.h>
#include <linux/perf_event.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/epoll.h>

#if __has_include(<bpf/libbpf_version.h>)
#include <bpf/libbpf_version.h>
#endif

#if defined(LIBBPF_MAJOR_VERSION) && \
	(LIBBPF_MAJOR_VERSION > 1 || LIBBPF_MINOR_VERSION >= 4)
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#else
struct bpf_object_open_opts {
	size_t sz;
	const char *object_name;
	bool relaxed_maps;
	const char *pin_root_path;
	__u32 : 32;
	const char *kconfig;
	const char *btf_custom_path;
	char *kernel_log_buf;
	size_t kernel_log_size;
	__u32 kernel_log_level;
	const char *bpf_token_path;
	size_t : 0;
};

struct bpf_tracepoint_opts {
	size_t sz;
	__u64 bpf_cookie;
};

struct bpf_raw_tracepoint_opts {
	size_t sz;
	__u64 cookie;
	size_t : 0;
};

struct bpf_trace_opts {
	size_t sz;
	__u64 cookie;
};

struct bpf_usdt_opts {
	size_t sz;
	__u64 usdt_cookie;
	size_t : 0;
};

struct bpf_perf_event_opts {
	size_t sz;
	__u64 bpf_cookie;
	bool force_ioctl_attach;
	size_t : 0;
};

enum probe_attach_mode { PROBE_ATTACH_MODE_DEFAULT };

struct bpf_kprobe_opts {
	size_t sz;
	__u64 bpf_cookie;
	size_t offset;
	bool retprobe;
	enum probe_attach_mode attach_mode;
	size_t : 0;
};

struct bpf_ksyscall_opts {
	size_t sz;
	__u64 bpf_cookie;
	bool retprobe;
	size_t : 0;
};

struct bpf_kprobe_multi_opts {
	size_t sz;
	const char **syms;
	const unsigned long *addrs;
	const __u64 *cookies;
	size_t cnt;
	bool retprobe;
	size_t : 0;
};

struct bpf_uprobe_opts {
	size_t sz;
	size_t ref_ctr_offset;
	__u64 bpf_cookie;
	bool retprobe;
	const char *func_name;
	enum probe_attach_mode attach_mode;
	size_t : 0;
};

struct bpf_uprobe_multi_opts {
	size_t sz;
	const char **syms;
	const unsigned long *offsets;
	const unsigned long *ref_ctr_offsets;
	const __u64 *cookies;
	size_t cnt;
	bool retprobe;
	size_t : 0;
};

struct bpf_tcx_opts {
	size_t sz;
	__u32 flags;
	__u32 relative_fd;
	__u32 relative_id;
	__u64 expected_revision;
	size_t : 0;
};

struct bpf_netkit_opts {
	size_t sz;
	__u32 flags;
	__u32 relative_fd;
	__u32 relative_id;
	__u64 expected_revision;
	size_t : 0;
};

struct bpf_prog_load_opts {
	size_t sz;
	int attempts;
	enum bpf_attach_type expected_attach_type;
	__u32 prog_btf_fd;
	__u32 prog_flags;
	__u32 prog_ifindex;
	__u32 kern_version;
	__u32 attach_btf_id;
	__u32 attach_prog_fd;
	__u32 attach_btf_obj_fd;
	const int *fd_array;
	const void *func_info;
	__u32 func_info_cnt;
	__u32 func_info_rec_size;
	const void *line_info;
	__u32 line_info_cnt;
	__u32 line_info_rec_size;
	__u32 log_level;
	__u32 log_size;
	char *log_buf;
	__u32 log_true_size;
	__u32 token_fd;
};

struct bpf_map_create_opts {
	size_t sz;
	__u32 btf_fd;
	__u32 btf_key_type_id;
	__u32 btf_value_type_id;
	__u32 btf_vmlinux_value_type_id;
	__u32 inner_map_fd;
	__u32 map_flags;
	__u64 map_extra;
	__u32 numa_node;
	__u32 map_ifindex;
	__s32 value_type_btf_obj_fd;
	__u32 token_fd;
	size_t : 0;
};

struct bpf_obj_get_opts {
	size_t sz;
	__u32 file_flags;
	int path_fd;
	size_t : 0;
};

struct bpf_get_fd_by_id_opts {
	size_t sz;
	__u32 open_flags;
	size_t : 0;
};

struct bpf_link_create_opts {
	size_t sz;
	__u32 flags;
	union bpf_iter_link_info *iter_info;
	__u32 iter_info_len;
	__u32 target_btf_id;
	union {
		struct {
			__u32 flags;
			__u32 cnt;
			const char *path;
			const unsigned long *offsets;
			const unsigned long *ref_ctr_offsets;
			const __u64 *cookies;
			__u32 pid;
		} uprobe_multi;
		struct {
			__u32 relative_fd;
			__u32 relative_id;
			__u64 expected_revision;
		} tcx;
	};
	size_t : 0;
};

struct bpf_link_update_opts {
	size_t sz;
	__u32 flags;
	__u32 old_prog_fd;
	__u32 old_map_fd;
};

struct bpf_tc_hook {
	size_t sz;
	int ifindex;
	int attach_point;
	__u32 parent;
	size_t : 0;
};

struct bpf_tc_opts {
	size_t sz;
	int prog_fd;
	__u32 flags;
	__u32 prog_id;
	__u32 handle;
	__u32 priority;
	size_t : 0;
};

struct bpf_xdp_attach_opts {
	size_t sz;
	int old_prog_fd;
	size_t : 0;
};

struct bpf_xdp_query_opts {
	size_t sz;
	__u32 prog_id;
	__u32 drv_prog_id;
	__u32 hw_prog_id;
	__u32 skb_prog_id;
	__u8 attach_mode;
	__u64 feature_flags;
	__u32 xdp_zc_max_segs;
	size_t : 0;
};

struct bpf_prog_query_opts {
	size_t sz;
	__u32 query_flags;
	__u32 attach_flags;
	__u32 *prog_ids;
	union {
		__u32 prog_cnt;
		__u32 count;
	};
	__u32 *prog_attach_flags;
	__u32 *link_ids;
	__u32 *link_attach_flags;
	__u64 revision;
	size_t : 0;
};

struct bpf_prog_attach_opts {
	size_t sz;
	__u32 flags;
	union {
		int replace_prog_fd;
		int replace_fd;
	};
	int relative_fd;
	__u32 relative_id;
	__u64 expected_revision;
	size_t : 0;
};

struct bpf_netfilter_opts {
	size_t sz;
	__u32 pf;
	__u32 hooknum;
	__s32 priority;
	__u32 flags;
	size_t : 0;
};

struct bpf_iter_attach_opts {
	size_t sz;
	union bpf_iter_link_info *link_info;
	__u32 link_info_len;
};

struct bpf_test_run_opts {
	size_t sz;
	const void *data_in;
	void *data_out;
	__u32 data_size_in;
	__u32 data_size_out;
	const void *ctx_in;
	void *ctx_out;
	__u32 ctx_size_in;
	__u32 ctx_size_out;
	__u32 retval;
	int repeat;
	__u32 duration;
	__u32 flags;
	__u32 cpu;
	__u32 batch_size;
};

struct bpf_object_skeleton {
	size_t sz;
	const char *name;
	const void *data;
	size_t data_sz;
	struct bpf_object **obj;
	int map_cnt;
	int map_skel_sz;
	struct bpf_map_skeleton *maps;
	int prog_cnt;
	int prog_skel_sz;
	struct bpf_prog_skeleton *progs;
};

struct bpf_map_skeleton {
	const char *name;
	struct bpf_map **map;
	void **mmaped;
};
#endif

/* Of libbpf 1.6. */
#if !defined(LIBBPF_MAJOR_VERSION) || LIBBPF_MAJOR_VERSION < 1 || \
	(LIBBPF_MAJOR_VERSION == 1 && LIBBPF_MINOR_VERSION < 6)
struct bpf_cgroup_opts {
	size_t sz;
	__u32 flags;
	__u32 relative_fd;
	__u32 relative_id;
	__u64 expected_revision;
	size_t : 0;
};
#endif

#define STRUCT(type) printf("%s 0 %zu\n", #type, sizeof(struct type))
#define MEMBER(type, member)                                            \
	printf("%s.%s %zu %zu\n", #type, #member, offsetof(struct type, member), \
	       sizeof(((struct type *)0)->member))

/* A bitfield has no offset in C: prints the byte that its one bit is in, and that byte's value. */
static void print_freq(void)
{
	union {
		struct perf_event_attr attr;
		unsigned char bytes[sizeof(struct perf_event_attr)];
	} event = { .bytes = { 0 } };

	event.attr.freq = 1;
	for (size_t i = 0; i < sizeof(event.bytes); i++)
		if (event.bytes[i])
			printf("perf_event_attr_freq %zu %d\n", i, event.bytes[i]);
}

int main(void)
{
	STRUCT(bpf_object_open_opts);
	MEMBER(bpf_object_open_opts, sz);
	MEMBER(bpf_object_open_opts, object_name);
	MEMBER(bpf_object_open_opts, relaxed_maps);
	MEMBER(bpf_object_open_opts, pin_root_path);
	MEMBER(bpf_object_open_opts, kconfig);
	MEMBER(bpf_object_open_opts, btf_custom_path);
	MEMBER(bpf_object_open_opts, kernel_log_buf);
	MEMBER(bpf_object_open_opts, kernel_log_size);
	MEMBER(bpf_object_open_opts, kernel_log_level);
	MEMBER(bpf_object_open_opts, bpf_token_path);

	STRUCT(bpf_tracepoint_opts);
	MEMBER(bpf_tracepoint_opts, sz);
	MEMBER(bpf_tracepoint_opts, bpf_cookie);
	STRUCT(bpf_raw_tracepoint_opts);
	MEMBER(bpf_raw_tracepoint_opts, sz);
	MEMBER(bpf_raw_tracepoint_opts, cookie);
	STRUCT(bpf_trace_opts);
	MEMBER(bpf_trace_opts, sz);
	MEMBER(bpf_trace_opts, cookie);
	STRUCT(bpf_usdt_opts);
	MEMBER(bpf_usdt_opts, sz);
	MEMBER(bpf_usdt_opts, usdt_cookie);
	STRUCT(bpf_perf_event_opts);
	MEMBER(bpf_perf_event_opts, sz);
	MEMBER(bpf_perf_event_opts, bpf_cookie);

	STRUCT(bpf_kprobe_opts);
	MEMBER(bpf_kprobe_opts, sz);
	MEMBER(bpf_kprobe_opts, bpf_cookie);
	MEMBER(bpf_kprobe_opts, offset);
	MEMBER(bpf_kprobe_opts, retprobe);
	MEMBER(bpf_kprobe_opts, attach_mode);

	STRUCT(bpf_ksyscall_opts);
	MEMBER(bpf_ksyscall_opts, sz);
	MEMBER(bpf_ksyscall_opts, bpf_cookie);
	MEMBER(bpf_ksyscall_opts, retprobe);

	STRUCT(bpf_kprobe_multi_opts);
	MEMBER(bpf_kprobe_multi_opts, sz);
	MEMBER(bpf_kprobe_multi_opts, syms);
	MEMBER(bpf_kprobe_multi_opts, addrs);
	MEMBER(bpf_kprobe_multi_opts, cookies);
	MEMBER(bpf_kprobe_multi_opts, cnt);
	MEMBER(bpf_kprobe_multi_opts, retprobe);

	STRUCT(bpf_uprobe_opts);
	MEMBER(bpf_uprobe_opts, sz);
	MEMBER(bpf_uprobe_opts, ref_ctr_offset);
	MEMBER(bpf_uprobe_opts, bpf_cookie);
	MEMBER(bpf_uprobe_opts, retprobe);
	MEMBER(bpf_uprobe_opts, func_name);
	MEMBER(bpf_uprobe_opts, attach_mode);

	STRUCT(bpf_uprobe_multi_opts);
	MEMBER(bpf_uprobe_multi_opts, sz);
	MEMBER(bpf_uprobe_multi_opts, syms);
	MEMBER(bpf_uprobe_multi_opts, offsets);
	MEMBER(bpf_uprobe_multi_opts, ref_ctr_offsets);
	MEMBER(bpf_uprobe_multi_opts, cookies);
	MEMBER(bpf_uprobe_multi_opts, cnt);
	MEMBER(bpf_uprobe_multi_opts, retprobe);

	STRUCT(bpf_tcx_opts);
	MEMBER(bpf_tcx_opts, sz);
	MEMBER(bpf_tcx_opts, flags);
	MEMBER(bpf_tcx_opts, relative_fd);
	MEMBER(bpf_tcx_opts, relative_id);
	MEMBER(bpf_tcx_opts, expected_revision);
	STRUCT(bpf_netkit_opts);
	MEMBER(bpf_netkit_opts, sz);
	MEMBER(bpf_netkit_opts, flags);
	MEMBER(bpf_netkit_opts, relative_fd);
	MEMBER(bpf_netkit_opts, relative_id);
	MEMBER(bpf_netkit_opts, expected_revision);

	STRUCT(bpf_prog_load_opts);
	MEMBER(bpf_prog_load_opts, sz);
	MEMBER(bpf_prog_load_opts, attempts);
	MEMBER(bpf_prog_load_opts, expected_attach_type);
	MEMBER(bpf_prog_load_opts, prog_btf_fd);
	MEMBER(bpf_prog_load_opts, prog_flags);
	MEMBER(bpf_prog_load_opts, prog_ifindex);
	MEMBER(bpf_prog_load_opts, kern_version);
	MEMBER(bpf_prog_load_opts, attach_btf_id);
	MEMBER(bpf_prog_load_opts, attach_prog_fd);
	MEMBER(bpf_prog_load_opts, attach_btf_obj_fd);
	MEMBER(bpf_prog_load_opts, fd_array);
	MEMBER(bpf_prog_load_opts, func_info);
	MEMBER(bpf_prog_load_opts, func_info_cnt);
	MEMBER(bpf_prog_load_opts, func_info_rec_size);
	MEMBER(bpf_prog_load_opts, line_info);
	MEMBER(bpf_prog_load_opts, line_info_cnt);
	MEMBER(bpf_prog_load_opts, line_info_rec_size);
	MEMBER(bpf_prog_load_opts, log_level);
	MEMBER(bpf_prog_load_opts, log_size);
	MEMBER(bpf_prog_load_opts, log_buf);
	MEMBER(bpf_prog_load_opts, log_true_size);
	MEMBER(bpf_prog_load_opts, token_fd);
	STRUCT(bpf_map_create_opts);
	MEMBER(bpf_map_create_opts, sz);
	MEMBER(bpf_map_create_opts, btf_fd);
	MEMBER(bpf_map_create_opts, btf_key_type_id);
	MEMBER(bpf_map_create_opts, btf_value_type_id);
	MEMBER(bpf_map_create_opts, btf_vmlinux_value_type_id);
	MEMBER(bpf_map_create_opts, inner_map_fd);
	MEMBER(bpf_map_create_opts, map_flags);
	MEMBER(bpf_map_create_opts, map_extra);
	MEMBER(bpf_map_create_opts, numa_node);
	MEMBER(bpf_map_create_opts, map_ifindex);
	MEMBER(bpf_map_create_opts, value_type_btf_obj_fd);
	MEMBER(bpf_map_create_opts, token_fd);
	STRUCT(bpf_obj_get_opts);
	MEMBER(bpf_obj_get_opts, sz);
	MEMBER(bpf_obj_get_opts, file_flags);
	STRUCT(bpf_get_fd_by_id_opts);
	MEMBER(bpf_get_fd_by_id_opts, sz);
	MEMBER(bpf_get_fd_by_id_opts, open_flags);
	STRUCT(bpf_btf_info);
	MEMBER(bpf_btf_info, btf);
	MEMBER(bpf_btf_info, btf_size);
	MEMBER(bpf_btf_info, id);
	MEMBER(bpf_btf_info, name);
	MEMBER(bpf_btf_info, name_len);
	MEMBER(bpf_btf_info, kernel_btf);
	STRUCT(bpf_link_info);
	MEMBER(bpf_link_info, type);
	MEMBER(bpf_link_info, id);
	MEMBER(bpf_link_info, prog_id);
	MEMBER(bpf_link_info, raw_tracepoint.tp_name);
	MEMBER(bpf_link_info, raw_tracepoint.tp_name_len);
	MEMBER(bpf_link_info, tracing.attach_type);
	MEMBER(bpf_link_info, tracing.target_obj_id);
	MEMBER(bpf_link_info, tracing.target_btf_id);
	MEMBER(bpf_link_info, cgroup.cgroup_id);
	MEMBER(bpf_link_info, cgroup.attach_type);
	MEMBER(bpf_link_info, iter.target_name);
	MEMBER(bpf_link_info, iter.target_name_len);
	MEMBER(bpf_link_info, iter.map.map_id);
	MEMBER(bpf_link_info, netns.netns_ino);
	MEMBER(bpf_link_info, netns.attach_type);
	MEMBER(bpf_link_info, xdp.ifindex);

	STRUCT(bpf_link_create_opts);
	MEMBER(bpf_link_create_opts, sz);
	MEMBER(bpf_link_create_opts, flags);
	MEMBER(bpf_link_create_opts, iter_info);
	MEMBER(bpf_link_create_opts, iter_info_len);
	MEMBER(bpf_link_create_opts, target_btf_id);
	MEMBER(bpf_link_create_opts, tcx.relative_fd);
	MEMBER(bpf_link_create_opts, tcx.relative_id);
	MEMBER(bpf_link_create_opts, tcx.expected_revision);
	STRUCT(bpf_link_update_opts);
	MEMBER(bpf_link_update_opts, sz);
	MEMBER(bpf_link_update_opts, flags);
	MEMBER(bpf_link_update_opts, old_prog_fd);
	MEMBER(bpf_link_update_opts, old_map_fd);

	STRUCT(bpf_tc_hook);
	MEMBER(bpf_tc_hook, sz);
	MEMBER(bpf_tc_hook, ifindex);
	MEMBER(bpf_tc_hook, attach_point);
	MEMBER(bpf_tc_hook, parent);
	STRUCT(bpf_tc_opts);
	MEMBER(bpf_tc_opts, sz);
	MEMBER(bpf_tc_opts, prog_fd);
	MEMBER(bpf_tc_opts, flags);
	MEMBER(bpf_tc_opts, prog_id);
	MEMBER(bpf_tc_opts, handle);
	MEMBER(bpf_tc_opts, priority);

	STRUCT(bpf_xdp_attach_opts);
	MEMBER(bpf_xdp_attach_opts, sz);
	MEMBER(bpf_xdp_attach_opts, old_prog_fd);
	STRUCT(bpf_xdp_query_opts);
	MEMBER(bpf_xdp_query_opts, sz);
	MEMBER(bpf_xdp_query_opts, prog_id);
	MEMBER(bpf_xdp_query_opts, drv_prog_id);
	MEMBER(bpf_xdp_query_opts, hw_prog_id);
	MEMBER(bpf_xdp_query_opts, skb_prog_id);
	MEMBER(bpf_xdp_query_opts, attach_mode);
	MEMBER(bpf_xdp_query_opts, feature_flags);
	MEMBER(bpf_xdp_query_opts, xdp_zc_max_segs);

	STRUCT(bpf_prog_query_opts);
	MEMBER(bpf_prog_query_opts, sz);
	MEMBER(bpf_prog_query_opts, query_flags);
	MEMBER(bpf_prog_query_opts, attach_flags);
	MEMBER(bpf_prog_query_opts, prog_ids);
	MEMBER(bpf_prog_query_opts, count);
	MEMBER(bpf_prog_query_opts, prog_attach_flags);
	MEMBER(bpf_prog_query_opts, link_ids);
	MEMBER(bpf_prog_query_opts, link_attach_flags);
	MEMBER(bpf_prog_query_opts, revision);
	STRUCT(bpf_prog_attach_opts);
	MEMBER(bpf_prog_attach_opts, sz);
	MEMBER(bpf_prog_attach_opts, flags);
	MEMBER(bpf_prog_attach_opts, replace_fd);
	MEMBER(bpf_prog_attach_opts, relative_fd);
	MEMBER(bpf_prog_attach_opts, relative_id);
	MEMBER(bpf_prog_attach_opts, expected_revision);

	STRUCT(bpf_cgroup_opts);
	MEMBER(bpf_cgroup_opts, sz);
	MEMBER(bpf_cgroup_opts, flags);
	MEMBER(bpf_cgroup_opts, relative_fd);
	MEMBER(bpf_cgroup_opts, relative_id);
	MEMBER(bpf_cgroup_opts, expected_revision);

	STRUCT(bpf_netfilter_opts);
	MEMBER(bpf_netfilter_opts, sz);
	MEMBER(bpf_netfilter_opts, pf);
	MEMBER(bpf_netfilter_opts, hooknum);
	MEMBER(bpf_netfilter_opts, priority);
	MEMBER(bpf_netfilter_opts, flags);

	STRUCT(bpf_iter_attach_opts);
	MEMBER(bpf_iter_attach_opts, sz);
	MEMBER(bpf_iter_attach_opts, link_info);
	MEMBER(bpf_iter_attach_opts, link_info_len);

	STRUCT(bpf_test_run_opts);
	MEMBER(bpf_test_run_opts, sz);
	MEMBER(bpf_test_run_opts, data_in);
	MEMBER(bpf_test_run_opts, data_out);
	MEMBER(bpf_test_run_opts, data_size_in);
	MEMBER(bpf_test_run_opts, data_size_out);
	MEMBER(bpf_test_run_opts, ctx_in);
	MEMBER(bpf_test_run_opts, ctx_out);
	MEMBER(bpf_test_run_opts, ctx_size_in);
	MEMBER(bpf_test_run_opts, ctx_size_out);
	MEMBER(bpf_test_run_opts, retval);
	MEMBER(bpf_test_run_opts, repeat);
	MEMBER(bpf_test_run_opts, duration);
	MEMBER(bpf_test_run_opts, flags);
	MEMBER(bpf_test_run_opts, cpu);
	MEMBER(bpf_test_run_opts, batch_size);

	STRUCT(bpf_object_skeleton);
	MEMBER(bpf_object_skeleton, sz);
	MEMBER(bpf_object_skeleton, name);
	MEMBER(bpf_object_skeleton, obj);
	MEMBER(bpf_object_skeleton, map_cnt);
	MEMBER(bpf_object_skeleton, map_skel_sz);
	MEMBER(bpf_object_skeleton, maps);
	MEMBER(bpf_map_skeleton, map);
	MEMBER(bpf_map_skeleton, mmaped);

	STRUCT(bpf_prog_info);
	MEMBER(bpf_prog_info, type);
	MEMBER(bpf_prog_info, id);
	MEMBER(bpf_prog_info, tag);
	MEMBER(bpf_prog_info, jited_prog_len);
	MEMBER(bpf_prog_info, xlated_prog_len);
	MEMBER(bpf_prog_info, load_time);
	MEMBER(bpf_prog_info, created_by_uid);
	MEMBER(bpf_prog_info, nr_map_ids);
	MEMBER(bpf_prog_info, map_ids);
	MEMBER(bpf_prog_info, name);
	MEMBER(bpf_prog_info, ifindex);
	MEMBER(bpf_prog_info, btf_id);
	MEMBER(bpf_prog_info, run_time_ns);
	MEMBER(bpf_prog_info, run_cnt);
	MEMBER(bpf_prog_info, recursion_misses);
	MEMBER(bpf_prog_info, verified_insns);
	MEMBER(bpf_prog_info, attach_btf_obj_id);
	MEMBER(bpf_prog_info, attach_btf_id);

	STRUCT(bpf_map_info);
	MEMBER(bpf_map_info, type);
	MEMBER(bpf_map_info, id);
	MEMBER(bpf_map_info, key_size);
	MEMBER(bpf_map_info, value_size);
	MEMBER(bpf_map_info, max_entries);
	MEMBER(bpf_map_info, map_flags);
	MEMBER(bpf_map_info, name);
	MEMBER(bpf_map_info, ifindex);
	MEMBER(bpf_map_info, btf_vmlinux_value_type_id);
	MEMBER(bpf_map_info, netns_dev);
	MEMBER(bpf_map_info, netns_ino);
	MEMBER(bpf_map_info, btf_id);
	MEMBER(bpf_map_info, btf_key_type_id);
	MEMBER(bpf_map_info, btf_value_type_id);
	MEMBER(bpf_map_info, map_extra);

	STRUCT(epoll_event);
	MEMBER(epoll_event, events);
	MEMBER(epoll_event, data);

	MEMBER(perf_event_attr, type);
	MEMBER(perf_event_attr, size);
	MEMBER(perf_event_attr, config);
	MEMBER(perf_event_attr, sample_period);
	MEMBER(perf_event_attr, sample_type);
	MEMBER(perf_event_attr, read_format);
	MEMBER(perf_event_attr, wakeup_events);
	MEMBER(perf_event_attr, bp_type);
	MEMBER(perf_event_attr, bp_addr);
	print_freq();
	return 0;
}
