// Each form that is none says what one looks like.
use kelson::build;

struct Request {
    sector: u64,
}

fn main() {
    build!(); //~ ERROR: expected the name of a struct
    build!(Request { sector: 8 }); //~ ERROR: expected a name for the value between bars
    build!(Request |r| r.sector = 8); //~ ERROR: expected a block
    build!(Request |r| { r.sector = 8; } or 9); //~ ERROR: expected nothing after the block
    let place = ();
    build!(place => Request |mut r| { r.sector = 8; }); //~ ERROR: in a place, a field is initialized once and not changed
    let _ = Request { sector: 8 }.sector;
}
