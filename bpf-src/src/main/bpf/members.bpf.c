// SPDX-License-Identifier: Apache-2.0
/*
 * One member of every kind that C has, with holes between them. The kernel knows no such
 * struct_ops type: this object is opened and read, never loaded.
 */
#include <linux/bpf.h>
#include <stdbool.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

char LICENSE[] SEC("license") = "GPL";

enum color { RED = 1, GREEN = 2, BLUE = -3 };
enum small { NONE, SOME } __attribute__((packed));
enum huge { HUGE_LOW = 1, HUGE_HIGH = 0x8000000000000000ULL };

typedef unsigned int counter_t;
typedef int (*callback_t)(int);

struct point {
	short x;
	int y;
};

struct packed_point {
	char tag;
	long long at;
} __attribute__((packed));

union number {
	unsigned int whole;
	float real;
	unsigned char bytes[4];
};

struct nested {
	struct point origin;
	struct {
		int depth;
		callback_t never_set;
	} inner;
	unsigned int low : 5;
	unsigned int high : 27;
	const char *no_text;
};

/* One bitfield across the next boundary of a byte, one next to padding. */
struct bits {
	unsigned int bit : 1;
	unsigned int three_bits : 3;
	int signed_bits : 9;
	unsigned int : 3;
	bool bool_bit : 1;
	enum color color_bits : 4;
	unsigned long long long_bits : 40;
};

struct opaque;

struct every_member {
	/* integers: a hole of one byte, then of four */
	signed char s8;
	unsigned char u8;
	short s16;
	unsigned short u16;
	int s32;
	unsigned int u32;
	long long s64;
	unsigned long long u64;
	char plain_char;
	long plain_long;
	unsigned long plain_ulong;
	__int128 s128;
	bool flag;

	/* floating point, enums, and types behind other names */
	float single_precision;
	double double_precision;
	enum color color;
	enum small small;
	enum huge huge;
	counter_t counted;
	const volatile int qualified;

	/* arrays */
	char text[16];
	char full_text[4];
	unsigned char raw_bytes[6];
	signed char signed_bytes[3];
	short shorts[3];
	unsigned int words[4];
	unsigned long long longs[2];
	bool flags[3];
	double doubles[2];
	enum color colors[2];
	int matrix[2][3];
	char lines[2][8];
	struct point points[2];
	callback_t callbacks[2];
	void *pointers[2];
	int empty[0];

	/* structs and unions */
	struct nested nested;
	struct packed_point packed_point;
	union number number;
	struct {
		int anonymous_int;
		char anonymous_text[5];
	};
	union {
		unsigned int as_word;
		unsigned short as_halves[2];
	};

	/* bitfields: only inside of another struct, for libbpf loads none at the top level */
	struct bits bits;

	/* pointers to data, always NULL */
	void *nothing;
	const char *string;
	struct opaque *opaque;
	struct every_member *next;

	/* pointers to functions */
	int (*decide)(int choice, long weight);
	void (*notify)(void);
	unsigned long long (*measure)(struct opaque *what, const char *name);
	callback_t by_typedef;
	callback_t unset;
	char last;
};

SEC("struct_ops/decide")
int BPF_PROG(decide, int choice, long weight)
{
	return choice;
}

SEC("struct_ops/decide_otherwise")
int BPF_PROG(decide_otherwise, int choice, long weight)
{
	return -choice;
}

SEC("struct_ops/notify")
void BPF_PROG(notify)
{
}

SEC("struct_ops/measure")
unsigned long long BPF_PROG(measure, struct opaque *what, const char *name)
{
	return 1;
}

SEC("struct_ops/by_typedef")
int BPF_PROG(by_typedef, int value)
{
	return value;
}

SEC(".struct_ops.link")
struct every_member every = {
	.s8 = -8,
	.u8 = 200,
	.s16 = -1600,
	.u16 = 60000,
	.s32 = -320000,
	.u32 = 4000000000U,
	.s64 = -6400000000LL,
	.u64 = 18000000000000000000ULL,
	.plain_char = 'c',
	.plain_long = -1L,
	.plain_ulong = 0xfedcba9876543210UL,
	.s128 = -128,
	.flag = true,
	.single_precision = 1.5f,
	.double_precision = -2.25,
	.color = BLUE,
	.small = SOME,
	.huge = HUGE_HIGH,
	.counted = 7,
	.qualified = 11,
	.text = "sixteen at most",
	.full_text = { 'f', 'u', 'l', 'l' },
	.raw_bytes = { 1, 2, 3, 253, 254, 255 },
	.signed_bytes = { -1, 0, 1 },
	.shorts = { -1, 2, -3 },
	.words = { 1, 20, 300, 4000000000U },
	.longs = { 1, 0xffffffffffffffffULL },
	.flags = { true, false, true },
	.doubles = { 0.5, -0.5 },
	.colors = { GREEN, BLUE },
	.matrix = { { 1, 2, 3 }, { 4, 5, 6 } },
	.lines = { "first", "second" },
	.points = { { 1, -2 }, { 3, -4 } },
	.nested = {
		.origin = { -5, 6 },
		.inner = { .depth = 42 },
		.low = 17,
		.high = 123456,
	},
	.packed_point = { 'p', -7 },
	.number = { .real = 1.0f },
	.anonymous_int = 99,
	.anonymous_text = "anon",
	.as_word = 0x00020001,
	.bits = {
		.bit = 1,
		.three_bits = 5,
		.signed_bits = -200,
		.bool_bit = true,
		.color_bits = BLUE,
		.long_bits = 0xabcdef0123ULL,
	},
	.decide = (void *)decide,
	.notify = (void *)notify,
	.measure = (void *)measure,
	.by_typedef = (void *)by_typedef,
	.last = 'z',
};
