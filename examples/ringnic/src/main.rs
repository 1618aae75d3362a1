//! examples/ringnic
fn main() {}
