// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * The structs of align.rs, aligned as C does it.
 */

#include <linux/cache.h>
#include <linux/mm.h>
#include <linux/stddef.h>
#include <linux/types.h>

struct kelson_ring {
	u32 head;
	u32 tail;
} __aligned(PAGE_SIZE);

struct kelson_counter {
	u8 kind;
	u64 value;
} ____cacheline_aligned;

union kelson_either {
	u8 byte;
	u64 words[9];
} __aligned(L1_CACHE_BYTES);

extern const size_t kelson_aligned[8];
extern bool kelson_ring_advance(struct kelson_ring *ring, u32 by);

const size_t kelson_aligned[8] = {
	sizeof(struct kelson_ring),
	__alignof__(struct kelson_ring),
	offsetof(struct kelson_ring, tail),
	sizeof(struct kelson_counter),
	__alignof__(struct kelson_counter),
	offsetof(struct kelson_counter, value),
	sizeof(union kelson_either),
	__alignof__(union kelson_either),
};

bool kelson_ring_advance(struct kelson_ring *ring, u32 by)
{
	ring->tail += by;
	return PAGE_ALIGNED(ring);
}
