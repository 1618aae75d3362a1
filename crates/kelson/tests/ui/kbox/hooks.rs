// No macro that safe code can call gives the functions of one allocator without those of the other, or of two.
#![forbid(unsafe_code)]

kelson::allocator!(global);

kelson::__allocator_global_hooks! { kelson::alloc::Kmalloc }
//~^ E0433
kelson::__allocator_gets! { kelson::alloc::Kmalloc, malloc, realloc }
//~^ E0433

fn main() {}
