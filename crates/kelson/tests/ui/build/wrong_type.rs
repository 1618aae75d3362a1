// A value of another type.
use kelson::build;

struct Request {
    sector: u64,
    data: Vec<u8>,
    length: usize,
}

fn request(data: Vec<u8>) -> Request {
    build!(Request, |r| {
        r.sector = "8"; //~ ERROR: mismatched types
        r.length = data.len();
        r.data = data;
    })
}

fn main() {
    let _ = request(vec![]).sector + request(vec![]).data.len() as u64 + request(vec![]).length as u64;
}
