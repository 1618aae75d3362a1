// What is never chosen is a mistake.
use kelson::cfg_select;

fn main() {
    let _ = cfg_select! {
        _ => 1,
        unix => 2, //~ ERROR: this arm is never chosen
    };
    let _ = cfg_select!(unix 2); //~ ERROR: expected `=>` after the condition
}
