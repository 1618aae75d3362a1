//@run
use core::marker::PhantomData;
use core::mem::MaybeUninit;
use kelson::{offset_of_val, project, Project, Projectable, SliceHandle};

#[repr(C)]
#[derive(Clone, Copy)]
struct Descriptor {
    address: u64,
    length: (u16, u16),
}

struct Ring {
    head: u32,
    slots: [Descriptor; 4],
}

/// Memory that the processor shares with a device.
struct Coherent<'a, T: ?Sized>(*mut T, PhantomData<&'a mut T>);

impl<T: ?Sized> Projectable for Coherent<'_, T> {
    type Target = T;
}

impl<'a, T: ?Sized, F: Copy + 'a> Project<F> for Coherent<'a, T> {
    type Output = Coherent<'a, F>;

    unsafe fn project(self, offset: usize) -> Coherent<'a, F> {
        // SAFETY: the part is in the same memory.
        Coherent(unsafe { self.0.byte_add(offset) }.cast(), PhantomData)
    }
}

// SAFETY: it is the length of the slice.
unsafe impl<T> SliceHandle for Coherent<'_, [T]> {
    fn len(&self) -> usize {
        self.0.len()
    }
}

impl<T: Copy> Coherent<'_, T> {
    fn read(self) -> T {
        // SAFETY: the memory is there for `'a`.
        unsafe { self.0.read_volatile() }
    }
}

fn main() {
    // Of what is not initialized yet, in safe code.
    let mut ring = MaybeUninit::<Ring>::uninit();
    project!(&mut ring, .head).write(7);
    project!(&mut ring, .slots[2].length.1).write(64);

    // Of raw pointers, valid or not; an index that only the running program knows gives an `Option`.
    let pointer: *const Ring = ring.as_ptr();
    let slot: *const Descriptor = project!(pointer, .slots[2]);
    for index in 0..8 {
        let found = project!(pointer, .slots[try: index]);
        assert_eq!(found == Some(slot), index == 2);
        assert_eq!(found.is_some(), index < 4);
    }

    // Of pointers of one's own.
    let mut memory = [Descriptor { address: 0x1000, length: (1, 2) }; 3];
    let mut shared = || Coherent(&raw mut memory[..], PhantomData);
    assert_eq!(project!(shared(), [try: 1].address).map(Coherent::read), Some(0x1000));
    assert!(project!(shared(), [try: 3].length.0).is_none());

    // The offset, of a value whose type need not be named.
    assert_eq!(offset_of_val!(memory, [1].length.1), 16 + 10);
}
