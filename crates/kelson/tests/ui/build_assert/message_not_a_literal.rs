// The message becomes part of a symbol, so it must be a literal.
use kelson::build_error;

const WHY: &str = "why";

fn main() {
    build_error!(WHY); //~ ERROR: no rules expected
}
