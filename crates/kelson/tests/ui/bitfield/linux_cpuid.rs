// The signature of an x86 processor, as `arch/x86/lib/cpu.c` of Linux 7.3 reads it. Quoted by the book.
//@run
use kelson::bitfield;

bitfield! {
    /// What `cpuid` has in `eax` for leaf 1.
    pub struct Signature(u32) {
        27:20 extended_family;
        19:16 extended_model;
        11:8 base_family;
        7:4 base_model;
        3:0 stepping;
    }
}

impl Signature {
    fn family(self) -> u32 {
        match self.base_family().get() {
            0xf => self.extended_family() + 0xf,
            family => family,
        }
    }

    fn model(self) -> u32 {
        match self.family() {
            0..=5 => self.base_model().get(),
            _ => self.extended_model().shl::<4, 8>() | self.base_model(),
        }
    }
}

fn main() {
    let zen = Signature::from_raw(0x00a2_0f12);
    assert_eq!((zen.family(), zen.model(), zen.stepping().get()), (0x19, 0x21, 2));
    let pentium = Signature::from_raw(0x0000_0543);
    assert_eq!((pentium.family(), pentium.model(), pentium.stepping().get()), (5, 4, 3));
}
