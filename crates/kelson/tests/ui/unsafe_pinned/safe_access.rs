// Whoever reads or writes the value answers for it.
use kelson::UnsafePinned;

fn main() {
    let count = UnsafePinned::new(5);
    // SAFETY: there is nobody else.
    let seen = unsafe { *count.get() };
    assert_eq!(seen, 5);
    let seen = *count.get(); //~ ERROR: dereference of raw pointer is unsafe
    assert_eq!(seen, 5);
}
