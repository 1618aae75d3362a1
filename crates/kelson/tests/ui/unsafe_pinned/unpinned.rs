// What contains one is pinned for good: a pinned reference gives out no `&mut`.
use core::pin::{pin, Pin};
use kelson::UnsafePinned;

struct Request {
    sector: u64,
    links: UnsafePinned<usize>,
}

fn swap(first: Pin<&mut Request>, second: &mut Request) {
    core::mem::swap(first.get_mut(), second); //~ ERROR: `PhantomPinned` cannot be unpinned
}

fn main() {
    let mut other = Request { sector: 1, links: UnsafePinned::new(0) };
    let mut request = pin!(Request { sector: 0, links: UnsafePinned::new(0) });
    swap(request.as_mut(), &mut other);
    assert_eq!(request.sector, 1);
    assert_eq!(request.links.get(), other.links.get());
}
