// The borrower is declared before the lender, so that it is dropped first.
use kelson::init::{value, InPlace, Init, Lender, SelfRef, Uninit};
use kelson::{for_lt, init, pinned};

for_lt!(StrLt = for<'t> &'t str);

fn borrow<'t, 'o>(text: &'t String, out: Uninit<'o, &'t str>) -> InPlace<'o, &'t str> {
    out.write(text)
}

#[pinned]
struct Wrong {
    text: Lender<String>,
    start: SelfRef<StrLt>,
}

fn wrong() -> impl Init<Wrong> {
    init!(Wrong {
        text <- Lender::new(value(String::new())),
        start <- &text => |text, out| Ok(borrow(text, out)), //~ E0599
    })
}

struct NotPinned {
    start: SelfRef<StrLt>,
    text: Lender<String>,
}

fn not_pinned() -> impl Init<NotPinned> {
    init!(NotPinned {
        text <- Lender::new(value(String::new())), //~ ERROR: `Lender<String>` has to stay where it is
        start <- &text => |text, out| Ok(borrow(text, out)), //~ E0599
        //~^ ERROR: `SelfRef<StrLt>` has to stay where it is
    })
}

#[pinned]
struct NearMiss {
    start: SelfRef<StrLt>,
    text: Lender<String>,
}

fn near_miss() -> impl Init<NearMiss> {
    init!(NearMiss {
        text <- Lender::new(value(String::new())),
        start <- &text => |text, out| Ok(borrow(text, out)),
    })
}

fn main() {}
