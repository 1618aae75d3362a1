// SPDX-License-Identifier: MIT OR Apache-2.0

//! Registers, against C's `FIELD_GET` and `FIELD_PREP`, the kernel's own macro of the same name, and
//! what the kernel knows of its processor.

use kelson::{
    bitfield,
    bitfield::Bounded,
    Bits, //
};
use kernel::{
    ffi,
    num,
    prelude::*, //
};

#[derive(Bits, Clone, Copy, Debug, PartialEq)]
enum Mode {
    Off,
    Slow,
    Fast = 5,
}

bitfield! {
    struct Control(u32) {
        31:28 top;
        27:20 temp => signed;
        17:15 mode ?=> Mode;
        6:4 lane[3];
        0:0 enable => bool;
    }
}

// One declaration, in both macros.
macro_rules! both {
    ($($declaration:tt)*) => {
        mod theirs {
            kernel::bitfield! { $($declaration)* }
        }
        mod ours {
            kelson::bitfield! { $($declaration)* }
        }
    };
}

both! {
    /// A colour.
    pub(super) struct Rgb(u16) {
        /// The lowest bits of a colour.
        15:11 blue;
        10:5 green;
        4:0 red;
    }
}

/// What `cpuid` has in `eax` for leaf 1.
#[cfg(CONFIG_X86)]
mod cpu {
    kelson::bitfield! {
        pub(super) struct Signature(u32) {
            27:20 extended_family;
            19:16 extended_model;
            11:8 base_family;
            7:4 base_model;
            3:0 stepping;
        }
    }

    impl Signature {
        pub(super) fn family(self) -> u32 {
            match self.base_family().get() {
                0xf => self.extended_family() + 0xf,
                family => family,
            }
        }

        pub(super) fn model(self) -> u32 {
            match self.family() {
                0..=5 => self.base_model().get(),
                _ => self.extended_model().shl::<4, 8>() | self.base_model(),
            }
        }
    }
}

// SAFETY: `bitfield.c` defines these, with the same types.
unsafe extern "C" {
    safe fn kelson_field_get(field: ffi::c_int, reg: u32) -> u32;
    safe fn kelson_field_set(field: ffi::c_int, reg: u32, value: u32) -> u32;
}

// SAFETY: `bitfield.c` defines the first two, `arch/x86/lib/cpu.c` the others, with the same types.
#[cfg(CONFIG_X86)]
unsafe extern "C" {
    safe fn kelson_cpu_signature() -> u32;
    safe fn kelson_cpu_is(family: u32, model: u32, stepping: u32) -> bool;
    safe fn x86_family(signature: ffi::c_uint) -> ffi::c_uint;
    safe fn x86_model(signature: ffi::c_uint) -> ffi::c_uint;
}

/// Words of which each bit is sometimes set.
fn words() -> impl Iterator<Item = u32> {
    (0..2000u32).map(|n| n.wrapping_mul(0x9e37_79b9).rotate_left(n))
}

/// What a driver would write.
fn configure(reg: Control, top: usize) -> Result<Control> {
    let mode = reg.mode()?;
    Ok(reg.with_mode(mode).try_with_top(top)?)
}

cases! { bitfield:
    fn getters_give_what_c_gives() {
        for word in words() {
            let reg = Control::from_raw(word);
            expect_eq!(reg.top(), kelson_field_get(0, word));
            expect_eq!(reg.temp().get() as u8, kelson_field_get(1, word) as u8);
            let mode = kelson_field_get(2, word);
            expect_eq!(reg.mode().map_or_else(|invalid| invalid.bits, |mode| mode as u32), mode);
            expect_eq!(reg.const_lane::<2>(), kelson_field_get(3, word));
            expect_eq!(u32::from(reg.enable()), kelson_field_get(4, word));
        }
    }

    fn setters_set_what_c_sets() {
        for word in words() {
            let reg = Control::from_raw(word);
            let value = Bounded::<u32, 4>::truncate(word.swap_bytes());
            expect_eq!(reg.with_top(value).into_raw(), kelson_field_set(0, word, value.get()));
            let temp = word as i8;
            expect_eq!(
                reg.with_temp(temp).into_raw(),
                kelson_field_set(1, word, u32::from(temp as u8))
            );
            expect_eq!(reg.with_mode(Mode::Fast).into_raw(), kelson_field_set(2, word, 5));
            expect_eq!(reg.with_const_lane::<2, 6>().into_raw(), kelson_field_set(3, word, 6));
            expect_eq!(reg.with_enable(true).into_raw(), kelson_field_set(4, word, 1));
        }
    }

    fn the_kernels_own_macro_agrees() {
        for word in words() {
            let (ours, theirs) = (ours::Rgb::from_raw(word as u16), theirs::Rgb::from(word as u16));
            expect_eq!(ours.blue().get(), theirs.blue().get());
            expect_eq!(ours.green().get(), theirs.green().get());
            expect_eq!(ours.red().get(), theirs.red().get());
            expect_eq!(
                ours.with_const_green::<33>().with_red(true).into_raw(),
                theirs.with_const_green::<33>().with_red(true).into_raw()
            );
            // Its values fit our fields too.
            expect_eq!(
                ours.with_blue(num::Bounded::<u16, 5>::new::<7>()).into_raw(),
                theirs.with_blue(num::Bounded::<u16, 5>::new::<7>()).into_raw()
            );
            expect_eq!(
                ours.try_with_green(word).ok().map(ours::Rgb::into_raw),
                theirs.try_with_green(word).ok().map(theirs::Rgb::into_raw)
            );
        }
        expect_eq!(ours::Rgb::GREEN_MASK, theirs::Rgb::GREEN_MASK);
        expect_eq!(ours::Rgb::GREEN_SHIFT, theirs::Rgb::GREEN_SHIFT);
        expect_eq!(ours::Rgb::GREEN_RANGE, theirs::Rgb::GREEN_RANGE);
    }

    fn errors_are_the_kernels() {
        let reg = Control::zeroed().with_mode(Mode::Slow);
        expect_eq!(configure(reg, 15).map(|reg| reg.into_raw()), Ok(0xf000_8000));
        expect_eq!(configure(reg, 16), Err(EOVERFLOW));
        expect_eq!(configure(Control::from_raw(0x38000), 0), Err(EINVAL));
    }

    fn the_processor_is_known_by_its_signature() {
        #[cfg(CONFIG_X86)]
        {
            let this = cpu::Signature::from_raw(kelson_cpu_signature());
            expect!(kelson_cpu_is(this.family(), this.model(), this.stepping().get()));
            for word in words() {
                let signature = cpu::Signature::from_raw(word);
                expect_eq!(signature.family(), x86_family(word));
                expect_eq!(signature.model(), x86_model(word));
            }
        }
    }
}
