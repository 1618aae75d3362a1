// A value is what a literal of the same values would be, and a place is written as by hand.
//@ same: value literal
//@ lacks: value memcpy
//@ same: early literal_early
//@[23] same: placed by_hand
//@ lacks: placed memcpy
#![crate_type = "lib"]
use kelson::build;
use kelson::init::{build_at, zeroed, InPlace, Uninit};

pub struct Frame {
    kind: u32,
    flags: u32,
    payload: [u64; 4],
    length: usize,
}

#[no_mangle]
pub extern "C" fn value(kind: u32, payload: &[u64; 4]) -> Frame {
    build!(Frame, |f| {
        f.kind = kind;
        if kind == 0 {
            f.flags = 1;
        } else {
            f.flags = kind * 3;
        }
        f.payload = *payload;
        f.length = f.payload.len();
    })
}

#[no_mangle]
pub extern "C" fn literal(kind: u32, payload: &[u64; 4]) -> Frame {
    let flags = if kind == 0 { 1 } else { kind * 3 };
    Frame { kind, flags, payload: *payload, length: payload.len() }
}

#[no_mangle]
pub extern "C" fn early(kind: u32) -> u32 {
    let build = || {
        let built = build!(Frame, |f| {
            f.kind = kind;
            f.flags = kind.checked_mul(3)?;
            f.payload = [0; 4];
            f.length = 0;
        });
        Some(built)
    };
    build().map_or(0, |built: Frame| built.flags + built.kind)
}

#[no_mangle]
pub extern "C" fn literal_early(kind: u32) -> u32 {
    kind.checked_mul(3).map_or(0, |flags| flags + kind)
}

pub struct Large {
    kind: u32,
    flags: u32,
    payload: [u64; 4096],
}

fn large(out: Uninit<'_, Large>, kind: u32) -> Result<InPlace<'_, Large>, ()> {
    Ok(build!(out => Large, |l| {
        l.kind = kind;
        l.payload <- zeroed();
        if kind > 9 {
            return Err(());
        }
        l.flags = kind + 1;
    }))
}

#[no_mangle]
pub unsafe extern "C" fn placed(at: *mut Large, kind: u32) -> bool {
    build_at(at, |out| large(out, kind)).is_ok()
}

#[no_mangle]
pub unsafe extern "C" fn by_hand(at: *mut Large, kind: u32) -> bool {
    (&raw mut (*at).kind).write(kind);
    (&raw mut (*at).payload).write_bytes(0, 1);
    if kind > 9 {
        return false;
    }
    (&raw mut (*at).flags).write(kind + 1);
    true
}
