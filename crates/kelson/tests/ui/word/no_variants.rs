// Of an enum without variants there is no value.

#[derive(kelson::Word)]
enum Bad {} //~ ERROR: `Bad` has no variants, and so no word

fn main() {}
