// SPDX-License-Identifier: MIT OR Apache-2.0

//! Values are written in parameters the same way everywhere.

use core::marker::PhantomData;
use kelson::c::{Text, ValueOf};
use kelson::{c, ConstParamTy, Is};

#[derive(Clone, Copy, PartialEq, Eq, ConstParamTy)]
#[repr(u16)]
enum Code {
    Low = 1,
    High = 0xff00,
}

#[derive(Clone, Copy, PartialEq, Eq, ConstParamTy)]
struct Config {
    depth: u32,
    code: Option<Code>,
    name: [u8; 3],
    size: usize,
}

const CONFIG: Config = Config {
    depth: 0x0102_0304,
    code: Some(Code::High),
    name: *b"eth",
    size: usize::MAX,
};
const MANY: [u32; 9] = [1, 2, 3, 4, 5, 6, 7, 8, 0x0102_0304];
const NAME: &str = "a name of more than sixteen letters";

/// Two types that are the same.
const fn same<T>(_: PhantomData<T>, _: PhantomData<T>) {}

// The numbers of a parameter do not depend on the order of bytes.
const _: () = same::<
    ValueOf<Config, 0x0102_0304, 1, 0xff00, 0x65, 0x74, 0x68, { usize::MAX as i128 }>,
>(PhantomData, PhantomData::<c!(Config: CONFIG)>);
const _: () = same::<
    ValueOf<
        [u32; 9],
        0x0000_0004_0000_0003_0000_0002_0000_0001,
        0x0000_0008_0000_0007_0000_0006_0000_0005,
        0x0102_0304,
    >,
>(PhantomData, PhantomData::<c!([u32; 9]: MANY)>);
const _: () = same::<
    Text<
        [u8],
        17,
        'a',
        'b',
        'c',
        'd',
        'e',
        'f',
        'g',
        'h',
        'i',
        'j',
        'k',
        'l',
        'm',
        'n',
        'o',
        'p',
        0x71,
    >,
>(PhantomData, PhantomData::<c!([u8]: b"abcdefghijklmnopq")>);
const _: () = same(
    PhantomData::<c!("a name of more than sixteen letters")>,
    PhantomData::<c!(str: NAME)>,
);

// And they come back.
const _: () = {
    let config = <c!(Config: CONFIG) as Is<Config>>::VALUE;
    assert!(config.depth == CONFIG.depth && config.size == CONFIG.size && config.name[2] == b'h');
    assert!(matches!(config.code, Some(Code::High)) && Code::Low as u16 == 1);
    let many = <c!([u32; 9]: MANY) as Is<[u32; 9]>>::VALUE;
    assert!(many[0] == 1 && many[8] == 0x0102_0304);
    let name = <c!(str: NAME) as Is<&str>>::VALUE.as_bytes();
    assert!(name.len() == NAME.len() && name[16] == b'h' && name[34] == b's');
};
