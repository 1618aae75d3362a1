// An enum has no fields that a path could name.
use kelson::project;

enum State {
    Idle,
    Busy(u32),
}

fn main() {
    let state: *const State = &State::Busy(1);
    let _count = project!(state, .Busy.0); //~ ERROR: no field `Busy` on type `State`
    let _idle = State::Idle;
}
