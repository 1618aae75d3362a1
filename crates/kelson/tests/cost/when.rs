// What is not chosen leaves nothing behind.
//@ same: chosen plain
#![crate_type = "lib"]
use kelson::{cfg_select, if_cfg, when};

#[when(CONFIG_ABSENT >= 1)]
#[no_mangle]
pub static ABSENT: [u8; 4096] = [1; 4096];

#[no_mangle]
pub extern "C" fn chosen(value: u32) -> u32 {
    let a = if_cfg!(CONFIG_ABSENT >= 1 { value / 3 } else if unix { value } else { value * 5 });
    let b = cfg_select!(windows => missing(), CONFIG_ABSENT == 2 => missing(), _ => 7);
    a ^ b
}

#[no_mangle]
pub extern "C" fn plain(value: u32) -> u32 {
    value ^ 7
}
