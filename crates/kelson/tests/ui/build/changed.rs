// A field is initialized once, and shared from then on.
use kelson::build;

struct Request {
    sector: u64,
    data: Vec<u8>,
    length: usize,
}

fn request(data: Vec<u8>) -> Request {
    build!(Request |r| {
        r.sector = 8;
        r.data = data;
        r.data.push(1); //~ ERROR: cannot borrow `data` as mutable
        r.length = r.data.len();
    })
}

fn main() {
    let _ = request(vec![]).sector + request(vec![]).data.len() as u64 + request(vec![]).length as u64;
}
