// What a type is not, rustc says: a packed field is no reference to its type, and padding is no one's.
//@no-rustfix

mod wire {
    use kelson::c_layout;

    #[c_layout(packed)]
    pub struct Header {
        pub kind: u8,
        pub length: u32,
        #[bits(3)]
        pub version: u8,
    }
}
use wire::Header;

fn main() {
    let mut header = Header::new(1, 2, 3);
    let length: &u32 = &header.length; //~ ERROR: mismatched types
    header.length = 5; //~ ERROR: mismatched types
    header.version = 2; //~ ERROR: attempted to take value of method `version`
    let _ = Header { kind: 1, length: 2.into() }; //~ ERROR: cannot construct `Header` with struct literal syntax due to private fields
}
