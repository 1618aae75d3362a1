// SPDX-License-Identifier: MIT OR Apache-2.0

//! What the tests build: values that know where they are, and write down when they go.

use kelson::init::{lazy, Dropping, InPlace, Init, PinnedDrop, Uninit};
use kelson::{init, pinned};
use std::cell::RefCell;
use std::marker::PhantomPinned;
use std::pin::Pin;

thread_local! {
    static LOG: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

pub(crate) fn log(what: impl Into<String>) {
    LOG.with(|log| log.borrow_mut().push(what.into()));
}

/// What was written down since this was last called.
pub(crate) fn take() -> Vec<String> {
    LOG.with(|log| std::mem::take(&mut *log.borrow_mut()))
}

/// Writes down that it was dropped.
pub(crate) struct Part(pub(crate) &'static str);

impl Drop for Part {
    fn drop(&mut self) {
        log(format!("drop {}", self.0));
    }
}

/// Has its own address, and insists on it.
#[pinned(drop)]
pub(crate) struct Node {
    pub(crate) this: *const Node,
    pub(crate) tag: &'static str,
    _pin: PhantomPinned,
}

impl Node {
    pub(crate) fn new<'o>(out: Uninit<'o, Self>, tag: &'static str) -> InPlace<'o, Self> {
        let this = out.as_ptr().cast_const();
        init!(out => Node { this, tag, _pin: PhantomPinned })
    }

    pub(crate) fn is_at_home(&self) -> bool {
        std::ptr::eq(self.this, self)
    }
}

impl PinnedDrop for Node {
    fn drop(self: Pin<&mut Self>, _: Dropping<Self>) {
        assert!(self.is_at_home(), "{} was moved", self.tag);
        log(format!("drop node {}", self.tag));
    }
}

/// Builds a node.
pub(crate) fn node(tag: &'static str) -> impl Init<Node> {
    lazy(move |out| Ok(Node::new(out, tag)))
}

/// An error that `?` makes of others.
#[derive(Debug, PartialEq)]
pub(crate) struct Failed(pub(crate) i32);

impl From<std::num::ParseIntError> for Failed {
    fn from(_: std::num::ParseIntError) -> Self {
        Failed(1)
    }
}

/// Builds nothing.
pub(crate) fn failing<T>(code: i32) -> impl Init<T, Failed> {
    lazy(move |_: Uninit<'_, T>| Err(Failed(code)))
}
