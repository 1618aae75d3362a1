// What is named as the program's allocator has to be one.
enum Heap {}

kelson::allocator!(Heap); //~ E0277

fn main() {}
