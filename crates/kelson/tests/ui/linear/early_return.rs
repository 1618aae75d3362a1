// A path on which the value is dropped, in a program whose panics abort.
//@compile-flags: -Cpanic=abort
use kelson::{linear, Linear};

linear! { //~ E0080
    /// How a transaction ends.
    pub Ended: "a transaction ends by `commit` or `roll_back`";
}

pub struct Transaction {
    changes: Linear<Vec<u32>, Ended>,
}

fn update(disk: &mut Vec<u32>, value: u32) -> Result<(), String> {
    let mut transaction = Transaction { changes: Linear::new(Vec::new()) };
    transaction.changes.push(value);
    if disk.contains(&value) {
        return Err(format!("there is a {value} already"));
    }
    disk.append(&mut transaction.changes.consume());
    Ok(())
}

fn main() {
    let _ = update(&mut Vec::new(), 7);
}
