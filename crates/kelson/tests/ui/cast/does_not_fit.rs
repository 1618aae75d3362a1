// The value of a constant that does not fit is in the message.

use kelson::const_cast;

const PAGE_SIZE: usize = 65536;

fn main() {
    let _good = const_cast!(PAGE_SIZE - 1 => u16);
    let _ = const_cast!(PAGE_SIZE => u16); //~ E0080
    let _ = const_cast!(-1i32 => u8); //~ E0080
    let _ = const_cast!(u128::MAX => i128); //~ E0080
    let _ = const_cast!(i128::MIN => i8); //~ E0080
    let _ = const_cast!('€' => u8); //~ E0080
}
