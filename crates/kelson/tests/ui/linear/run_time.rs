// Where panics unwind, the check is made when the program runs.
//@run: 101
use kelson::{linear, Linear};

linear! {
    Ended: "a transaction ends by `commit` or `roll_back`";
}

fn main() {
    let transaction: Linear<u32, Ended> = Linear::new(7);
    if *transaction == 8 {
        transaction.consume();
    }
}
