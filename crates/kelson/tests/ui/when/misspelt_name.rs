// A compared name spelt almost like a declared one: the error names that one.
//@compile-flags: @crates/kelson/tests/ui/when/rustc_cfg
use kelson::{if_cfg, when};

#[when(CONFIG_NR_CPU >= 64)] //~ ERROR: unknown configuration option `CONFIG_NR_CPU`
fn a() {}

fn main() {
    a();
    if_cfg!(CONFIG_PAGE_OFSET == 0 {}); //~ ERROR: unknown configuration option `CONFIG_PAGE_OFSET`
    if_cfg!(OTHER_NAME == 0 {});
}
