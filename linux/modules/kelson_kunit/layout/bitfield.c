// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * The fields of a register as C has them: masks, and the macros that shift by them.
 */

#include <linux/bitfield.h>
#include <linux/bits.h>
#include <linux/types.h>
#ifdef CONFIG_X86
#include <asm/cpu.h>
#include <asm/cpuid/api.h>
#include <asm/processor.h>
#endif

#define TOP	GENMASK(31, 28)
#define TEMP	GENMASK(27, 20)
#define MODE	GENMASK(17, 15)
#define LANE_2	GENMASK(12, 10)
#define ENABLE	BIT(0)

extern u32 kelson_field_get(int field, u32 reg);
extern u32 kelson_field_set(int field, u32 reg, u32 value);

u32 kelson_field_get(int field, u32 reg)
{
	switch (field) {
	case 0:
		return FIELD_GET(TOP, reg);
	case 1:
		return FIELD_GET(TEMP, reg);
	case 2:
		return FIELD_GET(MODE, reg);
	case 3:
		return FIELD_GET(LANE_2, reg);
	default:
		return FIELD_GET(ENABLE, reg);
	}
}

u32 kelson_field_set(int field, u32 reg, u32 value)
{
	switch (field) {
	case 0:
		return (reg & ~TOP) | FIELD_PREP(TOP, value);
	case 1:
		return (reg & ~TEMP) | FIELD_PREP(TEMP, value);
	case 2:
		return (reg & ~MODE) | FIELD_PREP(MODE, value);
	case 3:
		return (reg & ~LANE_2) | FIELD_PREP(LANE_2, value);
	default:
		return (reg & ~ENABLE) | FIELD_PREP(ENABLE, value);
	}
}

#ifdef CONFIG_X86
extern u32 kelson_cpu_signature(void);
extern bool kelson_cpu_is(u32 family, u32 model, u32 stepping);

u32 kelson_cpu_signature(void)
{
	return cpuid_eax(1);
}

/* Whether this is what the kernel found out about its processor. */
bool kelson_cpu_is(u32 family, u32 model, u32 stepping)
{
	return family == boot_cpu_data.x86 && model == boot_cpu_data.x86_model &&
	       stepping == boot_cpu_data.x86_stepping;
}
#endif
