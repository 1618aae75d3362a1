// Every form works in a crate that forbids unsafe code and denies warnings, and leaves nothing for lints to say.
//@revisions: edition2021 edition2024
//@[edition2021] edition: 2021
//@[edition2024] edition: 2024
//@check-pass
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, unreachable_pub, unused_qualifications, missing_debug_implementations)]
#![deny(elided_lifetimes_in_paths, single_use_lifetimes, unused_results, non_ascii_idents, trivial_casts)]
#![allow(missing_debug_implementations)]
//! Documentation.
use kelson::init::{
    array, lazy, value, zeroed, Dropping, InPlace, Init, Lender, PinnedDrop, SelfRef, Uninit, Zeroable,
};
use kelson::{for_lt, init, pinned, stack};
use std::marker::PhantomPinned;
use std::pin::Pin;

/// Counters.
#[derive(Zeroable)]
pub struct Counters {
    frames: u64,
    errors: [u32; 8],
}

/// A type that names itself.
#[derive(Zeroable)]
pub struct Node<T> {
    /// The next one.
    pub next: *mut Self,
    /// What it holds.
    pub value: T,
}

/// A port.
#[pinned(drop)]
pub struct Port<'a, T: Clone, const N: usize = 2>
where
    T: Default,
{
    /// Its name.
    pub name: &'a str,
    values: [T; N],
    counters: Counters,
    #[cfg(all())]
    _pin: PhantomPinned,
    #[cfg(any())]
    never: std::cell::Cell<u8>,
}

impl<T: Clone + Default, const N: usize> PinnedDrop for Port<'_, T, N> {
    fn drop(self: Pin<&mut Self>, _: Dropping<Self>) {
        self.project().counters.frames = 0;
    }
}

/// A message.
#[pinned]
#[repr(u16)]
pub enum Message<T> {
    /// None.
    Empty = 3,
    /// Some.
    Values(T, u8),
    /// Named.
    Named {
        /// The port.
        value: T,
    },
}

for_lt!(
    /// Characters.
    pub StrLt = for<'t> &'t str
);

/// A text and its start.
#[pinned]
pub struct Text {
    start: SelfRef<StrLt>,
    text: Lender<String>,
}

/// Everything at once.
pub fn port<'a, T: Clone + Default>(name: &'a str, count: &'a str) -> impl Init<Port<'a, T>, std::num::ParseIntError> {
    init!(Port::<'a, T> {
        name,
        ref values <- array(|_| value(T::default())),
        _: assert_eq!(values.len(), 2),
        mut counters <- init!(Counters { frames: 1, ..zeroed() }),
        _: {
            counters.errors[0] = count.parse()?;
        },
        #[cfg(all())]
        _pin: PhantomPinned,
        #[cfg(any())]
        never <- nothing,
    })
}

/// A message in place.
pub fn message<'o, T>(out: Uninit<'o, Message<T>>, value: T, named: bool) -> InPlace<'o, Message<T>> {
    if named {
        init!(out => Message::Named { value })
    } else {
        init!(out => Message::Values(value, 1))
    }
}

/// A text in place.
pub fn text() -> impl Init<Text> {
    init!(Text {
        text <- Lender::new(value(String::from("text"))),
        start <- &text => |text, out| Ok(out.write(&text[..2])),
    })
}

fn run() -> Result<(), std::num::ParseIntError> {
    stack!(let port =? port::<u8>("port", "4"));
    assert_eq!((port.name, port.counters.frames, port.counters.errors[0]), ("port", 1, 4));
    assert_eq!(port.values, [0, 0]);
    stack!(let message = lazy(|out| Ok(message(out, 'm', true))));
    assert!(matches!(*message, Message::Named { value: 'm' }));
    stack!(let text = text());
    assert_eq!((*text.start.get(), &**text.text), ("te", "text"));
    stack!(let mut array: [_; 2] = init!([1, <- value(2)]));
    array[0] += 1;
    assert_eq!(*array, [2, 2]);
    Ok(())
}

fn main() {
    run().unwrap();
}
