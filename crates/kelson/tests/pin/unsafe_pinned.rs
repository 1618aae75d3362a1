// SPDX-License-Identifier: MIT OR Apache-2.0

//! What `UnsafePinned` promises; what it does to references is in `tests/cost/unsafe_pinned.rs`.

use core::pin::{pin, Pin};
use kelson::UnsafePinned;

#[test]
fn it_is_laid_out_as_the_value_without_niches() {
    assert_eq!(size_of::<UnsafePinned<u32>>(), 4);
    assert_eq!(align_of::<UnsafePinned<u64>>(), align_of::<u64>());
    assert_eq!(size_of::<Option<bool>>(), 1);
    assert_eq!(size_of::<Option<UnsafePinned<bool>>>(), 2);
    assert_eq!(size_of::<UnsafePinned<()>>(), 0);
}

#[test]
fn every_pointer_is_one_to_the_value() {
    let mut pinned = pin!(UnsafePinned::new(1u32));
    let place = core::ptr::from_ref(&*pinned).cast::<u32>();
    assert_eq!(pinned.get().cast_const(), place);
    assert_eq!(pinned.as_mut().get_mut_pinned().cast_const(), place);
    assert_eq!(UnsafePinned::raw_get(&*pinned).cast_const(), place);
    let mut moved = UnsafePinned::from(2u32);
    let place = &raw mut moved;
    assert_eq!(UnsafePinned::raw_get_mut(place), place.cast());
    assert_eq!(moved.get_mut_unchecked(), place.cast());
    assert_eq!(moved.into_inner(), 2);
}

/// The node of a list, each of which points to the next in another's memory.
struct Node {
    value: u32,
    next: UnsafePinned<*const Node>,
}

#[test]
fn a_neighbour_may_write_while_there_is_a_mutable_reference() {
    fn relink(node: Pin<&mut Node>, write: impl FnOnce()) -> (*const Node, *const Node) {
        let next = node.next.get();
        // SAFETY: it is initialized, and this is one thread.
        let before = unsafe { next.read() };
        write();
        // SAFETY: as above.
        (before, unsafe { next.read() })
    }
    let mut node = pin!(Node {
        value: 1,
        next: UnsafePinned::new(core::ptr::null()),
    });
    let link = node.next.get();
    let other = Node {
        value: 2,
        next: UnsafePinned::default_null(),
    };
    let target: *const Node = &other;
    // SAFETY: the value is alive, and this is one thread.
    let seen = relink(node.as_mut(), || unsafe { link.write(target) });
    assert_eq!(seen, (core::ptr::null(), target));
    assert_eq!(node.value + other.value, 3);
}

trait DefaultNull {
    fn default_null() -> Self;
}

impl DefaultNull for UnsafePinned<*const Node> {
    fn default_null() -> Self {
        UnsafePinned::new(core::ptr::null())
    }
}

#[test]
fn it_is_a_value_like_others_before_it_is_pinned() {
    static IN_STATIC: UnsafePinned<u32> = UnsafePinned::new(7);
    // SAFETY: nobody writes to it.
    assert_eq!(unsafe { IN_STATIC.get().read() }, 7);
    let vector: Vec<UnsafePinned<String>> = vec![Default::default(), String::from("a").into()];
    assert_eq!(format!("{:?}", vector[1]), "UnsafePinned { .. }");
    let text: String = vector.into_iter().map(UnsafePinned::into_inner).collect();
    assert_eq!(text, "a");

    fn unsized_value(of: &UnsafePinned<[u8]>) -> *mut [u8] {
        of.get()
    }
    // SAFETY: `UnsafePinned` is transparent.
    let bytes: &UnsafePinned<[u8; 3]> = &UnsafePinned::new([1, 2, 3]);
    let slice = core::ptr::slice_from_raw_parts(bytes.get().cast::<u8>(), 3);
    // SAFETY: it is transparent, so a slice may be seen as one that is wrapped.
    let slice = unsafe { &*(slice as *const UnsafePinned<[u8]>) };
    assert_eq!(unsized_value(slice).len(), 3);
}
