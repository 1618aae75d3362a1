// Only an enum has variants.

#[derive(kelson::Word)]
struct Bad(Box<u8>); //~ ERROR: `Word` cannot be derived for a struct

fn main() {
    let _ = Bad(Box::new(1)).0;
}
