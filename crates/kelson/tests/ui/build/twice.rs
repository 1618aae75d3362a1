// A field that is initialized twice on one path.
use kelson::build;

struct Request {
    sector: u64,
    data: Vec<u8>,
    length: usize,
}

fn request(write: bool) -> Request {
    build!(Request, |r| {
        r.sector = 8;
        if write {
            r.data = vec![1, 2];
            r.length = 2;
        } else {
            r.data = Vec::new();
        }
        r.length = r.data.len(); //~ ERROR: cannot assign twice to immutable variable `length`
    })
}

fn main() {
    let _ = request(true).sector + request(false).data.len() as u64 + request(true).length as u64;
}
