// SPDX-License-Identifier: MIT OR Apache-2.0

//! Entries of a list, to which C writes while Rust has a reference to the struct around.

use core::pin::{
    pin,
    Pin, //
};
use kelson::UnsafePinned;
use kernel::{
    bindings::list_head,
    prelude::*, //
};

// Defined in `unsafe_pinned.c`.
unsafe extern "C" {
    fn kelson_list_init(head: *mut list_head);
    fn kelson_list_add(entry: *mut list_head, head: *mut list_head);
    fn kelson_list_del(entry: *mut list_head);
}

struct Request {
    sector: u64,
    list: UnsafePinned<list_head>,
}

impl Request {
    fn new(sector: u64) -> Self {
        Request {
            sector,
            list: UnsafePinned::new(list_head::default()),
        }
    }

    fn init(self: Pin<&mut Self>) {
        // SAFETY: the entry is pinned with `self`.
        unsafe { kelson_list_init(self.list.get()) };
    }

    fn next(&self) -> *mut list_head {
        // SAFETY: it is initialized, and this is one thread.
        unsafe { (*self.list.get()).next }
    }

    /// Puts `other` behind `self`, and tells what was there before and is there now. The one and
    /// only reference to `self` is the argument, and C writes behind it.
    fn append(self: Pin<&mut Self>, other: *mut list_head) -> (*mut list_head, *mut list_head) {
        let before = self.next();
        // SAFETY: both entries are initialized, pinned, and in use by this thread only.
        unsafe { kelson_list_add(other, self.list.get()) };
        (before, self.next())
    }
}

cases! { unsafe_pinned:
    fn c_writes_while_rust_has_a_mutable_reference() {
        let mut first = pin!(Request::new(8));
        let mut second = pin!(Request::new(16));
        first.as_mut().init();
        second.as_mut().init();
        let (head, entry) = (first.list.get(), second.list.get());
        let seen = first.as_mut().append(entry);
        expect!(seen == (head, entry));
        expect!(second.next() == head);
        // SAFETY: the entry is in a list, of which this thread has all the entries.
        unsafe { kelson_list_del(entry) };
        expect!(first.next() == head && second.next() == entry);
        expect_eq!(first.sector + second.sector, 24);
    }

    fn it_is_laid_out_as_the_value() {
        expect_eq!(size_of::<UnsafePinned<list_head>>(), size_of::<list_head>());
        expect_eq!(size_of::<Option<UnsafePinned<bool>>>(), 2);
    }
}
