// SPDX-License-Identifier: MIT OR Apache-2.0

//! What `init!` builds, in which order, and what it leaves behind when it fails.

use super::log::{failing, log, node, take, Failed, Node, Part};
use kelson::init::{lazy, value, zeroed, Emplace, InPlace, Init, Uninit, Zeroable};
use kelson::{init, pinned};
use std::pin::Pin;

#[pinned]
struct Device {
    first: Part,
    node: Node,
    second: Part,
    number: u32,
}

impl Device {
    fn new<'o>(out: Uninit<'o, Self>, number: &str) -> Result<InPlace<'o, Self>, Failed> {
        if number == "early" {
            return Err(Failed(7));
        }
        Ok(init!(out => Device {
            ref first: Part("first"),
            ref node <- node("node"),
            second: Part("second"),
            _: {
                log(format!("have {} and {}", first.0, node.tag));
            },
            number: number.parse()?,
        }))
    }

    fn lazy(number: &str) -> impl Init<Self, Failed> + '_ {
        init!(Self {
            first: Part("first"),
            node <- node("node"),
            second: Part("second"),
            number: number.parse()?,
        })
    }
}

#[test]
fn fields_are_built_in_order_and_dropped_in_theirs() {
    let device =
        Box::<Device>::try_emplace(lazy(|out| Device::new(out, "42"))).expect("42 is a number");
    assert!(device.node.is_at_home());
    assert_eq!(device.number, 42);
    drop(device);
    assert_eq!(
        take(),
        [
            "have first and node",
            "drop first",
            "drop node node",
            "drop second"
        ]
    );
}

#[test]
fn an_error_drops_what_was_built_last_field_first() {
    let failed = Box::<Device>::try_emplace(lazy(|out| Device::new(out, "x")));
    assert_eq!(failed.err(), Some(Failed(1)));
    assert_eq!(
        take(),
        [
            "have first and node",
            "drop second",
            "drop node node",
            "drop first"
        ]
    );
    let failed = Box::<Device>::try_emplace(lazy(|out| Device::new(out, "early")));
    assert_eq!(failed.err(), Some(Failed(7)));
    assert!(take().is_empty());
}

#[test]
fn a_lazy_initializer_has_the_error_of_its_signature() {
    let failed = Box::<Device>::try_emplace(Device::lazy("x"));
    assert_eq!(failed.err(), Some(Failed(1)));
    let device = Box::<Device>::try_emplace(Device::lazy("3")).expect("3 is a number");
    assert_eq!((device.number, device.second.0), (3, "second"));
    drop(device);
    take();
}

#[test]
#[allow(
    unreachable_code,
    clippy::diverging_sub_expression,
    reason = "initializers that are left halfway are what is tested"
)]
fn a_panic_in_a_field_drops_what_was_built() {
    let panicked = std::panic::catch_unwind(|| {
        let _ = Box::<Device>::emplace(init!(Device {
            first: Part("first"),
            node <- node("node"),
            second: Part("second"),
            number: panic!("on purpose"),
        }));
    });
    assert!(panicked.is_err());
    assert_eq!(take(), ["drop second", "drop node node", "drop first"]);
}

#[test]
#[allow(
    unreachable_code,
    clippy::diverging_sub_expression,
    reason = "initializers that are left halfway are what is tested"
)]
fn leaving_in_other_ways_drops_what_was_built() {
    let failed = Box::<Device>::try_emplace(lazy(|out: Uninit<'_, Device>| {
        // A block that is left by `break` halfway: the place is gone with it.
        'left: {
            let _ = init!(out => Device {
                first: Part("first"),
                node <- node("node"),
                second: break 'left,
                number: 0,
            });
        }
        log("left");
        Err::<InPlace<'_, Device>, _>(Failed(1))
    }));
    assert!(failed.is_err());
    assert_eq!(take(), ["drop node node", "drop first", "left"]);
}

#[test]
fn fields_of_an_array_follow_one_another() {
    let nodes = Box::<[Node; 2]>::emplace(init!([<- node("a"), <- node("b")]));
    assert!(nodes.iter().all(Node::is_at_home));
    drop(nodes);
    assert_eq!(take(), ["drop node a", "drop node b"]);

    let failed = Box::<[Node; 3]>::try_emplace(init!([
        <- node("a"),
        <-? node("b").map_err(|never| -> Failed { match never {} }),
        <-? failing(4),
    ] ? Failed));
    assert_eq!(failed.err(), Some(Failed(4)));
    assert_eq!(take(), ["drop node b", "drop node a"]);

    let mixed = Box::<[String; 2]>::emplace(init!([String::from("a"), <- value("b".into())]));
    assert_eq!(*mixed, ["a", "b"]);
}

#[test]
fn tuple_structs_are_numbered() {
    #[pinned]
    struct Tuple(u32, Node, [u8; 4]);

    let tuple = Box::<Tuple>::emplace(init!(Tuple(1, <- node("tuple"), <- zeroed())));
    assert!(tuple.1.is_at_home() && tuple.0 == 1 && tuple.2 == [0; 4]);
    let tuple = Box::<Tuple>::emplace(init!(Tuple { 2: [9; 4], 1 <- node("tuple"), 0: 2 }));
    assert!(tuple.1.is_at_home() && tuple.0 == 2 && tuple.2 == [9; 4]);
    drop(tuple);
    take();
}

#[test]
fn structs_without_fields_are_built_too() {
    struct Unit;
    let _ = Box::<Unit>::emplace(init!(Unit));
    let _ = Box::<Unit>::emplace(init!(Unit {}));
}

#[test]
fn the_rest_is_zeroed() {
    #[derive(Zeroable)]
    struct Registers {
        control: u32,
        table: [u64; 9],
        flag: u8,
        next: Option<&'static u8>,
    }

    let registers = Box::<Registers>::emplace(init!(Registers {
        table: [7; 9],
        ..zeroed()
    }));
    assert_eq!((registers.control, registers.table[8]), (0, 7));
    assert!(registers.flag == 0 && registers.next.is_none());
}

#[test]
fn later_fields_can_use_earlier_ones() {
    struct Message {
        name: String,
        bytes: Vec<u8>,
        large: [u8; 64],
    }

    // Only `ref` and `mut` make a field accessible: `name` in `large` is the variable.
    let name = 3;
    let message = Box::<Message>::emplace(init!(Message {
        ref name: String::from("name"),
        mut bytes: name.clone().into_bytes(),
        _: {
            bytes.push(b'!');
        },
        mut large <- zeroed(),
        _: large[3] = bytes[4],
    }));
    assert_eq!((&*message.name, &*message.bytes), ("name", &b"name!"[..]));
    assert_eq!(message.large[name], b'!');
}

#[test]
fn without_ref_a_name_is_the_variable_it_was() {
    struct Pair {
        number: u32,
        next: u32,
    }
    let number = 1;
    let pair = Box::<Pair>::emplace(init!(Pair {
        number: number + 1,
        next: number
    }));
    assert_eq!((pair.number, pair.next), (2, 1));
}

#[test]
fn a_pinned_field_is_accessible_pinned() {
    #[pinned]
    struct Outer {
        node: Node,
        at: usize,
    }
    let outer = Box::<Outer>::emplace(init!(Outer {
        mut node <- node("outer"),
        at: {
            let node: Pin<&mut Node> = node.as_mut();
            std::ptr::from_ref(&*node).addr()
        },
    }));
    assert_eq!(std::ptr::from_ref(&outer.node).addr(), outer.at);
    drop(outer);
    take();
}

#[test]
fn attributes_on_fields_are_heeded() {
    struct Configured {
        always: u32,
        #[cfg(any())]
        never: Node,
        #[cfg(test)]
        set: Part,
    }
    let configured = Box::<Configured>::emplace(init!(Configured {
        always: 1,
        #[cfg(any())]
        never <- there_is_no_such_function(),
        #[cfg(test)]
        ref set: Part("set"),
        #[cfg(test)]
        _: log(format!("have {}", set.0)),
        #[cfg(any())]
        _: neither_is_this(),
    }));
    assert_eq!(configured.always, 1);
    drop(configured);
    assert_eq!(take(), ["have set", "drop set"]);
}

#[test]
fn generic_types_are_built() {
    #[pinned]
    struct Generic<'a, T: Clone, const N: usize = 3>
    where
        T: Default,
    {
        values: [T; N],
        name: &'a str,
        node: Node,
    }

    fn generic<'a, T: Clone + Default, const N: usize>(
        name: &'a str,
    ) -> impl Init<Generic<'a, T, N>> {
        init!(Generic::<'a, T, N> {
            values: std::array::from_fn(|_| T::default()),
            name,
            node <- node("generic"),
        })
    }

    let generic = Box::<Generic<'_, u8, 5>>::emplace(generic("name"));
    assert!(generic.node.is_at_home());
    assert_eq!((generic.values, generic.name), ([0; 5], "name"));
    drop(generic);
    take();
}

#[test]
fn commas_in_values_are_no_trouble() {
    fn first<A, B>(a: A, _: B) -> A {
        a
    }
    struct Values {
        turbofish: u32,
        closure: u64,
        comparison: bool,
    }
    let (a, b, c) = (1, 2, 0);
    let values = Box::<Values>::emplace(init!(Values {
        turbofish: first::<u32, u8>(5, 6),
        closure: std::iter::successors(Some(3), |_: &u64| None).count() as u64 + 2,
        comparison: a < b && -1 < c,
    }));
    assert!(values.turbofish == 5 && values.closure == 3 && values.comparison);
}

#[test]
fn initializers_nest() {
    #[pinned]
    struct Inner {
        node: Node,
        number: u32,
    }
    #[pinned]
    struct Outer {
        inner: Inner,
        pair: (Part, Node),
    }
    fn outer(number: &str) -> impl Init<Outer, Failed> + '_ {
        init!(Outer {
            inner <-? init!(Inner { node <- node("inner"), number: number.parse()? } ? Failed),
            pair <- lazy(|out| Ok(out.init(pair()))),
        })
    }
    fn pair() -> impl Init<(Part, Node)> {
        // Tuples have no literal with names; the elements are given as those of a struct.
        lazy(|out: Uninit<'_, (Part, Node)>| {
            let part = Part("pair");
            // SAFETY: both elements are written before `Ok`, and the second cannot fail.
            unsafe {
                out.init_with(|slot| {
                    (&raw mut (*slot).0).write(part);
                    build(&raw mut (*slot).1)
                })
            }
        })
    }
    /// # Safety
    ///
    /// As for `raw_init`.
    unsafe fn build(slot: *mut Node) -> Result<(), std::convert::Infallible> {
        use kelson::init::ScopedInit;
        // SAFETY: as the caller says.
        unsafe { node("pair").raw_init(slot) }
    }
    let built = Box::<Outer>::try_emplace(outer("4")).expect("4 is a number");
    assert!(built.inner.node.is_at_home() && built.pair.1.is_at_home());
    assert_eq!(built.inner.number, 4);
    drop(built);
    assert_eq!(take(), ["drop node inner", "drop pair", "drop node pair"]);
    assert!(Box::<Outer>::try_emplace(outer("x")).is_err());
    assert_eq!(take(), ["drop node inner"]);
}

#[test]
fn a_reference_coerces_to_the_type_of_its_field() {
    struct Coerced {
        slice: &'static [u8],
        object: Box<dyn Fn() -> u32>,
    }
    let coerced = Box::<Coerced>::emplace(init!(Coerced {
        slice: &[1, 2, 3],
        object: Box::new(|| 5),
    }));
    assert_eq!((coerced.slice.len(), (coerced.object)()), (3, 5));
}
