//@run
use kelson::init::{Emplace, InPlace, Init, Uninit};
use kelson::{init, pinned};
use std::cell::Cell;
use std::marker::PhantomPinned;
use std::num::ParseIntError;

/// Knows its own address, as a list head or a wait queue of C does.
#[pinned]
struct List {
    next: Cell<*const List>,
    _pin: PhantomPinned,
}

impl List {
    fn new() -> impl Init<Self> {
        kelson::init::lazy(|out: Uninit<'_, Self>| {
            let this = out.as_ptr().cast_const();
            Ok(init!(out => List { next: Cell::new(this), _pin: PhantomPinned }))
        })
    }

    fn is_empty(&self) -> bool {
        std::ptr::eq(self.next.get(), self)
    }
}

#[pinned]
struct Driver {
    clients: List,
    buffer: [u8; 4096],
    lines: u32,
}

impl Driver {
    // An out parameter and ordinary control flow.
    fn new<'o>(out: Uninit<'o, Self>, lines: &str) -> Result<InPlace<'o, Self>, ParseIntError> {
        let lines = lines.parse()?;
        Ok(init!(out => Driver {
            ref clients <- List::new(),
            _: assert!(clients.is_empty()),
            mut buffer <- kelson::init::zeroed(),
            _: buffer[0] = 0xff,
            lines,
        }))
    }

    // The same for later, when there is a place; the error comes from the signature.
    fn lazy(lines: &str) -> impl Init<Self, ParseIntError> + '_ {
        init!(Driver {
            clients <- List::new(),
            buffer: [0; 4096],
            lines: lines.parse()?,
        })
    }
}

fn main() {
    let driver = Box::<Driver>::try_emplace(Driver::lazy("4")).unwrap();
    assert!(driver.clients.is_empty() && driver.lines == 4);
    let driver = Box::<Driver>::try_emplace(kelson::init::lazy(|out| Driver::new(out, "5"))).unwrap();
    assert!(driver.clients.is_empty() && driver.lines == 5 && driver.buffer[0] == 0xff);
    assert!(Box::<Driver>::try_emplace(Driver::lazy("four")).is_err());
}
