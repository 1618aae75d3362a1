// SPDX-License-Identifier: MIT OR Apache-2.0

//! Words where a pointer has 32 bits, and alignment leaves what it leaves.

use kelson::{
    word::{
        Tagged,
        Uint, //
    },
    Slot,
    Word, //
};

#[derive(kelson::Word)]
enum Node<'a> {
    Large(&'a u64),
    Small(&'a mut u32),
    Number(u16),
    Idle,
    Busy,
}

/// The XArray's encoding.
#[derive(kelson::Word)]
enum Entry<'a> {
    #[tag(0b1)]
    Value(Uint<{ usize::BITS - 1 }>),
    #[tag(0b00)]
    Page(&'a u32),
}

const _: () = {
    assert!(size_of::<Option<Word<Node<'static>>>>() == size_of::<usize>());
    assert!(size_of::<Option<Word<Entry<'static>>>>() == size_of::<usize>());
    assert!(Node::CODES[0].value == 0 && Node::CODES[3].width == 2);

    assert!(<u16 as Slot>::BITS == usize::BITS - 16);
    assert!(<u32 as Slot>::BITS == usize::BITS - 32);
    assert!(<Uint<31> as Slot>::BITS == usize::BITS - 31);
    assert!(<Uint<33> as Slot>::REFUSED.is_some() == (usize::BITS == 32));
    assert!(<&u32 as Slot>::BITS == 2);
    // Where `u64` is aligned to 4 bytes, as on i686, there are no more.
    assert!(<&u64 as Slot>::BITS == align_of::<u64>().trailing_zeros());
    assert!(Uint::<31>::MAX.get() == 0x7fff_ffff);
};
