// SPDX-License-Identifier: MIT OR Apache-2.0

//! Enums with parameters, and those whose values contain words of their own kind.

use core::cell::Cell;
use kelson::{
    Slot,
    Word, //
};
use std::rc::Rc;

#[derive(kelson::Word)]
enum Either<'a, A, B: Slot, const N: usize>
where
    A: Copy,
{
    Boxed(Box<[u64; N]>),
    Other(B),
    Lent(&'a A),
    None,
}

#[test]
fn parameters_of_every_kind() {
    type Of<'a> = Either<'a, u32, Rc<u64>, 3>;
    let number = 5;
    let shared = Rc::new(9);
    let words: [Word<Of<'_>>; 4] = [
        Either::Boxed(Box::new([1, 2, 3])).into(),
        Either::Other(shared.clone()).into(),
        Either::Lent(&number).into(),
        Either::None.into(),
    ];
    let seen = words.each_ref().map(|word| match word.as_ref() {
        EitherRef::Boxed(of) => of.iter().sum(),
        EitherRef::Other(of) => **of,
        EitherRef::Lent(of) => u64::from(*of),
        EitherRef::None => 0,
    });
    assert_eq!(seen, [6, 9, 5, 0]);
    drop(words);
    assert_eq!(Rc::strong_count(&shared), 1);
    // A number in place of a pointer, and so another variant with tag zero.
    let word = Word::new(Either::<u32, u16, 1>::Other(77));
    assert!(matches!(word.as_ref(), EitherRef::Other(77)));
}

/// A tree whose nodes are words.
struct Inner<T> {
    children: [Option<Word<Tree<T>>>; 2],
}

#[derive(kelson::Word)]
enum Tree<T> {
    Leaf(Box<T>),
    Inner(Box<Inner<T>>),
    Small(u16),
}

fn sum(tree: &Word<Tree<u64>>) -> u64 {
    match tree.as_ref() {
        TreeRef::Leaf(leaf) => *leaf,
        TreeRef::Inner(inner) => inner.children.iter().flatten().map(sum).sum(),
        TreeRef::Small(value) => value.into(),
    }
}

fn increase(tree: &mut Word<Tree<u64>>) {
    match tree.as_mut() {
        TreeMut::Leaf(leaf) => *leaf += 1,
        TreeMut::Inner(inner) => inner.children.iter_mut().flatten().for_each(increase),
        TreeMut::Small(_) => {}
    }
}

#[test]
fn a_tree_of_words() {
    fn inner<T>(left: Tree<T>, right: Option<Tree<T>>) -> Tree<T> {
        Tree::Inner(Box::new(Inner {
            children: [Some(left.into()), right.map(Word::new)],
        }))
    }
    let left = inner(Tree::Leaf(Box::new(10)), Some(Tree::Small(3)));
    let right = inner(Tree::Leaf(Box::new(100)), None);
    let mut tree = Word::new(inner(left, Some(right)));
    assert_eq!(sum(&tree), 113);
    increase(&mut tree);
    assert_eq!(sum(&tree), 115);
    fn is_send<T: Send + Sync>(_: &T) {}
    is_send(&tree);
}

#[test]
fn a_list_whose_entries_are_words() {
    struct Entry<T> {
        value: T,
        next: Word<List<T>>,
    }
    #[derive(kelson::Word)]
    enum List<T> {
        Entry(Box<Entry<T>>),
        End,
    }
    let mut list = Word::new(List::End);
    for value in 0..5u8 {
        list = Word::new(List::Entry(Box::new(Entry { value, next: list })));
    }
    let (mut sum, mut at) = (0, &list);
    while let ListRef::Entry(entry) = at.as_ref() {
        sum += entry.value;
        at = &entry.next;
    }
    assert_eq!(sum, 10);
}

#[test]
fn a_tree_drops_each_node_once() {
    struct Counted(Rc<Cell<u32>>);
    impl Drop for Counted {
        fn drop(&mut self) {
            self.0.set(self.0.get() + 1);
        }
    }
    let drops = Rc::new(Cell::new(0));
    let mut tree = Tree::Leaf(Box::new(Counted(drops.clone())));
    for _ in 0..100 {
        let other = Tree::Leaf(Box::new(Counted(drops.clone())));
        tree = Tree::Inner(Box::new(Inner {
            children: [Some(tree.into()), Some(other.into())],
        }));
    }
    drop(Word::new(tree));
    assert_eq!(drops.get(), 101);
}

// Names that could be taken for those of the expansion, and lints that it must not set off.
mod strict {
    #![deny(warnings, missing_docs, unused, nonstandard_style)]
    #![allow(
        non_camel_case_types,
        unreachable_pub,
        reason = "the names are those of the expansion, and documented"
    )]

    /// A lifetime by the name that the views would take.
    #[derive(kelson::Word)]
    pub enum Named<'w, 'ww, word, payload> {
        /// The first.
        Self_(&'w word),
        /// The second.
        r#match(&'ww payload),
        /// None.
        Payload,
    }
}

#[test]
fn names_of_the_user_do_not_matter() {
    use strict::{
        Named,
        NamedRef, //
    };
    let word = Word::new(Named::<u32, u64>::r#match(&4));
    assert!(matches!(word.as_ref(), NamedRef::r#match(4)));
    assert!(matches!(
        Word::new(Named::<u32, u64>::Self_(&5)).into_enum(),
        Named::Self_(5)
    ));
    assert!(matches!(
        Word::new(Named::<u32, u64>::Payload).into_enum(),
        Named::Payload
    ));
}

// Of a macro of the user, whose tokens come from two places.
macro_rules! either {
    ($name:ident, $first:ident: $one:ty, $other:ty, $tag:literal) => {
        #[derive(kelson::Word)]
        enum $name<'x> {
            #[tag($tag)]
            $first($one),
            #[tag(0b1)]
            Second(&'x $other),
        }
    };
}

either!(Made, First: Option<Box<u32>>, u16, 0b10);

#[test]
fn an_enum_made_by_a_macro() {
    let word = Word::new(Made::First(Some(Box::new(3))));
    assert!(matches!(word.as_ref(), MadeRef::First(Some(3))));
    let word = Word::new(Made::Second(&4));
    assert!(matches!(word.into_enum(), Made::Second(4)));
}
