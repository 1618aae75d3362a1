// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * A descriptor that static_assert.rs declares too, filled by C.
 */

#include <linux/build_bug.h>
#include <linux/types.h>

struct kelson_descriptor {
	u64 address;
	u16 length;
	u16 flags;
	u32 status;
};

static_assert(sizeof(struct kelson_descriptor) == 16, "the device reads 16-byte descriptors");

extern const struct kelson_descriptor kelson_descriptor;

const struct kelson_descriptor kelson_descriptor = {
	.address = 0x0123456789abcdef,
	.length = 0x1122,
	.flags = 0x3344,
	.status = 0x55667788,
};
