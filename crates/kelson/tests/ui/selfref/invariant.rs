// Only a type that may be given out with a shorter lifetime can be borrowed in place.
use kelson::for_lt;
use std::cell::Cell;

trait Name {}

for_lt!(CellLt = for<'t> Cell<&'t str>); //~ ERROR: lifetime may not live long enough
// A value of it may be coerced to the shorter lifetime, which is no more than a new value.
for_lt!(CoercedLt = for<'t> Cell<&'t dyn Name>); //~ ERROR: lifetime may not live long enough
for_lt!(NearMiss = for<'t> Option<&'t str>);
for_lt!(ObjectNearMiss = for<'t> Box<dyn Name + 't>);

fn main() {}
