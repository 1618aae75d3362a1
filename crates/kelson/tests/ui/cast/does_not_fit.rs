// The value of a constant that does not fit is in the message.

use kelson::const_cast;

const PAGE_SIZE: usize = 65536;

fn main() {
    let _good = const_cast!(PAGE_SIZE - 1 => u16);
    let _ = const_cast!(PAGE_SIZE => u16); //~ ERROR: 65536 does not fit in `u16`, which is from 0 to 65535
    let _ = const_cast!(-1i32 => u8); //~ ERROR: -1 does not fit in `u8`, which is from 0 to 255
    let _ = const_cast!(u128::MAX => i128); //~ ERROR: 340282366920938463463374607431768211455 does not fit in `i128`
    let _ = const_cast!(i128::MIN => i8); //~ ERROR: -170141183460469231731687303715884105728 does not fit in `i8`
    let _ = const_cast!('€' => u8); //~ ERROR: 8364 does not fit in `u8`
}
