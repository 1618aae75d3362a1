//@run
use core::pin::{pin, Pin};
use core::ptr::{addr_eq, null};
use kelson::UnsafePinned;

/// As in C: the neighbours of an entry write to it.
struct Links {
    next: *const Links,
    previous: *const Links,
}

struct Request {
    sector: u64,
    links: UnsafePinned<Links>,
}

impl Request {
    fn new(sector: u64) -> Self {
        Request {
            sector,
            links: UnsafePinned::new(Links { next: null(), previous: null() }),
        }
    }

    /// Puts `other` behind `self`.
    fn append(self: Pin<&mut Self>, other: Pin<&Self>) {
        let (first, second) = (self.links.get(), other.links.get());
        // SAFETY: both are pinned, so they stay where they are, and this is one thread. That there
        // is a `&mut` to the one does not matter: its links are `UnsafePinned`.
        unsafe {
            (*first).next = second;
            (*second).previous = first;
        }
    }

    fn next(&self) -> *const Links {
        // SAFETY: it is initialized, and this is one thread.
        unsafe { (*self.links.get()).next }
    }
}

fn main() {
    let mut first = pin!(Request::new(8));
    let second = pin!(Request::new(16));
    first.as_mut().append(second.as_ref());
    assert!(addr_eq(first.next(), second.links.get()));
    assert!(second.next().is_null());
    assert_eq!(first.sector + second.sector, 24);
}
