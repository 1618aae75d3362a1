// An initializer that can fail takes `<-?`.
use kelson::build;
use kelson::init::{lazy, Init, InPlace, Uninit};

struct Port {
    number: u16,
    open: bool,
}

fn open() -> impl Init<bool, i32> {
    lazy(|_: Uninit<'_, bool>| Err(5))
}

fn port(out: Uninit<'_, Port>) -> Result<InPlace<'_, Port>, i32> {
    Ok(build!(out => Port, |p| {
        p.number = 80;
        if p.number > 1024 {
            p.open <-? open();
        } else {
            p.open <- open(); //~ ERROR: this initializer can fail
        }
    }))
}

fn main() {
    let _ = port;
    let _ = |port: Port| (port.number, port.open);
}
