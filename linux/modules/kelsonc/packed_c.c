// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * The C side of a type that is packed and aligned: what packed.rs has to agree with.
 */

#include <linux/stddef.h>
#include <linux/types.h>

struct kelsonc_sixteen {
	u64 low;
	u64 high;
} __aligned(16);

struct kelsonc_area {
	u8 tag;
	struct kelsonc_sixteen wide;
	u32 tail __aligned(8);
} __packed __aligned(64);

size_t kelsonc_area_layout(unsigned int what);
u64 kelsonc_area_sum(const struct kelsonc_area *area);
void kelsonc_area_fill(struct kelsonc_area *area);

size_t kelsonc_area_layout(unsigned int what)
{
	const size_t facts[] = {
		sizeof(struct kelsonc_area),
		__alignof__(struct kelsonc_area),
		offsetof(struct kelsonc_area, wide),
		offsetof(struct kelsonc_area, tail),
	};

	return what < sizeof(facts) / sizeof(facts[0]) ? facts[what] : 0;
}

u64 kelsonc_area_sum(const struct kelsonc_area *area)
{
	return area->tag + area->wide.low + area->wide.high + area->tail;
}

void kelsonc_area_fill(struct kelsonc_area *area)
{
	area->tag = 1;
	area->wide.low = 20;
	area->wide.high = 300;
	area->tail = 4000;
}
