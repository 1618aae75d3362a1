// A loop initializes a field as often as it runs.
use kelson::build;

struct Request {
    sector: u64,
    data: Vec<u8>,
    length: usize,
}

fn request(sectors: &[u64]) -> Request {
    build!(Request, |r| {
        loop {
            r.sector = sectors[0]; //~ ERROR: cannot assign twice to immutable variable `sector`
            if r.sector > 0 {
                break;
            }
        }
        r.data = vec![1, 2];
        r.length = 2;
    })
}

fn main() {
    let _ = request(&[1]).sector + request(&[2]).data.len() as u64 + request(&[3]).length as u64;
}
