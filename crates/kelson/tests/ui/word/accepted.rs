// What the derive writes is unsafe and is not the user's, so both levels of the lint are silent.
//@revisions: deny forbid edition2024
//@[deny] compile-flags: -Dunsafe_code
//@[forbid] compile-flags: -Funsafe_code
//@[edition2024] compile-flags: -Funsafe_code -Funsafe_op_in_unsafe_fn
//@[edition2024] edition: 2024
//@run
#![deny(warnings, missing_docs, unreachable_pub, single_use_lifetimes, unused_qualifications)]
//! Documentation.

use kelson::{word::Uint, Word};

/// Payloads of each form, and variants without any.
#[derive(kelson::Word)]
#[word(derive(Debug))]
pub enum Node<'a, T>
where
    T: Copy,
{
    /// In a tuple.
    Shared(&'a u64),
    /// In a struct.
    Unique {
        /// The payload.
        place: &'a mut u64,
    },
    /// A generic one.
    Boxed(Box<[T; 2]>),
    /// A number.
    Number(Uint<9>),
    /// None.
    Idle,
    /// None.
    Busy,
}

/// With tags, and `Copy`.
#[derive(Clone, Copy, kelson::Word)]
#[word(copy)]
pub enum Entry<'a> {
    /// A value.
    #[tag(0b1)]
    Value(Uint<31>),
    /// A pointer.
    #[tag(0b00)]
    Page(&'a u32),
}

/// Behind a macro of the user's own.
macro_rules! declare {
    ($name:ident $payload:ty) => {
        /// One payload.
        #[derive(kelson::Word)]
        pub enum $name {
            /// Some.
            Full($payload),
            /// None.
            Empty,
        }
    };
}

declare!(Half u16);

fn main() {
    let (mut place, page) = (1, 2);
    let mut word = Word::new(Node::Unique::<u64> { place: &mut place });
    if let NodeMut::Unique { place } = word.as_mut() {
        *place += 1;
    }
    word.with_mut(|_| {});
    drop(word.into_enum());
    assert_eq!(place, 2);
    let entry = Word::new(Entry::Page(&page));
    assert!(matches!(entry.as_ref(), EntryRef::Page(2)));
    assert!(matches!(Word::new(Half::Full(7)).as_ref(), HalfRef::Full(7)));
}
