// Before its fields are initialized there is no value, and the name stands for nothing else.
use kelson::build;

struct Request {
    sector: u64,
    data: Vec<u8>,
    length: usize,
}

fn print(_: &Request) {}

fn request(data: Vec<u8>) -> Request {
    build!(Request, |r| {
        r.sector = 8;
        r.length = data.len();
        print(&r); //~ ERROR: `r` is no value before all of its fields are initialized
        r.flush(); //~ ERROR: no method of `r` can be called before all of its fields are initialized
        let r = 5; //~ ERROR: `r` is no value before all of its fields are initialized
        r.data = data;
    })
}

fn main() {
    let _ = request(vec![]).sector + request(vec![]).data.len() as u64 + request(vec![]).length as u64;
}
