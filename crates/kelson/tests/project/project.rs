// SPDX-License-Identifier: MIT OR Apache-2.0

//! What `project!` promises.

use core::cell::{Cell, UnsafeCell};
use core::marker::{PhantomData, PhantomPinned};
use core::mem::{offset_of, MaybeUninit};
use core::pin::{pin, Pin};
use core::ptr::NonNull;
use kelson::{offset_of_val, pinned, project, Offset, Project, Projectable, SliceHandle};

#[repr(C)]
#[derive(Clone, Copy)]
struct Ring {
    slots: [u16; 4],
    head: u64,
}

#[repr(C)]
#[derive(Clone, Copy)]
struct Device {
    id: u8,
    ring: Ring,
    nested: (u8, (u32, [u16; 2])),
    rings: [Ring; 3],
}

fn device() -> Device {
    let ring = Ring {
        slots: [1, 2, 3, 4],
        head: 9,
    };
    Device {
        id: 1,
        ring,
        nested: (5, (6, [7, 8])),
        rings: [ring; 3],
    }
}

#[test]
fn offsets_are_those_of_the_language() {
    let start: *const Device = core::ptr::null();
    assert_eq!(
        project!(start, .ring.head).addr(),
        offset_of!(Device, ring.head)
    );
    assert_eq!(
        project!(start, .nested.1.0).addr(),
        offset_of!(Device, nested.1 .0)
    );
    assert_eq!(
        project!(start, .rings[2].slots[3]).addr(),
        offset_of!(Device, rings) + 2 * size_of::<Ring>() + 6
    );
}

#[test]
fn raw_pointers_keep_their_kind() {
    let mut whole = device();
    let pointer: *mut Device = &mut whole;
    let head: *mut u64 = project!(pointer, .ring.head);
    // SAFETY: it points to a field of `whole`.
    unsafe { *head += 1 };
    let slot: *const u16 = project!(pointer.cast_const(), .rings[1].slots[3]);
    // SAFETY: as above.
    assert_eq!(unsafe { *slot }, 4);
    let tuple: NonNull<u16> = project!(NonNull::from(&mut whole), .nested.1.1[0]);
    // SAFETY: as above.
    assert_eq!(unsafe { tuple.read() }, 7);
    assert_eq!(whole.ring.head, 10);
}

#[test]
fn pointers_to_no_memory_are_projected_like_others() {
    let last = core::ptr::without_provenance_mut::<Ring>(usize::MAX - 7);
    assert!(project!(last, .head).is_null());
    // A `NonNull` cannot be null, wherever it points.
    let last = NonNull::new(last).unwrap();
    let _: NonNull<u64> = project!(last, .head);
    let head = project!(last, .head).as_ptr();
    assert_ne!(core::hint::black_box(head).addr(), 0);
    let dangling = NonNull::<Ring>::dangling();
    assert_eq!(project!(dangling, .head).addr().get(), 8 + 8);
}

#[test]
fn uninitialized_memory_is_filled_field_by_field() {
    let mut ring = MaybeUninit::<Ring>::uninit();
    project!(&mut ring, .slots).write([1, 2, 3, 4]);
    project!(&mut ring, .slots[1]).write(20);
    project!(&mut ring, .head).write(5);
    // SAFETY: it was written.
    assert_eq!(unsafe { project!(&ring, .slots[1]).assume_init() }, 20);
    // SAFETY: both fields were written.
    let ring = unsafe { ring.assume_init() };
    assert_eq!((ring.slots, ring.head), ([1, 20, 3, 4], 5));
}

#[test]
fn cells() {
    let cell = Cell::new(device());
    project!(&cell, .ring.slots[0]).set(11);
    project!(&cell, .nested.0).set(12);
    assert_eq!(cell.get().ring.slots, [11, 2, 3, 4]);
    assert_eq!(cell.get().nested.0, 12);
    let cell = UnsafeCell::new(device());
    // SAFETY: nothing else refers to it.
    unsafe { *project!(&cell, .id).get() = 2 };
    assert_eq!(cell.into_inner().id, 2);
}

#[pinned]
struct Node {
    links: [Link; 2],
    tag: u32,
}

#[pinned]
struct Link {
    next: Option<NonNull<Link>>,
    _pinned: PhantomPinned,
}

#[test]
fn pins() {
    const LINK: Link = Link {
        next: None,
        _pinned: PhantomPinned,
    };
    let mut node = pin!(Node {
        links: [LINK; 2],
        tag: 4,
    });
    *project!(node.as_mut(), .tag) += 1;
    let mut link: Pin<&mut Link> = project!(node.as_mut(), .links[1]);
    let next: Pin<&mut Option<NonNull<Link>>> = project!(link.as_mut(), .next);
    *next.get_mut() = Some(NonNull::dangling());
    let shared: Pin<&Option<NonNull<Link>>> = project!(node.as_ref(), .links[1].next);
    assert!(shared.is_some() && node.links[0].next.is_none());
    assert_eq!(*project!(node.as_ref(), .tag), 5);
    let found: Option<Pin<&mut Link>> = project!(node.as_mut(), .links[try: 1]);
    assert!(found.is_some_and(|link| link.next.is_some()));
}

#[test]
fn run_time_indices_are_checked() {
    let whole = device();
    let pointer: *const Device = &whole;
    let slot = |ring: usize, slot: usize| project!(pointer, .rings[try: ring].slots[try: slot]);
    for (ring, index, there) in [(0, 0, true), (2, 3, true), (3, 0, false), (0, 4, false)] {
        assert_eq!(slot(ring, index).is_some(), there, "{ring} {index}");
    }
    // SAFETY: the index is that of an element.
    assert_eq!(slot(2, 3).map(|slot| unsafe { *slot }), Some(4));
    assert_eq!(slot(usize::MAX, 0), None);
    assert_eq!(slot(0, usize::MAX / 2 + 1), None);
}

#[test]
fn the_index_may_be_any_expression() {
    fn find(of: *const Device, index: Option<usize>) -> Result<*const u16, &'static str> {
        let ring = || -> Result<usize, &'static str> { index.ok_or("no index") };
        project!(of, .rings[try: ring()?].slots[2]).ok_or("out of bounds")
    }
    let whole = device();
    assert!(find(&whole, Some(1)).is_ok());
    assert_eq!(find(&whole, Some(3)), Err("out of bounds"));
    assert_eq!(find(&whole, None), Err("no index"));

    // Pointer and indices are evaluated once, in order, and no index after one that is too large.
    let log = core::cell::RefCell::new(Vec::new());
    let say = |what: &'static str, value: usize| {
        log.borrow_mut().push(what);
        value
    };
    let pointer = || {
        log.borrow_mut().push("pointer");
        core::ptr::from_ref(&whole)
    };
    assert!(project!(pointer(), .rings[try: say("ring", 2)].slots[try: say("slot", 4)]).is_none());
    assert!(project!(pointer(), .rings[try: say("ring", 3)].slots[try: say("slot", 0)]).is_none());
    assert_eq!(
        log.into_inner(),
        ["pointer", "ring", "slot", "pointer", "ring"]
    );
}

#[test]
fn slices_know_their_length() {
    let rings = [device().ring; 3];
    let slice: *const [Ring] = &rings;
    assert!(project!(slice, [try: 2].slots[1]).is_some());
    assert!(project!(slice, [try: 3].slots[1]).is_none());
    assert!(project!(NonNull::from(&rings[..]), [try: 3]).is_none());
    assert!(project!(slice.cast_mut(), [try: 0].head).is_some());
    // A length that no object has is one that a raw pointer may have.
    let all = core::ptr::slice_from_raw_parts(core::ptr::null::<Ring>(), usize::MAX);
    assert!(project!(all, [try: usize::MAX - 1]).is_some());
}

struct Generic<T, const N: usize> {
    first: u8,
    all: [T; N],
}

fn last<T, const N: usize>(of: *const Generic<T, N>) -> *const T {
    project!(of, .all[N - 1])
}

#[test]
fn generic_types_and_constant_indices() {
    let of = Generic {
        first: 0,
        all: [1u64, 2, 3],
    };
    // SAFETY: it points to an element of `of`.
    assert_eq!(unsafe { *last(&of) }, 3);
    let borrowed = Generic {
        first: of.first,
        all: [&of.all],
    };
    // SAFETY: as above.
    assert_eq!(unsafe { *last(&borrowed) }, &of.all);
    macro_rules! field {
        ($of:expr, $name:ident, $index:expr) => {
            project!($of, .$name[$index])
        };
    }
    assert_eq!(field!(&raw const of, all, 1 + 1), last(&of));
}

#[test]
fn fields_of_unions_are_for_those_who_know() {
    union Word {
        all: u32,
        bytes: [u8; 4],
    }
    let word = Cell::new(Word { all: 0x0101_0101 });
    // SAFETY: both fields are valid for all values of the other.
    unsafe { project!(&word, .bytes[2]) }.set(5);
    // SAFETY: as above.
    assert_eq!(unsafe { word.into_inner().all }.count_ones(), 5);
}

#[test]
fn a_type_with_operators_has_fields_of_its_own() {
    struct Guard {
        inner: Box<Ring>,
        count: u32,
    }
    impl core::ops::Deref for Guard {
        type Target = Ring;
        fn deref(&self) -> &Ring {
            &self.inner
        }
    }
    let guard = Guard {
        inner: Box::new(device().ring),
        count: 3,
    };
    // SAFETY: it points to a field of `guard`.
    assert_eq!(unsafe { *project!(&raw const guard, .count) }, 3);
    assert_eq!(guard.head, 9);
}

#[test]
fn offsets_of_values() {
    let whole = device();
    let by_reference = &whole;
    let by_pointer: *const Device = core::ptr::null();
    assert_eq!(offset_of_val!(whole, .ring.head), 16);
    assert_eq!(
        offset_of_val!(*by_reference, .nested.1.1),
        offset_of!(Device, nested.1 .1)
    );
    assert_eq!(
        offset_of_val!(*by_pointer, .rings[1]),
        offset_of!(Device, rings) + 16
    );
    assert_eq!(offset_of_val!(whole.ring, .slots[try: 3]), Some(6));
    assert_eq!(offset_of_val!(whole.ring, .slots[try: 4]), None);
    // A local that is not initialized has a type, and that is enough for the offset of it.
    let cell = Cell::new(device());
    assert_eq!(
        project!(Offset::in_target_of(&&cell), .ring.slots[1]).bytes(),
        10
    );
}

/// A buffer that the processor and a device share: reads and writes are volatile, and the device
/// knows it by another address.
struct Coherent<'a, T: ?Sized> {
    cpu: *mut T,
    bus: u64,
    _borrow: PhantomData<&'a ()>,
}

impl<'a, T: ?Sized> Coherent<'a, T> {
    fn new(memory: &'a mut T, bus: u64) -> Self {
        Coherent {
            cpu: memory,
            bus,
            _borrow: PhantomData,
        }
    }

    fn view(&self) -> Coherent<'_, T> {
        Coherent {
            cpu: self.cpu,
            bus: self.bus,
            _borrow: PhantomData,
        }
    }
}

impl<T: Copy> Coherent<'_, T> {
    fn read(&self) -> T {
        // SAFETY: `cpu` is valid for the life of the handle.
        unsafe { self.cpu.read_volatile() }
    }

    fn write(&self, value: T) {
        // SAFETY: as in `read`.
        unsafe { self.cpu.write_volatile(value) }
    }
}

impl<T: ?Sized> Projectable for Coherent<'_, T> {
    type Target = T;
}

impl<'a, T: ?Sized, F> Project<F> for Coherent<'a, T> {
    type Output = Coherent<'a, F>;

    unsafe fn project(self, offset: usize) -> Coherent<'a, F> {
        Coherent {
            // SAFETY: by the requirement, the part is in the same memory.
            cpu: unsafe { self.cpu.byte_add(offset) }.cast(),
            bus: self.bus + offset as u64,
            _borrow: PhantomData,
        }
    }
}

// SAFETY: it is the length of the slice that the handle was made from.
unsafe impl<T> SliceHandle for Coherent<'_, [T]> {
    fn len(&self) -> usize {
        self.cpu.len()
    }
}

macro_rules! dma_read {
    ($of:expr, $($path:tt)*) => { project!($of.view(), $($path)*).map(|part| part.read()) };
}

#[test]
fn handles_of_users() {
    let mut memory = [device(); 2];
    let buffer = Coherent::new(&mut memory[..], 0x1_0000);
    let head = project!(buffer.view(), [try: 1].ring.head).unwrap();
    head.write(77);
    assert_eq!(head.bus, 0x1_0000 + (size_of::<Device>() + 16) as u64);
    assert_eq!(dma_read!(buffer, [try: 1].ring.head), Some(77));
    assert_eq!(dma_read!(buffer, [try: 0].nested.1.0), Some(6));
    assert_eq!(dma_read!(buffer, [try: 2].id), None);
    assert_eq!(memory[1].ring.head, 77);
}
