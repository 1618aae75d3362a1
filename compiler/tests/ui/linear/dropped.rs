// SPDX-License-Identifier: MIT OR Apache-2.0

//! A value of a linear type is dropped in a function: on every path, on some, as a part of another.

//@compile-flags: -K attributes=on
//@[optimized] compile-flags: -O
//@revisions: plain optimized

#![allow(unused)]

#[kelsonc::linear("a transaction ends by `commit` or `roll_back`")]
pub struct Transaction {
    id: u32,
}

impl Transaction {
    fn begin() -> Self {
        Transaction { id: 1 }
    }

    #[kelsonc::consumes]
    fn commit(self) -> Result<u32, ()> {
        Ok(self.id)
    }

    #[kelsonc::consumes]
    fn roll_back(self) {}
}

fn at_the_end() {
    let transaction = Transaction::begin();
} //~ ERROR: `transaction` is dropped here, and a `Transaction` must not be

fn on_one_path(succeeds: bool) {
    let transaction = Transaction::begin();
    if succeeds {
        transaction.roll_back();
    }
} //~ ERROR: `transaction` is dropped here, and a `Transaction` must not be

fn by_question_mark(input: Result<u32, ()>) -> Result<u32, ()> {
    let transaction = Transaction::begin();
    let number = input?;
    transaction.commit()?;
    Ok(number)
} //~ ERROR: `transaction` is dropped here, and a `Transaction` must not be

fn by_return(number: u32) -> u32 {
    let transaction = Transaction::begin();
    if number == 0 {
        return number + 1;
    }
    transaction.roll_back();
    number
} //~ ERROR: `transaction` is dropped here, and a `Transaction` must not be

fn by_break() {
    loop {
        let transaction = Transaction::begin();
        if transaction.id == 3 {
            break;
        }
        transaction.roll_back();
    } //~ ERROR: `transaction` is dropped here, and a `Transaction` must not be
}

fn a_temporary() {
    Transaction::begin(); //~ ERROR: a `Transaction` is dropped here, and must not be
}

fn by_underscore() {
    let _ = Transaction::begin(); //~ ERROR: a `Transaction` is dropped here, and must not be
}

fn an_argument(_: Transaction) {} //~ ERROR: a `Transaction` is dropped here, and must not be

fn by_assignment() {
    let mut transaction = Transaction::begin();
    transaction = Transaction::begin(); //~ ERROR: `transaction` is dropped by this assignment
    transaction.roll_back();
}

fn in_a_field(job: &mut Job) {
    job.transaction = Transaction::begin(); //~ ERROR: a `Transaction` is dropped by this assignment
}

struct Job {
    name: String,
    transaction: Transaction,
}

fn with_what_holds_it(job: Job) {
    let Job { ref name, .. } = job;
} //~ ERROR: `job` is dropped here, with a `Transaction`, which must not be

fn what_is_left(job: Job) -> String {
    job.name
} //~ ERROR: a `Transaction` is dropped here, and must not be

fn in_an_option(transaction: Option<Transaction>) {
} //~ ERROR: `transaction` is dropped here, with a `Transaction`, which must not be

fn in_a_tuple() {
    let pair = (1, [Transaction::begin()]);
} //~ ERROR: `pair` is dropped here, with a `Transaction`, which must not be

fn in_a_box() {
    let boxed = Box::new(Transaction::begin());
} //~ ERROR: `boxed` is dropped here, with a `Transaction`, which must not be

fn in_a_vector() {
    let transactions = vec![Transaction::begin()];
} //~ ERROR: `transactions` is dropped here, with a `Transaction`, which must not be

fn in_a_closure() {
    let transaction = Transaction::begin();
    let borrow = move || drop(&transaction);
    borrow();
} //~ ERROR: `borrow` is dropped here, with a `Transaction`, which must not be

fn of_a_closure() {
    let end = |transaction: Transaction| (); //~ ERROR: `transaction` is dropped here
    end(Transaction::begin());
}

fn as_an_object() -> Box<dyn Send> {
    Box::new(Transaction::begin()) //~ ERROR: as `Box<dyn Send>` a `Transaction` would be dropped unseen
}

async fn of_an_async_function(transaction: Transaction) {
} //~ ERROR: `transaction` is dropped here, and a `Transaction` must not be

struct Bomb;

#[kelsonc::linear]
struct WithDrop(Bomb);

impl Drop for WithDrop {
    fn drop(&mut self) {
        panic!();
    }
}

fn one_that_has_a_drop() {
    let bomb = WithDrop(Bomb);
} //~ ERROR: `bomb` is dropped here, and a `WithDrop` must not be

#[kelsonc::linear]
enum Reply {
    None,
    Value(u32),
}

fn an_enum(reply: Reply) -> u32 {
    match reply {
        Reply::None => 0,
        Reply::Value(value) => value,
    }
} //~ ERROR: `reply` is dropped here, and a `Reply` must not be

fn of_a_generic_type<T>(pair: (T, Transaction)) -> T {
    pair.0
} //~ ERROR: a `Transaction` is dropped here, and must not be

fn main() {}
