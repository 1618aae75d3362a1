use kelson::sealed;

#[sealed]
pub trait Bus {
    fn name(&self) -> &'static str;
}

pub struct Pci;

#[sealed]
impl Bus for Pci {
    fn name(&self) -> &'static str {
        "pci"
    }
}

#[sealed(u8, u16)]
pub unsafe trait Register: Copy {
    const WIDTH: usize;
}

// SAFETY: a register of this width exists.
unsafe impl Register for u8 {
    const WIDTH: usize = 1;
}
