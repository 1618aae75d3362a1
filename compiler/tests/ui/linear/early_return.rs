// SPDX-License-Identifier: MIT OR Apache-2.0

//! What the page shows to be refused, also where no code is generated.

//@compile-flags: -K attributes=on --crate-type=lib --emit=metadata

#[kelsonc::linear("a transaction ends by `commit` or `roll_back`")]
pub struct Transaction {
    pub changes: Vec<u32>,
}

pub fn update(disk: &mut Vec<u32>, value: Result<u32, String>) -> Result<(), String> {
    let mut transaction = Transaction { changes: Vec::new() };
    transaction.changes.push(value?);
    if disk.contains(&7) {
        return Err("there is a 7 already".to_string());
    }
    disk.append(&mut { transaction.changes });
    Ok(())
} //~ ERROR: `transaction` is dropped here, and a `Transaction` must not be
