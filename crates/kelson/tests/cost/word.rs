// A match of a word is a mask and comparisons, as by hand with tag bits, and a payload's address is the word
// less its tag, as part of the access.
//@ same: matched matched_by_hand
// The LLVM of the oldest compiler finds a longer way to test for one variant; it has no more branches.
//@ >=1.95 same: is_leaf is_leaf_by_hand
//@ lacks: is_leaf j
//@[23] >=1.95 same: is_idle is_idle_by_hand
//@[s] >=1.95 same: is_idle is_idle_in_steps
//@ lacks: is_idle j
//@ same: written written_by_hand
//@ same: made made_by_hand
//@ same: made_number made_number_by_hand
//@ same: checked checked_by_hand
//@ same: xa_value xa_value_by_hand
//@ same: xa_to xa_to_by_hand
// A word is passed as a word, and goes to C and back for nothing.
//@ same: through through_by_hand
// None of this panics.
//@ absent: panic
// Where there is nothing to drop there is nothing to do.
//@ same: drop_borrowed nothing
//@ lacks: replaced call
#![crate_type = "lib"]
use core::ffi::c_void;
use core::hint::unreachable_unchecked;
use core::ptr;
use kelson::word::Uint;
use kelson::Word;

#[derive(kelson::Word)]
pub enum Node<'a> {
    Leaf(&'a mut u64),
    Inner(&'a mut u32),
    Value(u32),
    Idle,
    Busy,
}

#[no_mangle]
pub extern "C" fn matched(node: &Word<Node<'_>>) -> u64 {
    match node.as_ref() {
        NodeRef::Leaf(leaf) => *leaf,
        NodeRef::Inner(inner) => u64::from(*inner),
        NodeRef::Value(value) => u64::from(value),
        NodeRef::Idle => 7,
        NodeRef::Busy => 11,
    }
}

#[no_mangle]
pub unsafe extern "C" fn matched_by_hand(node: &*mut ()) -> u64 {
    let word = *node;
    match word.addr() & 3 {
        0 => *word.cast::<u64>(),
        1 => u64::from(*word.wrapping_byte_sub(1).cast::<u32>()),
        2 => (word.addr() >> 2) as u32 as u64,
        _ => match word.addr() >> 2 {
            0 => 7,
            1 => 11,
            _ => unreachable_unchecked(),
        },
    }
}

#[no_mangle]
pub extern "C" fn is_leaf(node: &Word<Node<'_>>) -> bool {
    matches!(node.as_ref(), NodeRef::Leaf(_))
}

#[no_mangle]
pub extern "C" fn is_leaf_by_hand(node: &*mut ()) -> bool {
    node.addr() & 3 == 0
}

#[no_mangle]
pub extern "C" fn is_idle(node: &Word<Node<'_>>) -> bool {
    matches!(node.as_ref(), NodeRef::Idle)
}

#[no_mangle]
pub extern "C" fn is_idle_by_hand(node: &*mut ()) -> bool {
    // Of the numbers above tag 3 there are 0 and 1 only.
    node.addr() & 7 == 3
}

#[no_mangle]
pub extern "C" fn is_idle_in_steps(node: &*mut ()) -> bool {
    node.addr() & 3 == 3 && node.addr() >> 2 == 0
}

#[no_mangle]
pub extern "C" fn written(node: &mut Word<Node<'_>>, value: u64) {
    if let NodeMut::Leaf(leaf) = node.as_mut() {
        *leaf = value;
    }
}

#[no_mangle]
pub unsafe extern "C" fn written_by_hand(node: &mut *mut (), value: u64) {
    if node.addr() & 3 == 0 {
        *node.cast::<u64>() = value;
    }
}

#[no_mangle]
pub extern "C" fn made(inner: &'static mut u32) -> Word<Node<'static>> {
    Node::Inner(inner).into()
}

#[no_mangle]
pub extern "C" fn made_by_hand(inner: &'static mut u32) -> *mut () {
    ptr::from_mut(inner).wrapping_byte_add(1).cast()
}

#[no_mangle]
pub extern "C" fn made_number(value: u32) -> Word<Node<'static>> {
    Node::Value(value).into()
}

#[no_mangle]
pub extern "C" fn made_number_by_hand(value: u32) -> *mut () {
    ptr::without_provenance_mut((value as usize) << 2 | 2)
}

/// Whether there is a word, and which one it is: null is a value that is none.
#[no_mangle]
pub extern "C" fn checked(node: &Option<Word<Node<'_>>>) -> u64 {
    match node.as_ref().map(|node| node.as_ref()) {
        None => 1,
        Some(NodeRef::Leaf(leaf)) => *leaf,
        Some(_) => 2,
    }
}

#[no_mangle]
pub unsafe extern "C" fn checked_by_hand(node: &*mut ()) -> u64 {
    if node.is_null() {
        1
    } else if node.addr() & 3 == 0 {
        *node.cast::<u64>()
    } else {
        2
    }
}

#[no_mangle]
pub unsafe extern "C" fn through(raw: *mut c_void) -> *mut c_void {
    Word::<Node<'_>>::from_raw(raw).into_raw()
}

#[no_mangle]
pub extern "C" fn through_by_hand(raw: *mut c_void) -> *mut c_void {
    raw
}

#[no_mangle]
pub extern "C" fn drop_borrowed(node: Word<Node<'_>>) {
    drop(node);
}

#[no_mangle]
pub extern "C" fn nothing(_: *mut ()) {}

#[no_mangle]
pub extern "C" fn replaced(node: &mut Word<Node<'_>>) {
    node.with_mut(|node| {
        if let Node::Value(value) = node {
            *value += 1;
        }
    });
}

/// The XArray's encoding.
#[derive(kelson::Word)]
pub enum Entry<'a> {
    #[tag(0b1)]
    Value(Uint<{ usize::BITS - 1 }>),
    #[tag(0b00)]
    Page(&'a u32),
}

#[no_mangle]
pub extern "C" fn xa_value(value: Uint<{ usize::BITS - 1 }>) -> Word<Entry<'static>> {
    Entry::Value(value).into()
}

#[no_mangle]
pub extern "C" fn xa_value_by_hand(value: usize) -> usize {
    value << 1 | 1
}

#[no_mangle]
pub extern "C" fn xa_to(entry: &Word<Entry<'_>>) -> usize {
    match entry.as_ref() {
        EntryRef::Value(value) => value.get(),
        EntryRef::Page(_) => usize::MAX,
    }
}

#[no_mangle]
pub extern "C" fn xa_to_by_hand(entry: &usize) -> usize {
    if entry & 1 != 0 {
        entry >> 1
    } else {
        usize::MAX
    }
}
