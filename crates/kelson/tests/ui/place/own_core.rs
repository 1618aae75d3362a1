// A crate of the user's that is called `core`, a type called like the primitive one, or a field like a keyword does not
// change what the macros do.
//@run
#![forbid(unsafe_code)]
#![allow(non_camel_case_types)]
extern crate self as core;

pub mod mem {
    pub fn forget<T>(_dropped: T) {}
}
pub mod marker {
    pub trait Unpin {}
    pub trait Sized {}
    pub struct PhantomData;
}
pub mod ops {
    pub trait Drop {}
}

use kelson::init::{value, Dropping, Emplace, InPlace, Lender, PinnedDrop, SelfRef, Uninit, Zeroable};
use kelson::{build, init, pinned, stack};
use std::pin::Pin;
use std::sync::atomic::{AtomicU32, Ordering};

#[allow(dead_code)]
type u8 = std::primitive::u64;

#[pinned]
#[repr(u8)]
enum Mode {
    Off = Self::OFF,
    On(std::primitive::u8, Option<Box<Self>>),
}

impl Mode {
    const OFF: std::primitive::u8 = 7;
}

#[allow(dead_code)]
impl __Mode_Off {
    const OFF: std::primitive::u8 = 9;
}

#[derive(Zeroable)]
struct Counter {
    count: Option<Box<u32>>,
}

static DROPPED: AtomicU32 = AtomicU32::new(0);

#[pinned(drop)]
struct Port {
    name: String,
    counter: Counter,
    next: Option<Box<Self>>,
}

impl PinnedDrop for Port {
    fn drop(self: Pin<&mut Self>, _: Dropping<Self>) {
        DROPPED.fetch_add(1, Ordering::Relaxed);
    }
}

fn built(out: Uninit<'_, Port>) -> InPlace<'_, Port> {
    build!(out => Port, |port| {
        port.name = String::from("built");
        port.next = None;
        port.counter = Counter { count: None };
    })
}

kelson::for_lt!(NumberLt = for<'t> &'t u32);

// Names that are keywords, as C's are at times.
#[pinned]
struct r#await {
    r#ref: SelfRef<NumberLt>,
    r#type: Lender<u32>,
}

#[pinned]
#[repr(u8)]
enum Raw {
    r#Fn { r#in: u32 },
    #[allow(dead_code)]
    Other,
}

fn main() {
    stack!(let raw = init!(r#await {
        r#type <- Lender::new(value(4)),
        r#ref <- &r#type => |number, out| Ok(out.write(number)),
    }));
    assert_eq!(**raw.r#ref.get(), 4);
    stack!(let mut raw = init!(Raw::Fn { r#in: 5 }));
    assert!(matches!(raw.as_mut().project(), RawProjection::Fn { r#in } if *r#in == 5));

    let port = Box::<Port>::emplace(init!(Port {
        name: String::from("port"),
        counter <- kelson::init::zeroed(),
        next: None,
    }));
    assert!(port.name == "port" && port.counter.count.is_none() && port.next.is_none());
    drop(port);
    assert_eq!(Box::<Port>::emplace(init::lazy(|out| Ok(built(out)))).name, "built");
    assert_eq!(DROPPED.load(Ordering::Relaxed), 2);

    let off = Box::<Mode>::emplace(init!(Mode::Off {}));
    assert!(matches!(*off, Mode::Off));
    let on = Box::<Mode>::emplace(init!(Mode::On(5, None)));
    assert!(matches!(*on, Mode::On(5, None)));
}
