// What `align` accepts. Each file beside this one holds one mistake, and is named after it.
//@check-pass

fn main() {}
