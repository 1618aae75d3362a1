// Without braces there is no saying where the condition ends.
use kelson::if_cfg;

fn main() {
    let _ = if_cfg!(unix => 1); //~ ERROR: expected `{` and the code for this condition
    let _ = if_cfg!(unix { 1 } { 2 }); //~ ERROR: expected `else` or the end
    let _ = if_cfg!(unix { 1 } else 2); //~ ERROR: expected `{` and the code for this condition
}
