// The example of the book's page.
//@run
use kelson::{build_assert, build_error};

struct Window([u8; 0x100]);

impl Window {
    #[inline(always)]
    fn read8(&self, offset: usize) -> u8 {
        build_assert!(offset < 0x100, "register offset outside the window");
        self.0[offset]
    }

    #[inline(always)]
    fn read(&self, offset: usize, width: u32) -> u32 {
        match width {
            8 => self.read8(offset).into(),
            16 => u32::from(self.read8(offset)) | u32::from(self.read8(offset + 1)) << 8,
            _ => build_error!("registers are 8 or 16 bits wide"),
        }
    }
}

fn main() {
    let window = Window([0x12; 0x100]);
    assert_eq!(window.read(0x40, 16), 0x1212);
    assert_eq!(window.read(0xff, 8), 0x12);
}
