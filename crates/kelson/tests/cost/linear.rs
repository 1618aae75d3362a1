// A linear value is the value, and there is no code for a drop that does not happen.
//@ same: linear plain
//@ lacks: linear panic
//@ lacks: linear drop
#![crate_type = "lib"]
use kelson::{linear, Linear};

linear! {
    /// How a request ends.
    pub Ended: "a request ends by `complete`";
}

extern "C" {
    fn submit(request: u64) -> bool;
    fn complete(request: u64) -> u64;
}

// A foreign function does not unwind, so there is no path from it to a drop even where panics do.
#[no_mangle]
pub unsafe extern "C" fn linear(request: u64) -> u64 {
    let request: Linear<u64, Ended> = Linear::new(request);
    if submit(*request) {
        return request.consume();
    }
    complete(request.consume())
}

#[no_mangle]
pub unsafe extern "C" fn plain(request: u64) -> u64 {
    if submit(request) {
        return request;
    }
    complete(request)
}
