// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * A list as C has it, of entries that are parts of structs in Rust.
 */

#include <linux/list.h>

extern void kelson_list_init(struct list_head *head);
extern void kelson_list_add(struct list_head *entry, struct list_head *head);
extern void kelson_list_del(struct list_head *entry);

void kelson_list_init(struct list_head *head)
{
	INIT_LIST_HEAD(head);
}

void kelson_list_add(struct list_head *entry, struct list_head *head)
{
	list_add_tail(entry, head);
}

void kelson_list_del(struct list_head *entry)
{
	list_del_init(entry);
}
