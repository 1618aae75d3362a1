// The comma may be left out, and generic arguments are written as in a type.
//@check-pass
use kelson::build;

struct Pair<T> {
    left: T,
    right: T,
}

fn main() {
    let pair = build!(Pair<u8> |p| { p.left = 1; p.right = p.left + 1; });
    let same = build!(Pair::<u8>, |p| { p.right = pair.right; p.left = pair.left; });
    assert!(pair.left + pair.right == same.left + same.right);
}
