// SPDX-License-Identifier: MIT OR Apache-2.0

//! Initializers other than `init!`: arrays, slices, C functions, statics.

use super::log::{failing, node, take, Failed, Node};
use kelson::init::{
    array, build_at, collect, ffi_init, lazy, value, Emplace, ErrorCode, InPlace, Init, Pinned,
    StaticPlace, TooFew, Uninit, Vacant,
};
use kelson::{init, pinned};
use std::convert::Infallible;

#[test]
fn elements_that_were_built_are_dropped() {
    fn nodes<const N: usize>(fail_at: usize) -> impl Init<[Node; N], Failed> {
        array(move |index| {
            lazy(move |out: Uninit<'_, Node>| {
                if index == fail_at {
                    return out.try_init(failing(index as i32));
                }
                Ok(Node::new(out, ["a", "b", "c"][index]))
            })
        })
    }
    let failed = Box::<[Node; 3]>::try_emplace(nodes(2));
    assert_eq!(failed.err(), Some(Failed(2)));
    assert_eq!(take(), ["drop node a", "drop node b"]);
    let nodes = Box::<[Node; 3]>::try_emplace(nodes(9)).expect("9 is not reached");
    assert!(nodes.iter().all(Node::is_at_home));
    drop(nodes);
    assert_eq!(take().len(), 3);
}

#[test]
fn a_panic_drops_the_elements_that_were_built() {
    let panicked = std::panic::catch_unwind(|| {
        let _ = Box::<[Node; 3]>::emplace(array(|index| match index {
            1 => panic!("on purpose"),
            _ => node("element"),
        }));
    });
    assert!(panicked.is_err());
    assert_eq!(take(), ["drop node element"]);
}

#[test]
fn too_few_values_are_dropped() {
    use super::log::Part;
    let failed = Box::<[Part; 3]>::try_emplace(collect([Part("a"), Part("b")]));
    assert_eq!(failed.err(), Some(TooFew { found: 2 }));
    assert_eq!(take(), ["drop a", "drop b"]);
    let two = Box::<[Part; 2]>::try_emplace(collect(["a", "b", "c"].map(Part)));
    assert_eq!(take(), ["drop c"]);
    drop(two);
    assert_eq!(take(), ["drop a", "drop b"]);
}

#[pinned]
#[repr(C)]
struct Packet<T: ?Sized> {
    length: u32,
    owner: Node,
    payload: T,
}

#[test]
fn a_tail_of_any_length_is_built() {
    fn packet<'o>(
        out: Uninit<'o, Packet<[u16]>>,
        fail: bool,
    ) -> Result<InPlace<'o, Packet<[u16]>>, Failed> {
        Ok(init!(out => unsized Packet {
            length: 6,
            ref owner <- node("packet"),
            _: assert!(owner.is_at_home()),
            payload <-? array(|index| lazy(move |out: Uninit<'_, u16>| {
                if fail {
                    return Err(Failed(1));
                }
                Ok(out.write(index as u16))
            })),
        }))
    }
    for fail in [false, true] {
        let mut memory = std::mem::MaybeUninit::<Packet<[u16; 3]>>::uninit();
        let slot: *mut Packet<[u16]> = memory.as_mut_ptr();
        // SAFETY: the memory is a variable that is not moved, and the value is dropped below.
        let built = unsafe { build_at::<_, _, Pinned, _>(slot, |out| packet(out, fail)) };
        if !fail {
            // SAFETY: there is a value.
            let packet = unsafe { &*slot };
            assert_eq!((packet.length, &packet.payload), (6, &[0, 1, 2][..]));
            // SAFETY: it is dropped once.
            unsafe { slot.drop_in_place() };
        }
        assert_eq!(built.is_err(), fail);
        assert_eq!(take(), ["drop node packet"]);
    }
}

#[test]
fn c_functions_say_whether_they_failed() {
    #[repr(C)]
    struct Lock(usize);

    /// # Safety
    ///
    /// `lock` is a place for a lock.
    unsafe extern "C" fn nothing(lock: *mut Lock) {
        // SAFETY: the caller gives a place.
        unsafe { lock.write(Lock(1)) }
    }
    /// # Safety
    ///
    /// `lock` is a place for a lock.
    unsafe extern "C" fn status(lock: *mut Lock, flags: i32) -> i32 {
        if flags == 0 {
            // SAFETY: the caller gives a place.
            unsafe { lock.write(Lock(2)) }
        }
        flags
    }
    // SAFETY: the function fills the place.
    let lock = Box::<Lock>::emplace(unsafe { ffi_init(|lock| nothing(lock)) });
    assert_eq!(lock.0, 1);
    // SAFETY: the function fills the place if it returns 0.
    let lock = |flags| unsafe { ffi_init(move |lock| status(lock, flags)) };
    assert_eq!(Box::<Lock>::try_emplace(lock(0)).map(|lock| lock.0), Ok(2));
    let error: ErrorCode = Box::<Lock>::try_emplace(lock(-12)).map(|_| ()).unwrap_err();
    assert_eq!(error.get(), -12);
    // SAFETY: it builds nothing and says so.
    let failed = Box::<Lock>::try_emplace(unsafe { ffi_init(|_| Err(Failed(3))) });
    assert_eq!(failed.err(), Some(Failed(3)));
}

#[test]
fn a_static_is_filled_once() {
    static PLACE: StaticPlace<[u32; 8]> = StaticPlace::new();

    assert!(PLACE.get().is_none());
    let slot = PLACE.vacant().expect("nobody has it");
    assert!(PLACE.vacant().is_none(), "there is one slot at a time");
    let Err(((), slot)) = slot.attempt(lazy(|_: Uninit<'_, [u32; 8]>| Err(()))) else {
        panic!("it fails")
    };
    drop(slot);
    let filled = PLACE
        .vacant()
        .expect("it was given back")
        .init(value([3; 8]));
    assert!(std::ptr::eq(
        &*filled,
        &*PLACE.get().expect("it was filled")
    ));
    assert!(PLACE.vacant().is_none());
    let _: Result<(), Infallible> = Ok(());
}
