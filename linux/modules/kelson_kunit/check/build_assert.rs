// SPDX-License-Identifier: MIT OR Apache-2.0

//! Conditions that the optimizer proves with the kernel's own flags. That this module is linked
//! and loaded shows that no call was left; the values show that nothing else was removed.
//!
//! What becomes of a condition that does not hold is in `linux/modules/kelson_broken`.

use kelson::{
    build_assert,
    build_error, //
};

struct Window([u8; 0x100]);

impl Window {
    #[inline(always)]
    fn read8(&self, offset: usize) -> u8 {
        build_assert!(offset < 0x100, "register offset outside the window");
        self.0[offset]
    }

    #[inline(always)]
    fn read(&self, offset: usize, width: u32) -> u32 {
        build_assert!(offset % (width as usize / 8) == 0);
        match width {
            8 => self.read8(offset).into(),
            16 => u32::from(self.read8(offset)) | u32::from(self.read8(offset + 1)) << 8,
            _ => build_error!("registers are 8 or 16 bits wide"),
        }
    }
}

/// A window with a number of its own in each byte, which the optimizer does not know.
#[inline(never)]
fn window() -> Window {
    let mut bytes = [0; 0x100];
    for (number, byte) in (0..=u8::MAX).zip(&mut bytes) {
        *byte = core::hint::black_box(number);
    }
    Window(bytes)
}

cases! { build_assert:
    fn what_is_proven_links_and_reads() {
        let window = window();
        expect_eq!(window.read8(0), 0);
        expect_eq!(window.read8(0xff), 0xff);
        expect_eq!(window.read(0x40, 16), 0x4140);
        expect_eq!(window.read(0x41, 8), 0x41);
    }

    fn a_loop_with_known_bounds_is_proven() {
        let window = window();
        let mut sum = 0;
        for offset in 0..0x100 {
            sum += u32::from(window.read8(offset));
        }
        expect_eq!(sum, 0xff * 0x100 / 2);
    }
}
