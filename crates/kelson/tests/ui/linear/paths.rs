// The kernel's flags, and each path on which a value may be dropped: in a field, from an option that
// was emptied, when only one branch uses it up, and by `drop` itself.
//@compile-flags: -Cpanic=abort -Copt-level=2
use kelson::{linear, Linear};
use std::hint::black_box;

linear! { //~ E0080
    Field: "used up in a field";
}
linear! { //~ E0080
    Emptied: "say `Linear::expect_none` of the option";
}
linear! { //~ E0080
    OneBranch: "used up in the other branch too";
}
linear! { //~ E0080
    Dropped: "not dropped";
}
linear! {
    Used: "never said";
}

struct Owner {
    id: u32,
    token: Linear<u32, Field>,
}

fn field(owner: Owner) -> u32 {
    owner.id
}

fn emptied(mut option: Option<Linear<u32, Emptied>>) -> u32 {
    option.take().map_or(0, Linear::consume)
}

fn one_branch(linear: Linear<u32, OneBranch>, yes: bool) -> u32 {
    if yes { linear.consume() } else { 0 }
}

fn near_miss(linear: Linear<u32, Used>, early: bool) -> Result<u32, u32> {
    let option = if black_box(true) { Some(linear) } else { Some(Linear::new(linear.consume())) };
    match option {
        Some(linear) if early => Err(linear.consume()),
        Some(linear) => Ok(linear.consume()),
        None => Err(0),
    }
}

fn main() {
    let n = black_box(1);
    field(Owner { id: n, token: Linear::new(n) });
    emptied(Some(Linear::new(n)));
    one_branch(Linear::new(n), n == 2);
    drop(Linear::<_, Dropped>::new(n));
    let _ = near_miss(Linear::new(n), n == 2);
}
