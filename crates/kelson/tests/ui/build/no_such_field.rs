// A misspelt field.
use kelson::build;

struct Request {
    sector: u64,
    data: Vec<u8>,
    length: usize,
}

fn request(data: Vec<u8>) -> Request {
    build!(Request, |r| {
        r.sectr = 8; //~ ERROR: `sectr`
        //~^ ERROR: `sectr`
        r.length = data.len();
        r.data = data;
    })
}

fn main() {
    let _ = request(vec![]).sector + request(vec![]).data.len() as u64 + request(vec![]).length as u64;
}
