// A field that no path initializes.
use kelson::build;

struct Request {
    sector: u64,
    data: Vec<u8>,
    length: usize,
}

fn request() -> Request {
    build!(Request, |r| { //~ ERROR: missing field `length` in initializer of `Request`
        r.sector = 8;
        r.data = vec![1, 2];
    })
}

fn main() {
    let _ = request().sector + request().data.len() as u64 + request().length as u64;
}
