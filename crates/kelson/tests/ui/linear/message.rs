// The message is a literal, for it becomes part of the program.
use kelson::linear;

const MESSAGE: &str = "end it";

linear! {
    Ended: MESSAGE; //~ ERROR: no rules expected
}

fn main() {}
