// Every form of condition, with a response file as Kbuild passes one.
//@compile-flags: @crates/kelson/tests/ui/when/rustc_cfg
//@run
#![deny(warnings)]
use kelson::{cfg_select, if_cfg, when};

#[when(CONFIG_NR_CPUS >= 64 && CONFIG_SMP && !CONFIG_TINY)]
const A: u32 = 1;
#[when(!(CONFIG_NR_CPUS >= 64) || CONFIG_TINY)]
const A: u32 = not_even_resolved();

#[when(any(CONFIG_TINY, all(CONFIG_NR_CPUS == 64, not(CONFIG_NR_CPUS != 64),)))]
const B: u32 = 2;
#[when(CONFIG_PAGE_OFFSET == 0xffff_8880_0000_0000 && CONFIG_NEGATIVE < -4 && CONFIG_NEGATIVE > -6)]
const C: u32 = 3;
#[when(CONFIG_UNSET < 1 || CONFIG_UNSET >= 1 || CONFIG_UNSET != 1)]
const C: u32 = not_even_resolved();
#[when(CONFIG_SMP = "y" && CONFIG_LOCALVERSION = "-rc1" && true && !false)]
const D: u32 = 4;
#[when(target_os = "linux" && not(windows) && CONFIG_NR_CPUS <= 64)]
const E: u32 = 5;

struct Queues;

impl Queues {
    #[when(CONFIG_NR_CPUS > 32)]
    fn count(&self) -> u32 {
        16
    }
    #[when(!(CONFIG_NR_CPUS > 32))]
    fn count(&self) -> u32 {
        1
    }

    if_cfg!(CONFIG_SMP {
        fn lock(&self) -> u32 {
            1
        }
    } else {
        fn lock(&self) -> u32 {
            0
        }
    });
}

if_cfg!(CONFIG_NR_CPUS >= 1000 {
    const F: u32 = missing();
} else if unix {
    // Whether this holds only rustc knows.
    const F: u32 = 6;
    const G: u32 = 7;
} else {
    const F: u32 = missing();
});

cfg_select! {
    CONFIG_NR_CPUS < 8 => { compile_error!("not chosen"); }
    CONFIG_SMP && debug_assertions => { const H: u32 = 8; }
    CONFIG_SMP => { const H: u32 = 8; }
    _ => { compile_error!("not chosen"); }
}

fn main() {
    assert_eq!((A, B, C, D, E, F, G, H), (1, 2, 3, 4, 5, 6, 7, 8));
    assert_eq!(Queues.count() + Queues.lock(), 17);

    let known = if_cfg!(CONFIG_NR_CPUS == 64 { let a = 4; a + 5 } else { missing() });
    assert_eq!(known, 9);
    let left_to_rustc = if_cfg!(windows { missing() } else if CONFIG_SMP { 10 } else { missing() });
    assert_eq!(left_to_rustc, 10);
    let arm = cfg_select!(windows => missing(), CONFIG_TINY => missing(), _ => 11);
    assert_eq!(arm, 11);
    let mut ran = 0;
    if_cfg!(unix { ran += 1; });
    if_cfg!(CONFIG_TINY { ran += missing(); });
    if_cfg!(windows { ran += missing(); });
    if_cfg!(CONFIG_SMP { ran += 1; } else { ran = 0; });
    assert_eq!(ran, 2);
}
