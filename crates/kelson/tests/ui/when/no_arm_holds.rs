// A selection that selects nothing is an error, by whichever side it is found.
use kelson::cfg_select;

cfg_select! { //~ ERROR: no arm of this `cfg_select!` holds in this configuration
    CONFIG_A >= 3 => { fn a() {} }
}

cfg_select! { //~ ERROR: no arm of this `cfg_select!` holds in this configuration
    windows => { fn b() {} }
}

fn main() {
    let _: u32 = cfg_select!(windows => 1); //~ ERROR: no arm of this `cfg_select!` holds in this configuration
}
