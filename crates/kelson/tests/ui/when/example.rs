// The example of the book's page.
//@compile-flags: @crates/kelson/tests/ui/when/rustc_cfg
//@run
use kelson::{cfg_select, if_cfg, when};

#[when(CONFIG_NR_CPUS >= 64 && CONFIG_SMP)]
const QUEUES: usize = 16;

#[when(!(CONFIG_NR_CPUS >= 64 && CONFIG_SMP))]
const QUEUES: usize = 1;

cfg_select! {
    CONFIG_NR_CPUS >= 1024 => {
        fn node() -> usize {
            numa_node_of_this_cpu() // not declared in this configuration, and need not be
        }
    }
    _ => {
        fn node() -> usize {
            0
        }
    }
}

fn main() {
    let base: u64 = if_cfg!(CONFIG_PAGE_OFFSET == 0xffff_8880_0000_0000 {
        4
    } else if target_pointer_width = "64" {
        5
    } else {
        0
    });
    assert_eq!((QUEUES, node(), base), (16, 0, 4));
}
