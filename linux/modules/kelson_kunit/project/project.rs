// SPDX-License-Identifier: MIT OR Apache-2.0

//! Projections of the kernel's own types, and of a handle like that of a coherent allocation.

use core::{
    marker::PhantomData,
    mem::{offset_of, MaybeUninit},
    pin::Pin, //
};
use kelson::{
    offset_of_val,
    pinned,
    project,
    Project,
    Projectable,
    SliceHandle, //
};
use kernel::{
    bindings,
    prelude::*,
    types::Opaque, //
};

#[repr(C)]
#[derive(Clone, Copy)]
struct Descriptor {
    address: u64,
    length: (u16, u16),
    words: [u32; 3],
}

const DESCRIPTOR: Descriptor = Descriptor {
    address: 0x1000,
    length: (64, 1518),
    words: [1, 2, 3],
};

/// Memory that a device knows by another address. Accesses are volatile.
struct Coherent<'a, T: ?Sized> {
    cpu: *mut T,
    dma: bindings::dma_addr_t,
    memory: PhantomData<&'a mut ()>,
}

impl<T: ?Sized> Coherent<'_, T> {
    fn view(&self) -> Coherent<'_, T> {
        Coherent { ..*self }
    }
}

impl<T: Copy> Coherent<'_, T> {
    fn read(self) -> T {
        // SAFETY: the memory is there for as long as the handle, and filled.
        unsafe { self.cpu.read_volatile() }
    }

    fn write(self, value: T) {
        // SAFETY: as above.
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
            dma: self.dma + offset as bindings::dma_addr_t,
            memory: PhantomData,
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
    ($of:expr, $($path:tt)*) => {
        project!($of.view(), $($path)*).ok_or(ERANGE).map(|part| part.read())
    };
}

fn with_ring(test: impl FnOnce(Coherent<'_, [Descriptor]>)) -> Result {
    let mut memory = KVec::from_elem(DESCRIPTOR, 4, GFP_KERNEL)?;
    test(Coherent {
        cpu: &raw mut memory[..],
        dma: 0x8000_0000,
        memory: PhantomData,
    });
    Ok(())
}

#[pinned]
struct Queue {
    lengths: [u32; 2],
    name: &'static CStr,
}

cases! { project:
    fn a_coherent_ring() {
        let tested = with_ring(|ring| {
            if let Some(length) = project!(ring.view(), [try: 2].length.1) {
                expect_eq!(length.dma, 0x8000_0000 + 2 * size_of::<Descriptor>() as u64 + 10);
                length.write(9000);
            }
            expect_eq!(dma_read!(ring, [try: 2].length.1), Ok(9000));
            expect_eq!(dma_read!(ring, [try: 1].length.1), Ok(1518));
            expect_eq!(dma_read!(ring, [try: 3].words[2]), Ok(3));
            expect_eq!(dma_read!(ring, [try: 4].address), Err(ERANGE));
            let last = core::hint::black_box(3);
            expect_eq!(dma_read!(ring, [try: 0].words[try: last]), Err(ERANGE));
        });
        expect!(tested.is_ok());
    }

    fn fields_of_what_c_has_not_initialized_yet() {
        let list = Opaque::<bindings::list_head>::uninit();
        let head = list.get();
        for place in [project!(head, .next), project!(head, .prev)] {
            // SAFETY: it is a field of `list`.
            unsafe { place.write(head) };
        }
        // SAFETY: both fields have been written.
        let links = unsafe { head.read() };
        expect!(links.next == head && links.prev == head);

        let mut timer = MaybeUninit::<bindings::timer_list>::uninit();
        project!(&mut timer, .expires).write(5);
        // SAFETY: it has been written.
        expect_eq!(unsafe { project!(&timer, .expires).assume_init() }, 5);
    }

    fn offsets_are_those_of_the_language() {
        let nowhere: *const bindings::timer_list = core::ptr::null();
        expect_eq!(
            project!(nowhere, .entry.pprev).addr(),
            offset_of!(bindings::timer_list, entry.pprev)
        );
        expect_eq!(
            offset_of_val!(*nowhere, .expires),
            offset_of!(bindings::timer_list, expires)
        );
    }

    fn pinned_values() {
        let queue = KBox::pin(
            Queue {
                lengths: [1, 2],
                name: c"rx",
            },
            GFP_KERNEL,
        );
        let Ok(mut queue) = queue else {
            expect!(false);
            return;
        };
        let length: Pin<&mut u32> = project!(queue.as_mut(), .lengths[1]);
        *length.get_mut() += 5;
        let name: Pin<&&CStr> = project!(queue.as_ref(), .name);
        expect!(name.to_bytes() == b"rx");
        expect_eq!(queue.lengths, [1, 7]);
    }
}
