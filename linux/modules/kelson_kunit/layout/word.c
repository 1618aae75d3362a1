// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * What entries of an XArray mean to C.
 */

#include <linux/types.h>
#include <linux/xarray.h>

extern void *kelson_xa_mk_value(unsigned long value);
extern unsigned long kelson_xa_to_value(const void *entry);
extern bool kelson_xa_is_value(const void *entry);
extern bool kelson_xa_is_node_or_error(const void *entry);
extern unsigned long kelson_xa_sum_of_values(struct xarray *xa);

void *kelson_xa_mk_value(unsigned long value)
{
	return xa_mk_value(value);
}

unsigned long kelson_xa_to_value(const void *entry)
{
	return xa_to_value(entry);
}

bool kelson_xa_is_value(const void *entry)
{
	return xa_is_value(entry);
}

bool kelson_xa_is_node_or_error(const void *entry)
{
	return xa_is_internal(entry);
}

unsigned long kelson_xa_sum_of_values(struct xarray *xa)
{
	unsigned long index, sum = 0;
	void *entry;

	xa_for_each(xa, index, entry)
		if (xa_is_value(entry))
			sum += xa_to_value(entry);
	return sum;
}
