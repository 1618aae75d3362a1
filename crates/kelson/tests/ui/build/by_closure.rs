// A closure may be called twice, so it initializes nothing.
//@no-rustfix
use kelson::build;

struct Request {
    sector: u64,
    data: Vec<u8>,
    length: usize,
}

fn request(data: Vec<u8>) -> Request {
    build!(Request, |r| {
        let mut set = || r.sector = 8; //~ E0594
        //~^ E0381
        set();
        r.length = data.len();
        r.data = data;
    })
}

fn main() {
    let _ = request(vec![]).sector + request(vec![]).data.len() as u64 + request(vec![]).length as u64;
}
