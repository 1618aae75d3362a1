// SPDX-License-Identifier: MIT OR Apache-2.0

//! Places, proofs, and who drops what; what safe code cannot do is in `tests/ui/place`.

#![allow(
    clippy::forget_non_drop,
    reason = "to forget a proof is as harmless as to drop it, which is what is tested"
)]

use super::log::{failing, log, node, take, Failed, Node, Part};
use kelson::init::{build_at, lazy, value, Emplace, InPlace, Init, Pinned, Uninit, Vacant};
use kelson::{init, pinned, stack};
use std::cell::Cell;
use std::future::{pending, Future};
use std::mem::MaybeUninit;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Waker};

type Place<'o, T> = InPlace<'o, T>;

#[test]
fn a_value_is_built_where_it_lives() {
    let boxed = Box::<Node>::emplace(node("boxed"));
    let counted = Rc::<Node>::emplace(node("counted"));
    let shared = Arc::<Node>::emplace(node("shared"));
    assert!(boxed.is_at_home() && counted.is_at_home() && shared.is_at_home());
    let other = shared.clone();
    drop((boxed, counted, shared));
    assert_eq!(take(), ["drop node boxed", "drop node counted"]);
    assert_eq!(other.tag, "shared");
    drop(other);
    assert_eq!(take(), ["drop node shared"]);
}

#[test]
fn the_stack_is_a_place() {
    fn run(code: i32) -> Result<&'static str, Failed> {
        stack!(let first = node("first"));
        stack!(let mut second: Node = node("second"));
        assert!(first.is_at_home() && second.as_mut().is_at_home());
        let tag = second.tag;
        stack!(let _third =? if code == 0 { None } else { Some(code) }.map_or_else(|| lazy_node(0), lazy_node));
        Ok(tag)
    }
    fn lazy_node(code: i32) -> impl Init<Node, Failed> {
        lazy(move |out| {
            if code != 0 {
                return Err(Failed(code));
            }
            Ok(Node::new(out, "third"))
        })
    }
    assert_eq!(run(0), Ok("second"));
    assert_eq!(
        take(),
        ["drop node third", "drop node second", "drop node first"]
    );
    assert_eq!(run(5), Err(Failed(5)));
    assert_eq!(take(), ["drop node second", "drop node first"]);
}

#[test]
fn memory_comes_back_when_initialization_fails() {
    let memory = Box::<Node>::new_uninit();
    let address = memory.as_ptr();
    let (error, memory) = match memory.attempt(failing(3)) {
        Ok(_) => panic!("it fails"),
        Err(both) => both,
    };
    assert_eq!((error, memory.as_ptr()), (Failed(3), address));
    assert!(memory.init(node("second try")).is_at_home());
    take();
}

#[test]
fn an_out_parameter_comes_back_when_initialization_fails() {
    let node = Box::<Node>::emplace(lazy(|out| {
        let address = out.as_ptr();
        let out = match out.attempt(failing(3)) {
            Ok(_) => panic!("it fails"),
            Err((Failed(code), out)) => {
                assert_eq!(code, 3);
                out
            }
        };
        assert_eq!(out.as_ptr(), address);
        Ok(Node::new(out, "second try"))
    }));
    assert!(node.is_at_home());
    drop(node);
    assert_eq!(take(), ["drop node second try"]);
}

#[test]
fn either_of_two_ways_fills_a_place() {
    fn choose<'o>(out: Uninit<'o, Node>, first: bool) -> Place<'o, Node> {
        if first {
            return Node::new(out, "by function");
        }
        out.init(node("by initializer"))
    }
    for (first, tag) in [(true, "by function"), (false, "by initializer")] {
        let node = Box::<Node>::emplace(lazy(|out| Ok(choose(out, first))));
        assert!(node.is_at_home());
        assert_eq!(node.tag, tag);
    }
    take();
}

#[test]
fn memory_that_is_shared_is_refused() {
    let mut memory = Rc::<u32>::new_uninit();
    let other = memory.clone();
    let refused = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| memory.slot()));
    assert!(refused.is_err());
    drop(other);
    assert_eq!(*memory.init(value(5)), 5);
}

#[test]
fn a_proof_may_be_forgotten() {
    // The node is pinned, so it is dropped before its memory is freed.
    let failed = Box::<Node>::try_emplace(lazy(|out| {
        std::mem::forget(Node::new(out, "forgotten"));
        Err::<Place<'_, Node>, _>(Failed(9))
    }));
    assert_eq!(failed.err(), Some(Failed(9)));
    assert_eq!(take(), ["drop node forgotten"]);
}

#[test]
fn a_proof_may_be_lost_to_a_panic() {
    let panicked = std::panic::catch_unwind(|| {
        let _ = Box::<Node>::emplace(lazy(|out| {
            std::mem::forget(Node::new(out, "forgotten"));
            panic!("on purpose")
        }));
    });
    assert!(panicked.is_err());
    assert_eq!(take(), ["drop node forgotten"]);
}

#[test]
fn a_value_is_dropped_when_what_comes_after_it_fails() {
    let failed =
        Box::<Node>::try_emplace(node("built").map_err(|never| match never {}).then(|node| {
            assert!(node.is_at_home());
            Err(Failed(2))
        }));
    assert_eq!(failed.err(), Some(Failed(2)));
    assert_eq!(take(), ["drop node built"]);
}

#[test]
fn a_place_is_vacant_after_an_error() {
    let mut memory = MaybeUninit::<Node>::uninit();
    // SAFETY: the memory is a variable that is not moved, and nothing is built in it.
    let failed = unsafe {
        build_at::<_, _, Pinned, _>(memory.as_mut_ptr(), |out| {
            let _ = Node::new(out, "dropped");
            Err(Failed(4))
        })
    };
    assert_eq!(failed, Err(Failed(4)));
    assert_eq!(take(), ["drop node dropped"]);
}

/// Two fields that are dropped, and one whose value takes time.
#[pinned]
struct Slow {
    part: Part,
    node: Node,
    number: u32,
}

type Boxed<'o> = Pin<Box<dyn Future<Output = Place<'o, Slow>> + 'o>>;

fn slow(out: Uninit<'_, Slow>) -> Boxed<'_> {
    Box::pin(async move {
        init!(out => Slow {
            part: Part("slow"),
            node <- node("slow"),
            number: pending().await,
        })
    })
}

fn poll<'o>(future: &mut Boxed<'o>) -> bool {
    let mut context = Context::from_waker(Waker::noop());
    future.as_mut().poll(&mut context).is_ready()
}

#[test]
fn a_future_dropped_halfway_drops_what_was_built() {
    let failed = Box::<Slow>::try_emplace(lazy(|out| {
        let mut future = slow(out);
        assert!(!poll(&mut future));
        drop(future);
        log("gone");
        Err::<Place<'_, Slow>, _>(Failed(3))
    }));
    assert!(failed.is_err());
    assert_eq!(take(), ["drop node slow", "drop slow", "gone"]);
}

#[test]
fn a_future_leaked_halfway_aborts() {
    const CHILD: &str = "KELSON_TEST_LEAK";
    if std::env::var_os(CHILD).is_some() {
        let _ = Box::<Slow>::try_emplace(lazy(|out| {
            let mut future = slow(out);
            assert!(!poll(&mut future));
            std::mem::forget(future);
            Err::<Place<'_, Slow>, _>(Failed(3))
        }));
        return;
    }
    let exe = std::env::current_exe().expect("a test knows its own program");
    let output = std::process::Command::new(exe)
        .args([
            "place::a_future_leaked_halfway_aborts",
            "--exact",
            "--nocapture",
        ])
        .env(CHILD, "1")
        .output()
        .expect("the test can be run again");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(
        stderr.contains("a value was leaked while it was being built in place"),
        "{stderr}"
    );
    assert!(!output.status.success());
    #[cfg(unix)]
    {
        use std::os::unix::process::ExitStatusExt;
        assert!(output.status.signal().is_some(), "{:?}", output.status);
    }
}

#[test]
fn a_slice_is_built_in_memory_of_any_length() {
    fn counted<'o>(out: Uninit<'o, [u32]>) -> Result<Place<'o, [u32]>, Failed> {
        // SAFETY: all elements are written before `Ok`, and there is nothing to drop before.
        unsafe {
            out.init_with(|slot| {
                for index in 0..slot.len() {
                    slot.cast::<u32>().add(index).write(index as u32);
                }
                Ok(())
            })
        }
    }
    let mut memory = [const { MaybeUninit::<u32>::uninit() }; 5];
    let slot = std::ptr::slice_from_raw_parts_mut(memory.as_mut_ptr().cast::<u32>(), 5);
    let sum = Cell::new(0);
    // SAFETY: the memory is a variable that is not moved, and nothing is built in it.
    let built = unsafe {
        build_at::<_, Failed, Pinned, _>(slot, |out| {
            let built = counted(out)?;
            sum.set(built.iter().sum());
            Ok(built)
        })
    };
    assert_eq!((built, sum.get()), (Ok(()), 10));
}
