// SPDX-License-Identifier: MIT OR Apache-2.0

//! What the `pinned` attribute promises and gives.

use super::log::{failing, node, take, Failed, Node, Part};
use kelson::init::{lazy, value, Emplace, InPlace, Uninit};
use kelson::{init, pinned};
use std::marker::PhantomPinned;
use std::pin::Pin;

/// Whether a type is `Unpin`, by a method that a bound hides.
macro_rules! is_unpin {
    ($type:ty) => {{
        #[allow(dead_code, reason = "of the two constants each type has use for one")]
        trait No {
            const UNPIN: bool = false;
        }
        impl<T: ?Sized> No for T {}
        struct Is<T: ?Sized>(std::marker::PhantomData<T>);
        #[allow(dead_code, reason = "of the two constants each type has use for one")]
        impl<T: ?Sized + Unpin> Is<T> {
            const UNPIN: bool = true;
        }
        <Is<$type>>::UNPIN
    }};
}

#[pinned]
struct Movable<T> {
    value: T,
    number: u32,
}

#[pinned]
struct Configured {
    #[cfg(any())]
    never: PhantomPinned,
    number: u32,
}

#[pinned]
struct Held {
    #[cfg(test)]
    always: PhantomPinned,
}

#[test]
fn a_pinned_type_is_unpin_if_its_fields_are() {
    assert!(is_unpin!(Movable<u8>) && is_unpin!(Movable<Box<PhantomPinned>>));
    assert!(!is_unpin!(Movable<Node>) && !is_unpin!(Node) && !is_unpin!(Movable<PhantomPinned>));
    assert!(is_unpin!(Configured) && !is_unpin!(Held));
    let _ = (
        Configured { number: 1 }.number,
        Held {
            always: PhantomPinned,
        }
        .always,
    );
}

#[test]
fn every_field_is_projected() {
    let mut movable =
        Box::<Movable<Node>>::emplace(init!(Movable { value <- node("field"), number: 1 }));
    let fields = movable.as_mut().project();
    assert!(fields.value.as_ref().is_at_home());
    *fields.number.get_mut() += 1;
    assert_eq!(movable.number, 2);
    drop(movable);
    take();
}

#[pinned]
struct Tuple<'a, T: ?Sized>(Node, &'a str, T);

#[test]
fn tuple_structs_are_projected() {
    let mut tuple = Box::<Tuple<'_, u8>>::emplace(init!(Tuple(<- node("tuple"), "name", 3)));
    let TupleProjection(node, name, mut number, _) = tuple.as_mut().project();
    assert!(node.is_at_home() && *name == "name");
    *number += 1;
    assert_eq!(tuple.2, 4);
    drop(tuple);
    take();
}

#[pinned]
#[repr(u8)]
#[allow(dead_code, reason = "variants are built in place, not by their names")]
enum Message<T> {
    Empty,
    Node(Node),
    Pair { part: Part, number: u32, other: T } = 7,
    Last(u64),
}

impl<T> Message<T> {
    fn new<'o>(out: Uninit<'o, Self>, kind: u32, other: T) -> Result<InPlace<'o, Self>, Failed> {
        Ok(match kind {
            0 => init!(out => Self::Empty),
            1 => init!(out => Message::<T>::Node(<- node("message"))),
            2 => {
                init!(out => Self::Pair { other, ref part: Part("part"), number: part.0.len() as u32 })
            }
            3 => init!(out => Self::Last(u64::MAX)),
            _ => {
                init!(out => Self::Pair { part: Part("part"), number: 1, other <-? failing(kind as i32) })
            }
        })
    }
}

fn message<T>(kind: u32, other: T) -> Result<Pin<Box<Message<T>>>, Failed> {
    Box::<Message<T>>::try_emplace(lazy(|out| Message::new(out, kind, other)))
}

#[test]
fn variants_are_built_in_place() {
    assert!(matches!(*message(0, 0u8).unwrap(), Message::Empty));
    assert!(matches!(&*message(1, [0u64; 9]).unwrap(), Message::Node(node) if node.is_at_home()));
    assert_eq!(take(), ["drop node message"]);
    let pair = message(2, "other").unwrap();
    assert!(
        matches!(&*pair, Message::Pair { part, number: 4, other: "other" } if part.0 == "part")
    );
    drop(pair);
    assert_eq!(take(), ["drop part"]);
    assert!(matches!(
        *message(3, 0u128).unwrap(),
        Message::Last(u64::MAX)
    ));
    assert_eq!(message(9, 0u16).err(), Some(Failed(9)));
    assert_eq!(take(), ["drop part"]);
}

#[test]
fn enums_are_projected() {
    let mut pair = message(2, 1u8).unwrap();
    let MessageProjection::Pair { mut other, .. } = pair.as_mut().project() else {
        panic!("it is a pair")
    };
    *other += 1;
    assert!(matches!(&*pair, Message::Pair { other: 2, .. }));
    let mut built = message(1, ()).unwrap();
    assert!(matches!(built.as_mut().project(), MessageProjection::Node(node) if node.is_at_home()));
    drop((pair, built));
    take();
}

#[test]
fn the_destructor_runs_once_before_the_fields_are_dropped() {
    use kelson::init::{Dropping, PinnedDrop};

    #[pinned(drop)]
    struct Outer<T: Send>
    where
        T: Copy,
    {
        value: T,
        part: Part,
    }
    impl<T: Send + Copy> PinnedDrop for Outer<T> {
        fn drop(self: Pin<&mut Self>, _: Dropping<Self>) {
            super::log::log("drop outer");
            let _ = self.project().value;
        }
    }
    drop(Box::<Outer<u8>>::emplace(
        init!(Outer { value <- value(1), part: Part("part") }),
    ));
    assert_eq!(take(), ["drop outer", "drop part"]);
}
