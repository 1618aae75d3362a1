// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * What opaque.rs cannot call by itself, for it is inline in C.
 */

#include <linux/file.h>
#include <linux/fs.h>

extern struct file *kelson_file_get(struct file *file);
extern long kelson_file_count(const struct file *file);

struct file *kelson_file_get(struct file *file)
{
	return get_file(file);
}

long kelson_file_count(const struct file *file)
{
	return file_count(file);
}
