// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * The numbers that when.rs compares, as the C preprocessor has them.
 */

#include <linux/kconfig.h>
#include <linux/types.h>

extern const s64 kelson_nr_cpus;
extern const s64 kelson_hz;
extern const s64 kelson_rustc_version;
extern const s64 kelson_log_buf_shift;
extern const bool kelson_smp;
extern const bool kelson_debug_assertions;

const s64 kelson_nr_cpus = CONFIG_NR_CPUS;
const s64 kelson_hz = CONFIG_HZ;
const s64 kelson_rustc_version = CONFIG_RUSTC_VERSION;
const s64 kelson_log_buf_shift = CONFIG_LOG_BUF_SHIFT;
const bool kelson_smp = IS_ENABLED(CONFIG_SMP);
const bool kelson_debug_assertions = IS_ENABLED(CONFIG_RUST_DEBUG_ASSERTIONS);
