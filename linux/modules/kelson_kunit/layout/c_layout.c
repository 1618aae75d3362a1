// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * Types that c_layout.rs declares too: ours with everything in them, and two of the kernel's own.
 */

#include <linux/build_bug.h>
#include <linux/stddef.h>
#include <linux/string.h>
#include <linux/types.h>
#include <net/genetlink.h>
#ifdef CONFIG_X86
#include <asm/setup_data.h>
#endif

enum kelson_mode {
	KELSON_MODE_OFF,
	KELSON_MODE_ON = 4,
};

struct kelson_vector {
	int lanes[4];
} __aligned(16);

struct kelson_state {
	u8 tag;
	struct kelson_vector vector;
	u32 tail __aligned(8);
	enum kelson_mode mode : 3;
	int delta : 5;
	bool busy : 1;
	u8 : 0;
	union {
		u32 whole;
		u16 halves[2];
	};
	u64 wide : 59;
	s32 odd : 27;
} __packed __aligned(64);

struct kelson_bits {
	u32 low : 3;
	s32 sign : 5;
	u64 : 4;
	u64 wide : 60;
	u16 : 0;
	u8 last : 1;
};

struct kelson_message {
	u64 id;
	u8 len;
	u16 data[];
};

struct kelson_layout {
	size_t size, align, vector, tail, whole, bits_size, data;
};

extern const struct kelson_layout kelson_layout;
extern void kelson_state_fill(struct kelson_state *state);
extern int kelson_state_check(const struct kelson_state *state);
extern void kelson_bits_fill(struct kelson_bits *bits);
extern int kelson_bits_check(const struct kelson_bits *bits);
extern u32 kelson_message_sum(const struct kelson_message *message);
extern size_t kelson_family_flags(void);
extern void kelson_family_fill(void *start, size_t size);

const struct kelson_layout kelson_layout = {
	.size = sizeof(struct kelson_state),
	.align = __alignof__(struct kelson_state),
	.vector = offsetof(struct kelson_state, vector),
	.tail = offsetof(struct kelson_state, tail),
	.whole = offsetof(struct kelson_state, whole),
	.bits_size = sizeof(struct kelson_bits),
	.data = offsetof(struct kelson_message, data),
};

void kelson_state_fill(struct kelson_state *state)
{
	memset(state, 0xff, sizeof(*state));
	state->tag = 1;
	state->vector = (struct kelson_vector){ { 2, 3, 4, 5 } };
	state->tail = 0x11223344;
	state->mode = KELSON_MODE_ON;
	state->delta = -16;
	state->busy = true;
	state->whole = 0x55667788;
	state->wide = 0x5e377bb97f4a7c1;
	state->odd = -0x3456789;
}

int kelson_state_check(const struct kelson_state *state)
{
	return state->tag == 6 && state->vector.lanes[3] == 7 && state->tail == 0x99aabbcc &&
	       state->mode == KELSON_MODE_OFF && state->delta == 15 && !state->busy &&
	       state->halves[0] == 0x1234 && state->halves[1] == 0x5678 &&
	       state->wide == 0x123456789abcdef && state->odd == 0x2345678;
}

void kelson_bits_fill(struct kelson_bits *bits)
{
	memset(bits, 0, sizeof(*bits));
	bits->low = 5;
	bits->sign = -3;
	bits->wide = 0xfedcba987654321;
	bits->last = 1;
}

int kelson_bits_check(const struct kelson_bits *bits)
{
	return bits->low == 2 && bits->sign == 14 && bits->wide == 0x123456789abcdef && !bits->last;
}

u32 kelson_message_sum(const struct kelson_message *message)
{
	u32 sum = 0;

	for (u8 i = 0; i < message->len; i++)
		sum += message->data[i];
	return sum;
}

/* The first bytes of a struct genl_family, up to what comes after its flags. */
size_t kelson_family_flags(void)
{
	return offsetof(struct genl_family, n_ops);
}

void kelson_family_fill(void *start, size_t size)
{
	struct genl_family family = { .hdrsize = 1, .version = 2, .maxattr = 3, .n_ops = 4 };

	strscpy(family.name, "kelson");
	family.parallel_ops = 1;
	memcpy(start, &family, size);
}

#ifdef CONFIG_X86
extern size_t kelson_e820_size(void);
extern void kelson_e820_fill(struct boot_e820_entry *table);
extern u64 kelson_e820_end(const struct boot_e820_entry *table, size_t count);

size_t kelson_e820_size(void)
{
	return sizeof(struct boot_e820_entry);
}

void kelson_e820_fill(struct boot_e820_entry *table)
{
	table[0] = (struct boot_e820_entry){ .addr = 0, .size = 0x9fc00, .type = 1 };
	table[1] = (struct boot_e820_entry){ .addr = 0x100000, .size = 0x7ee0000, .type = 77 };
}

u64 kelson_e820_end(const struct boot_e820_entry *table, size_t count)
{
	return table[count - 1].addr + table[count - 1].size;
}
#endif
