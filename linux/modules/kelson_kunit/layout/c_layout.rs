// SPDX-License-Identifier: MIT OR Apache-2.0

//! Structs and bit-fields that C writes and Rust reads, and the reverse.

use core::mem::{
    offset_of,
    MaybeUninit, //
};
use kelson::{
    c_layout,
    static_assert,
    zerocopy, //
};
use kernel::{
    bindings,
    ffi,
    prelude::*, //
};

#[c_layout]
enum Mode {
    Off,
    On = 4,
}

#[c_layout(align(16))]
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Vector {
    lanes: [i32; 4],
}

#[c_layout(packed, align(64))]
#[derive(Clone, Copy, Debug)]
struct State {
    tag: u8,
    vector: Vector,
    #[align(8)]
    tail: u32,
    #[bits(3)]
    mode: Mode,
    #[bits(5)]
    delta: i32,
    #[bits(1)]
    busy: bool,
    #[bits(0)]
    __: u8,
    value: anon!(union {
        whole: u32,
        halves: [u16; 2],
    }),
    #[bits(59)]
    wide: u64,
    #[bits(27)]
    odd: i32,
}

#[c_layout]
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Bits {
    #[bits(3)]
    low: u32,
    #[bits(5)]
    sign: i32,
    #[bits(4)]
    __: u64,
    #[bits(60)]
    wide: u64,
    #[bits(0)]
    __: u16,
    #[bits(1)]
    last: u8,
}

#[c_layout]
struct Message {
    id: u64,
    len: u8,
    #[counted_by(len)]
    data: [u16],
}

#[repr(C)]
struct Layout {
    size: usize,
    align: usize,
    vector: usize,
    tail: usize,
    whole: usize,
    bits_size: usize,
    data: usize,
}

/// The flags of a `struct genl_family`.
#[c_layout]
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    zerocopy_derive::FromBytes,
    zerocopy_derive::IntoBytes,
    zerocopy_derive::Immutable,
)]
#[zerocopy(crate = "zerocopy")]
struct FamilyFlags {
    #[bits(1)]
    netnsok: u8,
    #[bits(1)]
    parallel_ops: u8,
}

// What bindgen makes of the same bit-fields is of the same bytes, and this is a constant, without `unsafe`.
static_assert!(size_of::<FamilyFlags>() == size_of::<bindings::__BindgenBitfieldUnit<[u8; 1]>>());
const FLAGS: [u8; 1] = zerocopy::transmute!(FamilyFlags::new(1, 1));

/// The start of a `struct genl_family`.
#[c_layout]
#[derive(Clone, Copy)]
struct FamilyStart {
    hdrsize: ffi::c_uint,
    name: [u8; 16],
    version: ffi::c_uint,
    maxattr: ffi::c_uint,
    #[bits(1)]
    netnsok: u8,
    #[bits(1)]
    parallel_ops: u8,
    n_ops: u8,
}

static_assert!(offset_of!(FamilyStart, n_ops) == offset_of!(bindings::genl_family, n_ops));

/// `struct boot_e820_entry`, as the firmware of a PC gives it.
#[cfg(CONFIG_X86)]
#[c_layout(packed)]
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct E820Entry {
    addr: u64,
    size: u64,
    kind: E820Type,
}

/// What firmware puts there may be none of these.
#[cfg(CONFIG_X86)]
#[c_layout]
#[derive(Default)]
enum E820Type {
    #[default]
    Ram = 1,
    Reserved,
    Acpi,
    Nvs,
}

// SAFETY: `c_layout.c` defines these, with the same types.
unsafe extern "C" {
    safe static kelson_layout: Layout;
    safe fn kelson_state_fill(state: &mut MaybeUninit<State>);
    safe fn kelson_state_check(state: &State) -> ffi::c_int;
    safe fn kelson_bits_fill(bits: &mut Bits);
    safe fn kelson_bits_check(bits: &Bits) -> ffi::c_int;
    fn kelson_message_sum(message: *const Message) -> u32;
    safe fn kelson_family_flags() -> usize;
    fn kelson_family_fill(start: *mut FamilyStart, size: usize);
}

// SAFETY: as above; both go through the first two entries.
#[cfg(CONFIG_X86)]
unsafe extern "C" {
    safe fn kelson_e820_size() -> usize;
    safe fn kelson_e820_fill(table: &mut [E820Entry; 2]);
    safe fn kelson_e820_end(table: &[E820Entry; 2], count: usize) -> u64;
}

cases! { c_layout:
    fn sizes_and_offsets_are_those_of_c() {
        expect_eq!(size_of::<State>(), kelson_layout.size);
        expect_eq!(align_of::<State>(), kelson_layout.align);
        expect_eq!(offset_of!(State, vector), kelson_layout.vector);
        expect_eq!(offset_of!(State, tail), kelson_layout.tail);
        expect_eq!(offset_of!(State, value.whole), kelson_layout.whole);
        expect_eq!(size_of::<Bits>(), kelson_layout.bits_size);
        expect_eq!(offset_of!(Message, data), kelson_layout.data);
    }

    fn c_writes_and_rust_reads() {
        let mut state = MaybeUninit::uninit();
        kelson_state_fill(&mut state);
        // SAFETY: C wrote all the bytes; any are a value of each member.
        let state = unsafe { state.assume_init() };
        expect_eq!(state.tag, 1);
        expect_eq!(state.vector.get().lanes, [2, 3, 4, 5]);
        expect_eq!(state.tail, 0x1122_3344);
        expect_eq!(state.mode(), Mode::On);
        expect_eq!(state.delta(), -16);
        expect!(state.busy());
        // SAFETY: C wrote this one.
        expect_eq!(unsafe { state.whole() }.get(), 0x5566_7788);
        expect_eq!(state.wide(), 0x5e3_77bb_97f4_a7c1);
        expect_eq!(state.odd(), -0x345_6789);
    }

    fn rust_writes_and_c_reads() {
        let halves = State_value { halves: [0x1234, 0x5678].into() };
        let vector = Vector::new([0, 0, 0, 7]);
        let mut state = State::new(6, vector, 0, Mode::Off, 15, false, halves, 0, 0);
        state.tail.set(0x99aa_bbcc);
        state.set_wide(0x123_4567_89ab_cdef);
        state.set_odd(0x234_5678);
        expect_eq!(kelson_state_check(&state), 1);
        state.set_delta(14);
        expect_eq!(kelson_state_check(&state), 0);
    }

    fn bit_fields_go_both_ways() {
        let mut bits = Bits::default();
        kelson_bits_fill(&mut bits);
        expect_eq!(bits, Bits::new(5, -3, 0xfed_cba9_8765_4321, 1));
        expect_eq!(kelson_bits_check(&Bits::new(2, 14, 0x123_4567_89ab_cdef, 0)), 1);
        expect_eq!(kelson_bits_check(&bits), 0);
    }

    fn an_array_at_the_end_goes_to_c() {
        let mut memory = [0u64; 4];
        let message = memory.as_mut_ptr().cast::<Message>();
        // SAFETY: the memory is aligned for the record and has room for 11 elements.
        unsafe {
            message.write(Message::new(7, 5));
            Message::data_slice_mut(message).copy_from_slice(&[1, 2, 3, 4, 500]);
            expect_eq!(kelson_message_sum(message), 510);
        }
    }

    fn flags_of_a_netlink_family() {
        expect_eq!(FLAGS, [3]);
        expect_eq!(kelson_family_flags(), offset_of!(FamilyStart, n_ops));
        let mut start = FamilyStart::new(0, [0; 16], 0, 0, 0, 0, 0);
        // SAFETY: it is the start of a `struct genl_family`, of which all bytes are a value.
        unsafe { kelson_family_fill(&mut start, offset_of!(FamilyStart, n_ops) + 1) };
        expect_eq!((start.netnsok(), start.parallel_ops(), start.n_ops), (0, 1, 4));
        expect_eq!(&start.name[..7], b"kelson\0");
    }

    fn the_memory_map_of_the_firmware() {
        #[cfg(CONFIG_X86)]
        {
            let mut table = [E820Entry::default(); 2];
            kelson_e820_fill(&mut table);
            expect_eq!(size_of::<E820Entry>(), kelson_e820_size());
            expect_eq!(table[0], E820Entry::new(0, 0x9_fc00, E820Type::Ram));
            // A type that no enum here knows, which a Rust enum could not hold.
            let kind = table[1].kind.get();
            expect!(!kind.is_known());
            expect_eq!(kind.raw(), 77);
            // A reference to a packed field, in an array of packed structs.
            let size = &mut table[1].size;
            size.set(size.get() + 0x1000);
            expect_eq!(kelson_e820_end(&table, 2), 0x100000 + 0x7ee1000);
        }
    }
}
