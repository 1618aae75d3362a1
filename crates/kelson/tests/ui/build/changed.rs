// A field is initialized once, and shared from then on, unless the value is `mut`.
use kelson::build;

struct Request {
    sector: u64,
    data: Vec<u8>,
    length: usize,
}

fn request(data: Vec<u8>) -> Request {
    build!(Request, |r| {
        r.sector = 8;
        r.data = data;
        r.data.push(1); //~ ERROR: cannot borrow `r_data` as mutable
        r.length = r.data.len();
    })
}

fn changed(data: Vec<u8>) -> Request {
    build!(Request, |mut r| {
        r.sector = 8;
        r.data = data;
        r.data.push(1);
        r.length = r.data.len();
    })
}

fn main() {
    let _ = changed(vec![]);
    let _ = request(vec![]).sector + request(vec![]).data.len() as u64 + request(vec![]).length as u64;
}
