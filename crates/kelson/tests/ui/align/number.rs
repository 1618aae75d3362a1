// Of a number the language judges.
#[kelson::align(24)] //~ E0589
struct Number(u8);

#[kelson::align(0x4000_0000)] //~ E0589
struct Large(u8);

#[kelson::align(8)]
#[repr(packed)]
struct Packed(u8); //~ E0587

#[kelson::align(0x2000_0000)]
struct Largest(u8);

fn main() {}
