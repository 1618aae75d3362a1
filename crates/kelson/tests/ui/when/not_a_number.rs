// A name that is set to text cannot be compared; one that is not set can.
//@compile-flags: @crates/kelson/tests/ui/when/rustc_cfg
use kelson::when;

#[when(CONFIG_LOCALVERSION >= 3)] //~ ERROR: `CONFIG_LOCALVERSION` is set to "-rc1"
fn a() {}

#[when(CONFIG_SMP > 0)] //~ ERROR: `CONFIG_SMP` is set to "y"
fn b() {}

#[when(target_os == 3)] //~ ERROR: `target_os` is set by rustc
fn c() {}

#[when(CONFIG_UNSET >= 3)]
fn a() {}

fn main() {
    a();
    b();
    c();
}
