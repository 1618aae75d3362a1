// SPDX-License-Identifier: MIT OR Apache-2.0

//! What the page shows.

//@compile-flags: -K attributes=on
//@run

/// Changes that are made together or not at all.
#[kelsonc::linear("a transaction ends by `commit` or `roll_back`")]
pub struct Transaction {
    changes: Vec<u32>,
}

impl Transaction {
    pub fn begin() -> Self {
        Transaction { changes: Vec::new() }
    }

    pub fn write(&mut self, value: u32) {
        self.changes.push(value);
    }

    /// Takes it to pieces, which is an end.
    pub fn commit(self, disk: &mut Vec<u32>) {
        let Transaction { mut changes } = self;
        disk.append(&mut changes);
    }

    /// Lets it go, which is allowed here.
    #[kelsonc::consumes]
    pub fn roll_back(self) {}
}

fn update(disk: &mut Vec<u32>, value: u32) -> Result<(), String> {
    let mut transaction = Transaction::begin();
    transaction.write(value);
    if disk.contains(&value) {
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
