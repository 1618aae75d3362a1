// A parameter's value is a constant like any other, and the parameter nothing at all.
//@ same: scalar plain_scalar
//@ same: field plain_field
//@ same: array plain_array
//@ same: by_argument plain_by_argument
//@ lacks: chosen cmp
//@ lacks: chosen mov
//@ lacks: text call
// Of a string, as many bytes are kept as it has.
//@ has: "kelson-eth0"
//@ absent: kelson-eth0\000
#![crate_type = "lib"]
use core::marker::PhantomData;
use kelson::{c, ConstParamTy, Is};

#[derive(Clone, Copy, PartialEq, Eq, ConstParamTy)]
pub enum Mode {
    Small,
    Paged(u16),
}

#[derive(Clone, Copy, PartialEq, Eq, ConstParamTy)]
pub struct Config {
    depth: u8,
    mode: Mode,
    mac: [u8; 6],
}

const CONFIG: Config = Config { depth: 7, mode: Mode::Paged(512), mac: [2, 0, 0, 0, 0, 1] };

pub struct Queue<N: Is<&'static str>, L: Is<u32>, C: Is<Config>>(PhantomData<(N, L, C)>);

impl<N: Is<&'static str>, L: Is<u32>, C: Is<Config>> Queue<N, L, C> {
    #[inline(always)]
    fn line(&self, at: u32) -> u32 {
        at + L::VALUE
    }

    #[inline(always)]
    fn depth(&self, at: u32) -> u32 {
        match C::VALUE.mode {
            Mode::Small => at,
            Mode::Paged(size) => at * size as u32,
        }
    }
}

type Eth = Queue<c!("kelson-eth0"), c!(40u32), c!(Config: CONFIG)>;

#[no_mangle]
pub extern "C" fn scalar(of: &Eth, at: u32) -> u32 {
    of.line(at)
}

#[no_mangle]
pub extern "C" fn plain_scalar(_: &(), at: u32) -> u32 {
    at + 40
}

#[no_mangle]
pub extern "C" fn field(of: &Eth, at: u32) -> u32 {
    of.depth(at)
}

#[no_mangle]
pub extern "C" fn plain_field(_: &(), at: u32) -> u32 {
    at * 512
}

#[no_mangle]
pub extern "C" fn array(at: usize) -> u8 {
    const MAC: [u8; 6] = <c!(Config: CONFIG)>::VALUE.mac;
    MAC[at & 3]
}

#[no_mangle]
pub extern "C" fn plain_array(at: usize) -> u8 {
    const MAC: [u8; 6] = CONFIG.mac;
    MAC[at & 3]
}

/// A parameter as an argument is none.
#[no_mangle]
pub extern "C" fn by_argument(of: Eth, at: u32) -> u32 {
    of.line(at)
}

#[no_mangle]
pub extern "C" fn plain_by_argument(at: u32) -> u32 {
    at + 40
}

#[no_mangle]
pub extern "C" fn chosen() {
    if <c!(bool: CONFIG.depth > 8)>::VALUE {
        core::hint::black_box(0);
    }
}

#[no_mangle]
pub extern "C" fn text(len: &mut usize) -> *const u8 {
    fn name<N: Is<&'static str>>() -> &'static str {
        N::VALUE
    }
    *len = name::<c!("kelson-eth0")>().len();
    name::<c!("kelson-eth0")>().as_ptr()
}
