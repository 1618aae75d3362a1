// SPDX-License-Identifier: MIT OR Apache-2.0

//! The shapes of the page on coming from pin-init, after the move.

use kelson::init::{
    lazy, scoped, try_with, value, Emplace, InPlace, Init, Lender, ScopedInit, SelfRef, Uninit,
};
use kelson::{for_lt, init, pinned};
use std::cell::RefCell;
use std::marker::{PhantomData, PhantomPinned};

#[derive(Debug, PartialEq)]
struct Error(i32);

/// A device that is bound as long as it is borrowed.
struct Device {
    id: u32,
    handler: RefCell<Option<u32>>,
}

fn device(id: u32) -> Device {
    Device {
        id,
        handler: RefCell::new(None),
    }
}

struct Bar<'a>(&'a Device);

fn map(dev: &Device) -> Result<Bar<'_>, Error> {
    if dev.id == 0 {
        return Err(Error(-19));
    }
    Ok(Bar(dev))
}

/// Borrows from the device and from the registers, by one lifetime.
struct Gpu<'gpu> {
    dev: &'gpu Device,
    bar: &'gpu Bar<'gpu>,
    chip: u32,
}

impl<'gpu> Gpu<'gpu> {
    fn new(dev: &'gpu Device, bar: &'gpu Bar<'gpu>) -> impl Init<Self, Error> + 'gpu {
        init!(Gpu {
            dev,
            bar,
            chip: bar.0.id.checked_sub(2).ok_or(Error(-22))?,
        })
    }
}

for_lt!(GpuLt = for<'b> Gpu<'b>);

#[pinned]
struct Core<'bound> {
    gpu: SelfRef<GpuLt>,
    bar: Lender<Bar<'bound>>,
    serial: u32,
}

fn probe(dev: &Device) -> impl Init<Core<'_>, Error> {
    init!(Core {
        bar <- Lender::new(value(map(dev)?)),
        gpu <-? &bar => |bar, out| out.try_init(Gpu::new(dev, bar)),
        serial: 1,
    })
}

#[test]
fn a_field_borrows_from_another_and_from_the_device() {
    let dev = device(5);
    let core = Box::<Core<'_>>::try_emplace(probe(&dev)).unwrap_or_else(|_| panic!("it is there"));
    let gpu = core.gpu.get();
    assert_eq!((gpu.chip, core.serial), (3, 1));
    assert!(std::ptr::eq(gpu.bar, &*core.bar) && std::ptr::eq(gpu.dev, &dev));
    for (id, error) in [(0, -19), (1, -22)] {
        let dev = device(id);
        assert_eq!(
            Box::<Core<'_>>::try_emplace(probe(&dev)).err(),
            Some(Error(error))
        );
    }
}

/// Stays where it is.
#[pinned]
struct Locked {
    memory: Vec<u32>,
    _pin: PhantomPinned,
}

#[pinned]
struct Queue {
    address: usize,
    inner: Locked,
}

impl Queue {
    fn new<'o>(out: Uninit<'o, Self>, dev: &Device) -> Result<InPlace<'o, Self>, Error> {
        let bar = map(dev)?;
        let memory = vec![bar.0.id; 4];
        Ok(init!(out => Self {
            address: memory.as_ptr().addr(),
            inner <- init!(Locked { memory, _pin: PhantomPinned }),
        }))
    }
}

#[pinned]
struct Gsp {
    queue: Queue,
}

fn gsp(dev: &Device) -> impl Init<Gsp, Error> + '_ {
    init!(Gsp { queue <-? lazy(|out| Queue::new(out, dev)) })
}

#[test]
fn what_is_needed_first_is_computed_first() {
    let dev = device(7);
    let gsp = Box::<Gsp>::try_emplace(gsp(&dev)).unwrap_or_else(|_| panic!("it is there"));
    assert_eq!(gsp.queue.address, gsp.queue.inner.memory.as_ptr().addr());
    assert_eq!(gsp.queue.inner.memory, [7; 4]);
    let none = device(0);
    assert_eq!(
        Box::<Gsp>::try_emplace(self::gsp(&none)).err(),
        Some(Error(-19))
    );
}

/// Has its handler in it, which is built in place, and registers the whole when that is done.
#[pinned(drop)]
struct Registration<'a, T> {
    handler: T,
    dev: &'a Device,
    _pin: PhantomPinned,
    _of: PhantomData<&'a T>,
}

impl<'a, T: 'a> Registration<'a, T> {
    fn new(
        dev: &'a Device,
        irq: u32,
        handler: impl Init<T, Error> + 'a,
    ) -> impl ScopedInit<'a, Self, Error> {
        scoped(move |out| {
            Ok(init!(out => Self {
                handler <-? handler,
                dev,
                _pin: PhantomPinned,
                _of: PhantomData,
                _: if dev.handler.replace(Some(irq)).is_some() { return Err(Error(-16)) },
            }))
        })
    }
}

impl<T> kelson::init::PinnedDrop for Registration<'_, T> {
    fn drop(self: std::pin::Pin<&mut Self>, _: kelson::init::Dropping<Self>) {
        self.dev.handler.replace(None);
    }
}

#[test]
fn a_registration_ends_with_its_scope() {
    let dev = device(1);
    let both = try_with(Registration::new(&dev, 4, value_or(3)), |first| {
        assert_eq!(*dev.handler.borrow(), Some(4));
        let second = try_with(Registration::new(&dev, 5, value_or(3)), |_| ());
        (first.handler, second)
    });
    assert_eq!(both, Ok((3, Err(Error(-16)))));
    assert_eq!(*dev.handler.borrow(), None);
}

fn value_or(number: u32) -> impl Init<u32, Error> {
    value(number).map_err(|never| match never {})
}
