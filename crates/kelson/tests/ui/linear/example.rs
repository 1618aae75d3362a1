// The example of the book's page.
//@run
//@compile-flags: -Cpanic=abort
use kelson::{linear, Linear};

linear! {
    /// How a transaction ends.
    pub Ended: "a transaction ends by `commit` or `roll_back`";
}

/// Changes that are made together or not at all.
pub struct Transaction {
    changes: Linear<Vec<u32>, Ended>,
}

impl Transaction {
    pub fn begin() -> Self {
        Transaction { changes: Linear::new(Vec::new()) }
    }

    pub fn write(&mut self, value: u32) {
        self.changes.push(value);
    }

    pub fn commit(self, disk: &mut Vec<u32>) {
        disk.append(&mut self.changes.consume());
    }

    pub fn roll_back(self) {
        self.changes.consume();
    }
}

fn update(disk: &mut Vec<u32>, value: u32) -> Result<(), String> {
    let mut transaction = Transaction::begin();
    transaction.write(value);
    if disk.contains(&value) {
        // Without this line the program does not build.
        transaction.roll_back();
        return Err(format!("there is a {value} already"));
    }
    transaction.commit(disk);
    Ok(())
}

fn main() {
    let mut disk = Vec::new();
    assert!(update(&mut disk, 7).is_ok() && update(&mut disk, 7).is_err());
    assert_eq!(disk, [7]);
}
