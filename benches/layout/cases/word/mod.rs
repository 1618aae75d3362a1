// SPDX-License-Identifier: MIT OR Apache-2.0

//! The same enum three times: as a word of kelson's, as enum-ptr's, and as the compiler lays it out.

use enum_ptr::{Compact, EnumPtr, ShiftUsize, Unit};
use kelson::Word;
use std::hint::black_box;

/// How many values the measurements go over, and how often. The few are in the first cache, and the
/// processor learns their order; of the many it learns nothing.
const SETS: [(&str, usize, usize); 2] = [("few", 512, 16), ("many", 32_768, 1)];

/// Reports the sizes, and the time per value.
pub fn measure(report: &mut dyn FnMut(&str, f64), least: &dyn Fn(&mut dyn FnMut()) -> f64) {
    report("kelson_word_size", size_of::<Option<Word<Plain>>>() as f64);
    report("peer_word_size", size_of::<Option<Compact<Peer>>>() as f64);
    report("plain_word_size", size_of::<Option<Plain>>() as f64);

    for (set, values, turns) in SETS {
        read(set, values, turns, report, least);
    }
}

fn read(
    set: &str,
    values: usize,
    turns: usize,
    report: &mut dyn FnMut(&str, f64),
    least: &dyn Fn(&mut dyn FnMut()) -> f64,
) {
    let recipes = recipes(values);
    let words: Vec<Word<Plain>> = recipes.iter().map(|of| Plain::from(*of).into()).collect();
    let peers: Vec<Compact<Peer>> = recipes.iter().map(|of| Peer::from(*of).into()).collect();
    let plains: Vec<Plain> = recipes.iter().map(|of| Plain::from(*of)).collect();
    let all: [(&str, &dyn Fn() -> u64); 3] = [
        ("kelson", &|| sum(&words, turns, kelson_word_match)),
        ("peer", &|| sum(&peers, turns, peer_word_match)),
        ("plain", &|| sum(&plains, turns, plain_word_match)),
    ];
    let wanted = all[0].1();
    for (name, sum) in all {
        // What does not do the same is not compared.
        assert_eq!(sum(), wanted, "{name}");
        let time = least(&mut || {
            black_box(sum());
        });
        report(&format!("{name}_word_{set}"), time / (turns * values) as f64);
    }
}

fn sum<T>(values: &[T], turns: usize, read: impl Fn(&T) -> u64) -> u64 {
    let mut sum = 0u64;
    for _ in 0..turns {
        for value in black_box(values) {
            sum = sum.wrapping_add(read(value));
        }
    }
    sum
}

/// By xorshift, from a fixed seed.
fn recipes(values: usize) -> Vec<Recipe> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        match state >> 62 {
            0 => Recipe::Large(state),
            1 => Recipe::Small(state as u32),
            2 => Recipe::Number(state as u32),
            _ => Recipe::Nothing,
        }
    };
    (0..values).map(|_| next()).collect()
}

/// What the values are made of, alike for all.
#[derive(Clone, Copy)]
pub enum Recipe {
    Large(u64),
    Small(u32),
    Number(u32),
    Nothing,
}

/// As it is, and in one word.
#[derive(kelson::Word)]
pub enum Plain {
    Large(Box<u64>),
    Small(Box<u32>),
    Number(u32),
    Nothing,
}

/// As enum-ptr wants it.
#[derive(EnumPtr)]
#[repr(C, usize)]
pub enum Peer {
    Large(Box<u64>),
    Small(Box<u32>),
    Number(ShiftUsize<2>),
    Nothing(Unit),
}

impl From<Recipe> for Plain {
    fn from(recipe: Recipe) -> Self {
        match recipe {
            Recipe::Large(value) => Plain::Large(Box::new(value)),
            Recipe::Small(value) => Plain::Small(Box::new(value)),
            Recipe::Number(value) => Plain::Number(value),
            Recipe::Nothing => Plain::Nothing,
        }
    }
}

impl From<Recipe> for Peer {
    fn from(recipe: Recipe) -> Self {
        match recipe {
            Recipe::Large(value) => Peer::Large(Box::new(value)),
            Recipe::Small(value) => Peer::Small(Box::new(value)),
            Recipe::Number(value) => Peer::Number(ShiftUsize::new(value as usize)),
            Recipe::Nothing => Peer::Nothing(Unit::new()),
        }
    }
}

/// Four pointers, for which enum-ptr has views as well.
#[derive(kelson::Word)]
pub enum Pointers {
    A(Box<u64>),
    B(Box<u32>),
    C(Box<i64>),
    D(Box<i32>),
}

#[derive(EnumPtr)]
#[enum_ptr(borrow)]
#[repr(C, usize)]
pub enum PeerPointers {
    A(Box<u64>),
    B(Box<u32>),
    C(Box<i64>),
    D(Box<i32>),
}

#[no_mangle]
pub fn kelson_word_match(word: &Word<Plain>) -> u64 {
    match word.as_ref() {
        PlainRef::Large(value) => *value,
        PlainRef::Small(value) => u64::from(*value),
        PlainRef::Number(value) => u64::from(value),
        PlainRef::Nothing => 1,
    }
}

#[no_mangle]
pub fn peer_word_match(word: &Compact<Peer>) -> u64 {
    word.map_ref(|peer| match peer {
        Peer::Large(value) => **value,
        Peer::Small(value) => u64::from(**value),
        Peer::Number(value) => value.get() as u64,
        Peer::Nothing(_) => 1,
    })
}

#[no_mangle]
pub fn plain_word_match(plain: &Plain) -> u64 {
    match plain {
        Plain::Large(value) => **value,
        Plain::Small(value) => u64::from(**value),
        Plain::Number(value) => u64::from(*value),
        Plain::Nothing => 1,
    }
}

#[no_mangle]
pub fn kelson_word_pointers(word: &Word<Pointers>) -> u64 {
    match word.as_ref() {
        PointersRef::A(value) => *value,
        PointersRef::B(value) => u64::from(*value),
        PointersRef::C(value) => *value as u64,
        PointersRef::D(value) => *value as u64,
    }
}

#[no_mangle]
pub fn peer_word_pointers(word: &Compact<PeerPointers>) -> u64 {
    match word.borrow() {
        PeerPointersRef::A(value) => *value,
        PeerPointersRef::B(value) => u64::from(*value),
        PeerPointersRef::C(value) => *value as u64,
        PeerPointersRef::D(value) => *value as u64,
    }
}

#[no_mangle]
pub fn kelson_word_test(word: &Word<Plain>) -> bool {
    matches!(word.as_ref(), PlainRef::Number(_))
}

#[no_mangle]
pub fn peer_word_test(word: &Compact<Peer>) -> bool {
    word.map_ref(|peer| matches!(peer, Peer::Number(_)))
}

#[no_mangle]
pub fn plain_word_test(plain: &Plain) -> bool {
    matches!(plain, Plain::Number(_))
}

#[no_mangle]
pub fn kelson_word_make(value: u32) -> Word<Plain> {
    Word::new(Plain::Number(value))
}

#[no_mangle]
pub fn peer_word_make(value: u32) -> Compact<Peer> {
    Peer::Number(ShiftUsize::new(value as usize)).into()
}
