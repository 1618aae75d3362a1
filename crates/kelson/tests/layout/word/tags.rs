// SPDX-License-Identifier: MIT OR Apache-2.0

//! Tags that are given.

use kelson::{
    word::Tagged,
    Word, //
};

/// Of one, two and three bits.
#[derive(kelson::Word)]
enum Entry {
    #[tag(0b0)]
    Halves(Box<u16>),
    #[tag(0b01)]
    Number(u32),
    #[tag(0b011)]
    Idle,
    #[tag(0b111)]
    Words(Box<u64>),
    #[tag(0b011)]
    Busy,
}

fn bits(entry: Entry) -> usize {
    Word::new(entry).as_raw().addr()
}

#[test]
fn tags_of_different_lengths() {
    assert_eq!(bits(Entry::Halves(Box::new(1))) & 0b1, 0);
    assert_eq!(bits(Entry::Number(7)), 7 << 2 | 0b01);
    assert_eq!(bits(Entry::Words(Box::new(1))) & 0b111, 0b111);
    // One tag, and a number above it, in order of declaration.
    assert_eq!(bits(Entry::Idle), 0b0_011);
    assert_eq!(bits(Entry::Busy), 0b1_011);
    for (entry, expected) in [
        (Entry::Halves(Box::new(5)), "halves 5"),
        (Entry::Number(6), "number 6"),
        (Entry::Words(Box::new(7)), "words 7"),
        (Entry::Idle, "idle"),
        (Entry::Busy, "busy"),
    ] {
        let word = Word::new(entry);
        let seen = match word.as_ref() {
            EntryRef::Halves(of) => format!("halves {of}"),
            EntryRef::Number(of) => format!("number {of}"),
            EntryRef::Words(of) => format!("words {of}"),
            EntryRef::Idle => "idle".to_owned(),
            EntryRef::Busy => "busy".to_owned(),
        };
        assert_eq!(seen, expected);
    }
}

#[test]
fn tag_zero_of_those_without_a_payload_is_not_null() {
    #[derive(kelson::Word)]
    enum State {
        #[tag(0b1)]
        Number(u16),
        #[tag(0b0)]
        Idle,
        #[tag(0b0)]
        Busy,
    }
    let raw = |state| Word::new(state).as_raw().addr();
    assert_eq!([raw(State::Idle), raw(State::Busy)], [0b10, 0b100]);
    assert_eq!(raw(State::Number(2)), 0b101);
    assert!(matches!(Word::new(State::Idle).as_ref(), StateRef::Idle));
    assert!(matches!(Word::new(State::Busy).into_enum(), State::Busy));
}

/// By hand, for a few shapes: every tag has the bits it needs, none is the start of another, and
/// zero is only where no payload is zero.
#[test]
fn tags_that_are_chosen_tell_all_apart() {
    #[derive(kelson::Word)]
    enum Two {
        _A(u8),
        _B(u8),
    }
    #[derive(kelson::Word)]
    enum Three {
        _A(u8),
        _B(Box<u16>),
    }
    #[derive(kelson::Word)]
    enum Nine {
        _A(u8),
        _B(u8),
        _C(u8),
        _D(u8),
        _E(u8),
        _F(u8),
        _G(u8),
        _H(Box<u128>),
        _I,
    }
    fn codes<E: Tagged>() -> Vec<(usize, u32)> {
        E::CODES
            .iter()
            .map(|code| (code.value, code.width))
            .collect()
    }
    assert_eq!(codes::<Two>(), [(1, 2), (2, 2)]);
    assert_eq!(codes::<Three>(), [(1, 1), (0, 1)]);
    let nine = codes::<Nine>();
    assert_eq!(nine[7], (0, 4));
    let mut values: Vec<usize> = nine.iter().map(|code| code.0).collect();
    values.sort_unstable();
    assert_eq!(values, (0..9).collect::<Vec<_>>());
    assert!(nine.iter().all(|code| code.1 == 4));
}

/// Has items of its own with the names that the derive's have.
#[derive(kelson::Word)]
enum Shadowed {
    Ref(Box<u64>),
    Raw(Box<u32>),
}

impl Shadowed {
    const CODES: [kelson::word::Code; 2] = [kelson::word::Code { value: 0, width: 0 }; 2];
    const CHECK: () = ();
}

#[test]
fn items_of_the_same_names() {
    let () = Shadowed::CHECK;
    assert_eq!(Shadowed::CODES[0].width, 0);
    assert!(matches!(
        Word::new(Shadowed::Ref(Box::new(1))).as_ref(),
        ShadowedRef::Ref(1)
    ));
    assert!(matches!(
        Word::new(Shadowed::Raw(Box::new(2))).as_ref(),
        ShadowedRef::Raw(2)
    ));
}
