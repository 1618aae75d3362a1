// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * What modules need of kelson.o, exported as rust/exports.c does it for the kernel's own crates. It is little or nothing:
 * most of the library is macros and inline functions.
 */

#include <linux/export.h>

#define EXPORT_SYMBOL_RUST_GPL(sym) extern int sym; EXPORT_SYMBOL_GPL(sym)

#include "exports_kelson_generated.h"
