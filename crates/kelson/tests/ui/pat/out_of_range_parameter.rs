// So is a constant that is a parameter, when a program is built of it.
//@error-in-other-file: evaluation
//@error-in-other-file: erroneous constant
//@error-in-other-file: evaluation
//@error-in-other-file: erroneous constant
use kelson::{pat, PowerOfTwo};

type Nice = pat!(i8 is -20..=19);

fn main() {
    let _ = (Nice::of::<19>(), PowerOfTwo::<u32>::of::<32>());
    let _ = Nice::of::<20>(); //~ NOTE: the above error
    let _ = PowerOfTwo::<u32>::of::<48>(); //~ NOTE: the above error
}
