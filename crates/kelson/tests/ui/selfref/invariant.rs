// Only a type that may be given out with a shorter lifetime can be borrowed in place.
use kelson::for_lt;
use std::cell::Cell;

for_lt!(CellLt = for<'t> Cell<&'t str>); //~ ERROR: lifetime may not live long enough
for_lt!(NearMiss = for<'t> Option<&'t str>);

fn main() {}
