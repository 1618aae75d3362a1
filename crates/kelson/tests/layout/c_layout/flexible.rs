// SPDX-License-Identifier: MIT OR Apache-2.0

//! Arrays at the end, of any length.

use core::mem::{offset_of, size_of};
use kelson::c_layout;

#[c_layout]
#[derive(Debug)]
pub struct Message {
    pub id: u64,
    pub len: u8,
    #[counted_by(len)]
    pub data: [u16],
}

#[test]
fn elements_follow_the_header() {
    assert_eq!(size_of::<Message>(), 16);
    assert_eq!(offset_of!(Message, data), 10);
    assert_eq!(Message::data_size(4), Some(24));
    assert_eq!(Message::data_size(usize::MAX), None);

    let mut memory = [0u64; 3];
    let message = memory.as_mut_ptr().cast::<Message>();
    // SAFETY: the memory is aligned for the record, and 24 bytes are enough for 4 elements.
    unsafe {
        message.write(Message::new(7, 4));
        let data = Message::data_slice_mut(message);
        data.copy_from_slice(&[1, 2, 3, 4]);
        assert_eq!(Message::data_slice(message), [1, 2, 3, 4]);
        assert_eq!(Message::data_ptr(message).addr(), message.addr() + 10);
        assert_eq!(format!("{:?}", &*message), "Message { id: 7, len: 4, .. }");
    }
    assert_eq!(memory[2].to_ne_bytes()[..2], 4u16.to_ne_bytes());
}

#[c_layout(packed)]
pub struct Tight {
    pub len: u16,
    pub kind: u8,
    pub rest: [u32],
}

#[test]
fn elements_of_a_packed_record_are_packed() {
    assert_eq!((size_of::<Tight>(), align_of::<Tight>()), (3, 1));
    let mut bytes = [0u8; 11];
    let tight = bytes.as_mut_ptr().cast::<Tight>();
    // SAFETY: the record needs no alignment, and has room for two elements.
    unsafe {
        Tight::rest_slice_mut(tight, 2)[1].set(0x0403_0201);
        assert_eq!(Tight::rest_slice(tight, 2)[1], 0x0403_0201);
    }
    assert_eq!(bytes[7..], 0x0403_0201u32.to_ne_bytes());
}

/// C has padding where the first elements are.
#[c_layout]
struct Early {
    len: u32,
    kind: u8,
    rest: [u8],
}

#[test]
fn elements_lie_in_the_padding_and_are_assigned_with_it() {
    assert_eq!((size_of::<Early>(), offset_of!(Early, rest)), (8, 5));
    let mut memory = [u64::MAX; 2];
    let early: *mut Early = memory.as_mut_ptr().cast();
    // SAFETY: the memory is aligned and large enough.
    unsafe { early.write(Early::new(5, 1)) };
    // SAFETY: as above, and behind the 5 bytes there are more than 5 of the memory.
    let rest = unsafe { Early::rest_slice(early, 5) };
    assert_eq!(rest, [0, 0, 0, 255, 255]);
}
