// The place drops the value before the handler goes away, so the handler must be there first; and no reference to the
// value gets out.
//@no-rustfix
use kelson::init::{scoped_from_raw, with, ScopedInit};
use std::marker::{PhantomData, PhantomPinned};
use std::pin::Pin;

struct Registration<'a>(PhantomData<&'a ()>, PhantomPinned);

impl<'a> Registration<'a> {
    fn new(_: &'a dyn Fn()) -> impl ScopedInit<'a, Self> {
        let init = |slot: *mut Self| {
            unsafe { slot.write(Registration(PhantomData, PhantomPinned)) };
            Ok(())
        };
        unsafe { scoped_from_raw(init) }
    }
}

fn short_lived() {
    let init = {
        let local = 1;
        Registration::new(&|| drop(local)) //~ ERROR: temporary value dropped while borrowed
        //~^ ERROR: `local` does not live long enough
    };
    with(init, |_| ());
}

fn escapes<'x>(handler: &'x dyn Fn()) {
    let mut kept: Option<Pin<&mut Registration<'x>>> = None;
    with(Registration::new(handler), |registration| {
        kept = Some(registration); //~ ERROR: borrowed data escapes outside of closure
    });
    drop(kept);
}

fn moved(handler: &dyn Fn()) {
    with(Registration::new(handler), |mut registration| {
        let _: &mut Registration<'_> = &mut *registration; //~ ERROR: cannot borrow data in dereference
    });
}

fn main() {}
