// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * Numbers of the kernel that have ranges, as pat.rs has them.
 */

#include <linux/err.h>
#include <linux/fcntl.h>
#include <linux/fs.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/types.h>

struct kelson_limits {
	u32 cpu;
	s32 nice;
	s32 error;
};

extern void kelson_limits_now(struct kelson_limits *limits);
extern s64 kelson_limits_sum(const struct kelson_limits *limits);

void kelson_limits_now(struct kelson_limits *limits)
{
	limits->cpu = raw_smp_processor_id();
	limits->nice = task_nice(current);
	limits->error = PTR_ERR(filp_open("/kelson/is/not/there", O_RDONLY, 0));
}

s64 kelson_limits_sum(const struct kelson_limits *limits)
{
	return (s64)limits->cpu + limits->nice + limits->error;
}
