// Each way to write a condition wrong says how it is written.
use kelson::when;

#[when] //~ ERROR: expected a condition on the configuration
fn a() {}

#[when(CONFIG_A = 3)] //~ ERROR: expected a string after `CONFIG_A =`
fn b() {}

#[when(CONFIG_A >= "3")] //~ ERROR: expected an integer
fn c() {}

#[when(CONFIG_RUSTC_VERSION >= 1.79)] //~ ERROR: expected an integer
fn d() {}

#[when(64 <= CONFIG_A)] //~ ERROR: expected the name of a configuration option
fn e() {}

#[when(version("1.79"))] //~ ERROR: `version(..)` is not a condition on the configuration
fn f() {}

#[when(CONFIG_A & CONFIG_B)] //~ ERROR: expected `&&`, `||` or the end of the condition
fn g() {}

#[when(CONFIG_A >= CONFIG_B)] //~ ERROR: expected an integer
fn h() {}

#[when(not(CONFIG_A, CONFIG_B))] //~ ERROR: expected `&&`, `||` or the end of the condition
fn i() {}

#[when(CONFIG_A >= 3u8)] //~ ERROR: expected an integer
fn j() {}

fn main() {
    (a(), b(), c(), d(), e(), f(), g(), h(), i(), j());
}
