// The hint decides which call is on the straight path, and adds nothing else.
// (At opt-level s LLVM keeps the order of the source where that is shorter.)
//@[23] order: hot_first usual rare
//@[23] order: cold_last usual rare
#![crate_type = "lib"]

extern "C" {
    fn usual(value: u32) -> u32;
    fn rare(value: u32) -> u32;
}

#[no_mangle]
pub unsafe extern "C" fn hot_first(value: u32) -> u32 {
    if kelson::likely!(value > 100) { usual(value) + 1 } else { rare(value) + 2 }
}

#[no_mangle]
pub unsafe extern "C" fn cold_last(value: u32) -> u32 {
    if kelson::unlikely!(value <= 100) { rare(value) + 2 } else { usual(value) + 1 }
}
