// SPDX-License-Identifier: MIT OR Apache-2.0

//! What `build!` promises.

use crate::log::{failing, log, node, take, Failed, Node, Part};
use kelson::init::{lazy, value, zeroed, Emplace, InPlace, Init, Uninit};
use kelson::{build, pinned};
use std::fmt::Debug;

struct Request {
    name: String,
    data: Vec<u8>,
    length: u32,
}

fn request(binary: bool, fail: bool) -> Result<Request, Failed> {
    Ok(build!(Request, |r| {
        r.name = "hi".into();
        if binary {
            r.data = vec![1, 2, 3];
        } else {
            r.data = r.name.clone().into_bytes();
        }
        if fail {
            return Err(Failed(2));
        }
        r.length = (r.data.len() + r.name.len()) as u32;
    }))
}

#[test]
fn a_value_from_branches() {
    let built = request(true, false).unwrap();
    assert_eq!((&*built.name, built.data.len(), built.length), ("hi", 3, 5));
    let built = request(false, false).unwrap();
    assert_eq!((built.data, built.length), (b"hi".to_vec(), 4));
    assert!(request(true, true).is_err());
}

struct Three {
    first: Part,
    second: Part,
    third: Part,
}

#[test]
#[expect(
    unused_assignments,
    reason = "a path initializes fields and then fails in any case"
)]
fn what_is_initialized_is_dropped_on_the_way_out() {
    fn three(stop: u32) -> Option<Three> {
        Some(build!(Three, |t| {
            t.first = Part("first");
            if stop == 1 {
                return None;
            }
            if stop == 4 {
                // In another order, for one path.
                t.third = Part("third");
                t.second = Part("second");
                return None;
            }
            t.second = Part("second");
            (stop != 2).then_some(())?;
            t.third = Part("third");
            if stop == 3 {
                panic!("on purpose");
            }
        }))
    }
    assert!(three(1).is_none());
    assert_eq!(take(), ["drop first"]);
    assert!(three(2).is_none());
    assert_eq!(take(), ["drop second", "drop first"]);
    assert!(std::panic::catch_unwind(|| three(3)).is_err());
    // Declared in the order in which the text names them.
    assert_eq!(take(), ["drop second", "drop third", "drop first"]);
    assert!(three(4).is_none());
    assert_eq!(take(), ["drop second", "drop third", "drop first"]);
    let whole = three(0).unwrap();
    assert!(take().is_empty());
    assert_eq!(
        (whole.first.0, whole.second.0, whole.third.0),
        ("first", "second", "third")
    );
    drop(whole);
    assert_eq!(take(), ["drop first", "drop second", "drop third"]);
}

#[test]
fn every_kind_of_control_flow() {
    #[derive(Debug, PartialEq)]
    struct Found {
        at: Option<usize>,
        kind: &'static str,
        sum: u32,
    }
    fn find(of: &[u32], what: u32) -> Found {
        build!(Found, |f| {
            let mut index = 0;
            f.at = loop {
                match of.get(index) {
                    Some(&value) if value == what => break Some(index),
                    Some(_) => index += 1,
                    None => break None,
                }
            };
            match f.at {
                Some(0) => f.kind = "first",
                Some(_) => f.kind = "later",
                None => f.kind = if of.is_empty() { "empty" } else { "none" },
            }
            let add = |a: u32, b: &u32| a + b;
            f.sum = of
                .iter()
                .fold::<u32, _>(f.at.map_or(0, |at| at as u32), add);
        })
    }
    let found = |at, kind, sum| Found { at, kind, sum };
    assert_eq!(find(&[7, 8], 7), found(Some(0), "first", 15));
    assert_eq!(find(&[7, 8], 8), found(Some(1), "later", 16));
    assert_eq!(find(&[7, 8], 9), found(None, "none", 15));
    assert_eq!(find(&[], 9), found(None, "empty", 0));
}

struct Generic<'a, T: ?Sized, const N: usize> {
    shared: &'a T,
    owned: Box<dyn Debug + 'a>,
    array: [u8; N],
}

#[test]
fn fields_have_their_types_from_the_start() {
    let text = String::from("text");
    // The reference and the box are coerced, as in a literal, and `into` knows its target.
    let of = build!(Generic::<'_, str, 3>, |g| {
        g.shared = &text;
        g.owned = Box::new(5);
        g.array = (1u8, 2, 3).into();
    });
    assert_eq!(
        (of.shared, &*format!("{:?}", of.owned), of.array),
        ("text", "5", [1, 2, 3])
    );
    let inferred = build!(Generic<'_, [u8], 2>, |g| {
        g.array <- zeroed();
        g.owned = Box::new(g.array);
        g.shared = &[9, 9];
    });
    assert_eq!((inferred.shared.len(), inferred.array), (2, [0, 0]));
    assert_eq!(format!("{:?}", inferred.owned), "[0, 0]");
}

#[test]
fn tuple_structs_and_variants() {
    struct Pair(u8, (u16, u16));
    let pair = build!(Pair, |p| {
        p.1 = (3, 4);
        p.0 = p.1 .1 as u8;
    });
    assert_eq!((pair.0, pair.1), (4, (3, 4)));
    #[derive(Debug, PartialEq)]
    enum Shape {
        Box { w: u32, h: u32 },
        Point,
    }
    let built = build!(Shape::Box, |b| {
        b.w = 2;
        b.h = b.w * b.w;
    });
    assert_eq!(built, Shape::Box { w: 2, h: 4 });
    assert_eq!(build!(Shape::Point, |_p| {}), Shape::Point);
}

#[test]
fn names_of_the_user_are_their_own() {
    struct Plain {
        name: u8,
        place: u8,
        slot: u8,
    }
    struct Holder {
        p: Plain,
    }
    let (name, place, slot) = (1, 2, 3);
    let holder = Holder {
        p: Plain { name, place, slot },
    };
    let plain = build!(Plain, |p| {
        p.name = name + holder.p.name;
        p.place = place;
        let other = Holder {
            p: Plain {
                name: 0,
                place,
                slot,
            },
        };
        p.slot = slot + [p.place, other.p.slot][1];
        assert_eq!(name + p.name, 3, "{} {}", p.name, name);
    });
    assert_eq!((plain.name, plain.place, plain.slot), (2, 2, 6));
    for value in 0..plain.place {
        assert!(value <= plain.slot);
    }
}

#[test]
fn in_macros_of_the_user() {
    #[derive(Debug, PartialEq)]
    struct Pair {
        left: u32,
        right: u32,
    }
    macro_rules! pair {
        ($field:ident = $value:expr) => {
            build!(Pair, |p| {
                p.$field = $value;
                p.right = 2 * p.$field;
            })
        };
        ($name:ident: $($statement:tt)*) => {
            build!(Pair, |$name| { $($statement)* $name.right = 9; })
        };
    }
    let (left, more) = (4, 1);
    assert_eq!(pair!(left = left + more), Pair { left: 5, right: 10 });
    assert_eq!(
        pair!(q: let much = left; q.left = much;),
        Pair { left: 4, right: 9 }
    );
    // One in another, each with a name of its own.
    let nested = build!(Pair, |outer| {
        outer.left = build!(Pair, |inner| {
            inner.left = 1;
            inner.right = inner.left + 1;
        })
        .right;
        outer.right = outer.left + 1;
    });
    assert_eq!(nested, Pair { left: 2, right: 3 });
}

#[test]
#[expect(unused_assignments, reason = "a field is assigned twice")]
fn a_mutable_value_may_be_changed_on_the_way() {
    let built = build!(Request, |mut r| {
        r.data = vec![1];
        r.length = 0;
        for byte in [2, 3] {
            r.data.push(byte);
            r.length += 1;
        }
        r.name = String::from("first");
        r.name = String::from("second");
    });
    assert_eq!(
        (built.data, built.length, &*built.name),
        (vec![1, 2, 3], 2, "second")
    );
}

#[test]
fn initializers_of_values() {
    fn zeros(fail: bool) -> Result<Request, Failed> {
        Ok(build!(Request, |r| {
            r.length <- zeroed();
            r.name <- value(String::from("zero"));
            if fail {
                r.data <-? failing(7);
            } else {
                r.data = Vec::new();
            }
        }))
    }
    let built = zeros(false).unwrap();
    assert_eq!(
        (built.length, &*built.name, built.data.len()),
        (0, "zero", 0)
    );
    assert_eq!(zeros(true).err(), Some(Failed(7)));
}

#[pinned]
struct Device {
    first: Part,
    node: Node,
    last: Part,
    number: u32,
}

impl Device {
    fn new<'o>(
        out: Uninit<'o, Self>,
        which: bool,
        text: &str,
    ) -> Result<InPlace<'o, Self>, Failed> {
        Ok(build!(out => Device, |d| {
            d.first = Part("first");
            if which {
                d.node <- node("yes");
            } else {
                d.node <- node("no");
                log(format!("at home: {}", d.node.is_at_home()));
            }
            d.number = text.parse::<u32>()? + d.node.tag.len() as u32;
            d.last = Part("last");
        }))
    }

    fn recipe(which: bool, text: &str) -> impl Init<Self, Failed> + '_ {
        lazy(move |out| Device::new(out, which, text))
    }
}

#[test]
fn in_a_place_nothing_moves() {
    let device = Box::<Device>::try_emplace(Device::recipe(true, "40")).unwrap();
    assert!(device.node.is_at_home() && device.number == 43);
    assert_eq!((device.first.0, device.last.0), ("first", "last"));
    drop(device);
    assert_eq!(take(), ["drop first", "drop node yes", "drop last"]);

    let failed = Box::<Device>::try_emplace(Device::recipe(false, "x"));
    assert_eq!(failed.err(), Some(Failed(1)));
    assert_eq!(take(), ["at home: true", "drop node no", "drop first"]);
}

#[test]
fn in_a_place_initializers_may_fail() {
    fn device(out: Uninit<'_, Device>, code: i32) -> Result<InPlace<'_, Device>, Failed> {
        Ok(build!(out => Device, |d| {
            d.last = Part("last");
            d.first = Part("first");
            match code {
                0 => d.node <- node("fine"),
                _ => d.node <-? failing(code),
            }
            d.number <- zeroed();
        }))
    }
    let failed = Box::<Device>::try_emplace(lazy(|out| device(out, 5)));
    assert_eq!(failed.err(), Some(Failed(5)));
    assert_eq!(take(), ["drop first", "drop last"]);
    let device = Box::<Device>::try_emplace(lazy(|out| device(out, 0))).unwrap();
    assert_eq!((device.node.tag, device.number), ("fine", 0));
    drop(device);
    take();
}

#[test]
fn a_place_may_be_tried_again() {
    let recipe = lazy(|out: Uninit<'_, Device>| {
        let out = match out.attempt(Device::recipe(true, "not a number")) {
            Ok(done) => return Ok(done),
            Err((_, out)) => out,
        };
        Device::new(out, false, "1")
    });
    let device = Box::<Device>::try_emplace(recipe).unwrap();
    assert_eq!((device.node.tag, device.number), ("no", 3));
    drop(device);
    let log = take();
    assert_eq!(log[..2], ["drop node yes", "drop first"]);
}
