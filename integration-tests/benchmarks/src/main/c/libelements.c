// C's loops on the elements of a map, called by Elements.java between Java's: both meet the same
// moments of the machine.
#include <bpf/bpf.h>

#define ENTRIES 1024

static __u32 keys[ENTRIES];
static __u64 values[ENTRIES];

int open_map(int id)
{
	return bpf_map_get_fd_by_id(id);
}

int updates(int fd, int calls)
{
	int failed = 0;

	for (__u32 call = 0; call < calls; call++) {
		__u32 key = call % ENTRIES;
		__u64 value = call;

		failed |= bpf_map_update_elem(fd, &key, &value, BPF_ANY);
	}
	return failed;
}

int lookups(int fd, int calls)
{
	int failed = 0;

	for (__u32 call = 0; call < calls; call++) {
		__u32 key = call % ENTRIES;
		__u64 value;

		failed |= bpf_map_lookup_elem(fd, &key, &value);
	}
	return failed;
}

// A call is a batch of all entries.
int lookup_batches(int fd, int calls)
{
	int failed = 0;

	for (int call = 0; call < calls; call++) {
		__u32 out, count = ENTRIES;

		bpf_map_lookup_batch(fd, 0, &out, keys, values, &count, 0);
		failed |= count != ENTRIES;
	}
	return failed;
}

int update_batches(int fd, int calls)
{
	int failed = 0;

	for (int call = 0; call < calls; call++) {
		__u32 count = ENTRIES;

		failed |= bpf_map_update_batch(fd, keys, values, &count, 0);
	}
	return failed;
}

// All elements, in batches of 1,024, added up.
__u64 walk(int fd)
{
	__u64 sum = 0;
	__u32 position, count;
	int more = 0, err;

	do {
		count = ENTRIES;
		err = bpf_map_lookup_batch(fd, more ? &position : NULL, &position, keys, values,
					   &count, NULL);
		more = 1;
		for (__u32 i = 0; i < count; i++)
			sum += keys[i] + values[i];
	} while (!err);
	return sum;
}
