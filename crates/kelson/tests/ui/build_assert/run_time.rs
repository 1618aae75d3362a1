// Without optimization the condition is checked at run time, by a panic that carries it.
//@run: 101
use kelson::build_assert;

#[inline(always)]
fn offset(at: usize) -> usize {
    build_assert!(at < 0x100, "register offset outside the window");
    at
}

fn main() {
    offset(0x40);
    offset(0x100);
}
