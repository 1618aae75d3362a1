// SPDX-License-Identifier: MIT OR Apache-2.0

//! What `word` promises.

use core::{
    cell::Cell,
    marker::PhantomData,
    mem::{
        self,
        size_of,
        ManuallyDrop, //
    },
    pin::Pin,
    ptr::NonNull, //
};
use kelson::{
    alloc::{
        KArc,
        KBox,
        GFP_KERNEL, //
    },
    word::{
        Borrowed,
        Tagged,
        Uint,
        Zst, //
    },
    Word, //
};
use std::{
    panic::{
        catch_unwind,
        AssertUnwindSafe, //
    },
    rc::Rc,
    sync::Arc,
    thread, //
};

mod generic;
mod tags;
mod xarray;

/// Counts how often it is dropped.
struct Counted<'a>(u64, &'a Cell<u32>);

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.1.set(self.1.get() + 1);
    }
}

#[derive(kelson::Word)]
enum Node<'c> {
    Empty,
    Leaf(Box<Counted<'c>>),
    Inner(Rc<Counted<'c>>),
    Value(u32),
    Zero,
    Retry,
}

fn kind(node: &Word<Node<'_>>) -> u64 {
    match node.as_ref() {
        NodeRef::Empty => 100,
        NodeRef::Leaf(leaf) => leaf.0,
        NodeRef::Inner(inner) => inner.0,
        NodeRef::Value(value) => value.into(),
        NodeRef::Zero => 101,
        NodeRef::Retry => 102,
    }
}

#[test]
fn every_variant_comes_back() {
    let drops = Cell::new(0);
    let shared = Rc::new(Counted(6, &drops));
    let all = [
        (Node::Empty, 100),
        (Node::Leaf(Box::new(Counted(5, &drops))), 5),
        (Node::Inner(shared.clone()), 6),
        (Node::Value(0), 0),
        (Node::Value(u32::MAX), u32::MAX.into()),
        (Node::Zero, 101),
        (Node::Retry, 102),
    ];
    for (node, expected) in all {
        let word = Word::from(node);
        assert_eq!(kind(&word), expected);
        let again = Word::new(word.into_enum());
        assert_eq!(kind(&again), expected);
    }
    // The box is gone, the share too.
    assert_eq!((drops.get(), Rc::strong_count(&shared)), (1, 1));
}

#[test]
fn it_is_one_word_and_so_is_none() {
    assert_eq!(size_of::<Word<Node<'_>>>(), size_of::<usize>());
    assert_eq!(size_of::<Option<Word<Node<'_>>>>(), size_of::<usize>());
    assert_eq!(align_of::<Word<Node<'_>>>(), align_of::<usize>());
    // What it replaces.
    assert_eq!(size_of::<Node<'_>>(), 2 * size_of::<usize>());
    for node in [Node::Empty, Node::Value(0), Node::Zero, Node::Retry] {
        assert!(Some(Word::new(node)).is_some());
    }
}

#[test]
fn the_first_pointer_has_tag_zero() {
    let drops = Cell::new(0);
    let leaf = Box::new(Counted(1, &drops));
    let address = (&raw const *leaf).addr();
    assert_eq!(Word::new(Node::Leaf(leaf)).as_raw().addr(), address);
    assert_eq!(Word::new(Node::Value(7)).as_raw().addr(), 7 << 2 | 2);
    assert_eq!(Word::new(Node::Empty).as_raw().addr(), 3);
    assert_eq!(Word::new(Node::Retry).as_raw().addr(), 2 << 2 | 3);
    assert_eq!(drops.get(), 1);
}

#[test]
fn a_payload_is_dropped_once() {
    let drops = Cell::new(0);
    let leaf = || Node::Leaf(Box::new(Counted(0, &drops)));

    drop(Word::new(leaf()));
    assert_eq!(drops.get(), 1);
    drop(Word::new(leaf()).into_enum());
    assert_eq!(drops.get(), 2);
    let mut word = Word::new(leaf());
    assert_eq!((kind(&word), drops.get()), (0, 2));
    word = Word::new(leaf());
    assert_eq!((kind(&word), drops.get()), (0, 3));
    // Neither do views drop it, nor does it matter that one is leaked.
    let _ = word.as_ref();
    let _ = ManuallyDrop::new(word.as_ref());
    let _ = ManuallyDrop::new(word.as_mut());
    assert_eq!(drops.get(), 3);
    drop(word);
    assert_eq!(drops.get(), 4);
    // Given up, it is nobody's.
    let raw = Word::new(leaf()).into_raw();
    assert_eq!(drops.get(), 4);
    // SAFETY: it is from above, and taken back once.
    drop(unsafe { Word::<Node<'_>>::from_raw(raw) });
    assert_eq!(drops.get(), 5);
    let kept = ManuallyDrop::new(Word::new(leaf()));
    assert_eq!(drops.get(), 5);
    drop(ManuallyDrop::into_inner(kept));
    assert_eq!(drops.get(), 6);

    let shared = Rc::new(Counted(0, &drops));
    let word = Word::new(Node::Inner(shared.clone()));
    {
        let NodeRef::Inner(inner) = word.as_ref() else {
            panic!("it is an inner node")
        };
        let _own = Rc::clone(&inner);
        assert_eq!(Rc::strong_count(&shared), 3);
    }
    assert_eq!(Rc::strong_count(&shared), 2);
    drop(word);
    assert_eq!((Rc::strong_count(&shared), drops.get()), (1, 6));
}

#[test]
fn what_a_box_points_to_can_be_changed() {
    let drops = Cell::new(0);
    let mut word = Word::new(Node::Leaf(Box::new(Counted(1, &drops))));
    if let NodeMut::Leaf(leaf) = word.as_mut() {
        leaf.0 += 1;
        *leaf = Counted(leaf.0 + 1, &drops);
    }
    assert_eq!((kind(&word), drops.get()), (3, 1));
}

#[test]
fn the_enum_can_be_changed_in_place() {
    let drops = Cell::new(0);
    let mut word = Word::new(Node::Leaf(Box::new(Counted(1, &drops))));
    let old = word.with_mut(|node| mem::replace(node, Node::Value(3)));
    assert!(matches!(old, Node::Leaf(ref leaf) if leaf.0 == 1));
    assert_eq!((kind(&word), drops.get()), (3, 0));
    drop(old);
    word.with_mut(|node| {
        let Node::Value(value) = node else {
            panic!("it is a value")
        };
        *value += 1;
    });
    assert_eq!((kind(&word), drops.get()), (4, 1));
    word.with_mut(|node| *node = Node::Leaf(Box::new(Counted(2, &drops))));
    // Another box in place of the first, which goes.
    word.with_mut(|node| {
        if let Node::Leaf(leaf) = node {
            drop(mem::replace(leaf, Box::new(Counted(9, &drops))));
        }
    });
    assert_eq!((kind(&word), drops.get()), (9, 2));
    drop(word);
    assert_eq!(drops.get(), 3);
}

#[test]
fn a_panic_while_it_is_an_enum_loses_nothing() {
    let drops = Cell::new(0);
    let mut word = Word::new(Node::Leaf(Box::new(Counted(1, &drops))));
    let panicked = catch_unwind(AssertUnwindSafe(|| {
        word.with_mut(|node| {
            *node = Node::Leaf(Box::new(Counted(2, &drops)));
            panic!("in the middle");
        })
    }));
    assert!(panicked.is_err());
    assert_eq!((kind(&word), drops.get()), (2, 1));
    drop(word);
    assert_eq!(drops.get(), 2);
}

#[test]
fn a_panic_while_a_payload_is_dropped_drops_it_once() {
    struct Panics<'a>(Counted<'a>);
    impl Drop for Panics<'_> {
        fn drop(&mut self) {
            panic!("dropped {}", self.0 .0);
        }
    }
    #[derive(kelson::Word)]
    enum Entry<'a> {
        Panics(Box<Panics<'a>>),
        Nothing,
    }
    let drops = Cell::new(0);
    let mut words = [
        Word::new(Entry::Panics(Box::new(Panics(Counted(1, &drops))))),
        Word::new(Entry::Nothing),
    ];
    let panicked = catch_unwind(AssertUnwindSafe(|| words[0] = Word::new(Entry::Nothing)));
    assert!(panicked.is_err());
    assert!(matches!(words[0].as_ref(), EntryRef::Nothing));
    assert!(matches!(words[1].as_ref(), EntryRef::Nothing));
    drop(words);
    assert_eq!(drops.get(), 1);
}

#[test]
fn another_holder_may_borrow_it() {
    let drops = Cell::new(0);
    let raw = Word::new(Node::Leaf(Box::new(Counted(1, &drops)))).into_raw();
    // SAFETY: the word is nobody's, and dropped at the end.
    unsafe {
        let (one, other) = (
            Word::<Node<'_>>::ref_from_raw(raw),
            Word::<Node<'_>>::ref_from_raw(raw),
        );
        let (NodeRef::Leaf(one), NodeRef::Leaf(other)) = (one, other) else {
            panic!("they are leaves")
        };
        assert_eq!(one.0 + other.0, 2);
        if let NodeMut::Leaf(leaf) = Word::<Node<'_>>::mut_from_raw(raw) {
            leaf.0 = 4;
        }
        let word = Word::<Node<'_>>::from_raw(raw);
        assert_eq!((kind(&word), word.as_raw()), (4, raw));
    }
    assert_eq!(drops.get(), 1);
}

#[derive(Debug, PartialEq, kelson::Word)]
enum Numbers {
    A(u8),
    B(i8),
    C(u16),
    D(i16),
    E(bool),
    F(char),
    G(Uint<20>),
    #[cfg(target_pointer_width = "64")]
    H(i32),
    #[cfg(target_pointer_width = "64")]
    I(u32),
    Nothing,
}

#[test]
fn numbers_keep_their_sign_and_range() {
    let mut all = vec![Numbers::Nothing];
    all.extend([0, 1, 127, 128, u8::MAX].map(Numbers::A));
    all.extend([0, 1, -1, i8::MIN, i8::MAX].map(Numbers::B));
    all.extend([0, 1, u16::MAX].map(Numbers::C));
    all.extend([0, -1, i16::MIN, i16::MAX].map(Numbers::D));
    all.extend([false, true].map(Numbers::E));
    all.extend(['\0', 'a', '\u{d7ff}', '\u{e000}', char::MAX].map(Numbers::F));
    all.extend([Uint::default(), Uint::MAX].map(Numbers::G));
    #[cfg(target_pointer_width = "64")]
    all.extend([0, -1, i32::MIN, i32::MAX].map(Numbers::H));
    #[cfg(target_pointer_width = "64")]
    all.extend([0, 1, u32::MAX].map(Numbers::I));
    for number in all {
        let text = format!("{number:?}");
        let word = Word::new(number);
        assert_eq!(format!("{:?}", word.into_enum()), text);
    }
    // Above a number there are zeros, whatever its sign.
    let width = Numbers::CODES[1].width;
    assert_eq!(Word::new(Numbers::B(-1)).as_raw().addr() >> width, 0xff);
    let width = Numbers::CODES[3].width;
    assert_eq!(Word::new(Numbers::D(-1)).as_raw().addr() >> width, 0xffff);
}

#[test]
fn a_uint_stays_in_its_range() {
    assert_eq!(Uint::<4>::MAX.get(), 15);
    assert_eq!(Uint::<4>::new(15).map(Uint::get), Some(15));
    assert_eq!(Uint::<4>::new(16), None);
    assert_eq!(Uint::<0>::new(0).map(Uint::get), Some(0));
    assert_eq!(Uint::<0>::new(1), None);
    assert_eq!(Uint::<{ usize::BITS }>::MAX.get(), usize::MAX);
}

#[derive(kelson::Word)]
enum Pointers<'a> {
    Boxed(Box<u64>),
    Pinned(Pin<Box<u64>>),
    Shared(Arc<u64>),
    Kernel(KBox<u64>),
    KernelPinned(Pin<KBox<u64>>),
    Mutable { of: &'a mut u64 },
}

impl Pointers<'_> {
    fn seen(word: &Word<Pointers<'_>>) -> u64 {
        match word.as_ref() {
            PointersRef::Boxed(of) => *of,
            PointersRef::Pinned(of) => *of,
            PointersRef::Shared(of) => **of,
            PointersRef::Kernel(of) => *of,
            PointersRef::KernelPinned(of) => *of,
            PointersRef::Mutable { of } => *of,
        }
    }

    fn increase(word: &mut Word<Pointers<'_>>) {
        match word.as_mut() {
            PointersMut::Boxed(of) => *of += 1,
            PointersMut::Pinned(mut of) => *of += 1,
            PointersMut::Shared(of) => assert_eq!(Arc::strong_count(&of), 1),
            PointersMut::Kernel(of) => *of += 1,
            PointersMut::KernelPinned(mut of) => *of += 1,
            PointersMut::Mutable { of } => *of += 1,
        }
    }
}

#[test]
fn each_pointer_gives_what_it_owns_or_borrows() {
    let mut local = 6;
    let all = [
        (Pointers::Boxed(Box::new(1)), 2),
        (Pointers::Pinned(Box::pin(2)), 3),
        (Pointers::Shared(Arc::new(3)), 3),
        (Pointers::Kernel(KBox::new(4, GFP_KERNEL).unwrap()), 5),
        (Pointers::KernelPinned(KBox::pin(5, GFP_KERNEL).unwrap()), 6),
        (Pointers::Mutable { of: &mut local }, 7),
    ];
    for (pointer, then) in all {
        let mut word = Word::new(pointer);
        Pointers::increase(&mut word);
        assert_eq!(Pointers::seen(&word), then);
    }
    assert_eq!(local, 7);
}

#[derive(kelson::Word)]
#[word(derive(Debug, Clone, Copy))]
enum Optional<'a> {
    One(Option<&'a u32>),
    Two(Option<NonNull<u32>>),
    Three(Option<Box<u32>>),
}

#[test]
fn several_variants_may_be_none() {
    let number = 7;
    let seen = |optional| format!("{:?}", Word::new(optional));
    assert_eq!(seen(Optional::One(None)), "One(None)");
    assert_eq!(seen(Optional::One(Some(&number))), "One(Some(7))");
    assert_eq!(seen(Optional::Two(None)), "Two(None)");
    assert_eq!(seen(Optional::Three(None)), "Three(None)");
    assert_eq!(seen(Optional::Three(Some(Box::new(4)))), "Three(Some(4))");
    let pointer = NonNull::from(&number);
    let word = Word::new(Optional::Two(Some(pointer)));
    assert!(matches!(word.into_enum(), Optional::Two(Some(same)) if same == pointer));
    assert_eq!(size_of::<Option<Word<Optional<'_>>>>(), size_of::<usize>());
}

#[test]
fn a_pointer_that_is_not_aligned_has_no_word() {
    #[derive(kelson::Word)]
    enum Entry {
        At(NonNull<u32>),
        Nothing,
    }
    let numbers = [1u32, 2];
    let aligned = NonNull::from(&numbers[1]);
    let word = Word::new(Entry::At(aligned));
    assert!(matches!(word.as_ref(), EntryRef::At(at) if at == aligned));
    let odd = NonNull::new(aligned.as_ptr().wrapping_byte_add(1)).unwrap();
    let panicked = catch_unwind(|| Word::new(Entry::At(odd)).as_raw().addr());
    let said = panicked.expect_err("there is no such word");
    let said = said.downcast_ref::<&str>();
    assert!(said.is_some_and(|said| said.starts_with("the pointer is not aligned")));
    assert!(matches!(
        Word::new(Entry::Nothing).as_ref(),
        EntryRef::Nothing
    ));
}

#[test]
fn counted_pointers_can_be_shared_out_of_a_view() {
    #[derive(kelson::Word)]
    enum Entry {
        Std(Arc<u64>),
        Kernel(KArc<u64>),
    }
    let (std, kernel) = (Arc::new(1), KArc::new(2, GFP_KERNEL).unwrap());
    let words = [
        Word::new(Entry::Std(std.clone())),
        Word::new(Entry::Kernel(kernel.clone())),
    ];
    fn value(word: &Word<Entry>) -> &u64 {
        match word.as_ref() {
            EntryRef::Std(of) => Borrowed::value(of),
            EntryRef::Kernel(of) => Borrowed::value(of),
        }
    }
    assert_eq!((value(&words[0]), value(&words[1])), (&1, &2));
    if let EntryRef::Kernel(of) = words[1].as_ref() {
        assert!(KArc::ptr_eq(&of, &kernel));
        let another: KArc<u64> = KArc::clone(&of);
        assert_eq!(*another, 2);
    }
    drop(words);
    assert_eq!(Arc::strong_count(&std), 1);
    assert_eq!(KArc::try_unwrap(kernel), Ok(2));
}

#[test]
fn types_without_bytes_need_none() {
    struct Token<'a>(PhantomData<&'a ()>);
    thread_local!(static DROPPED: Cell<u32> = const { Cell::new(0) });
    impl Drop for Token<'_> {
        fn drop(&mut self) {
            DROPPED.set(DROPPED.get() + 1);
        }
    }
    #[derive(kelson::Word)]
    enum Entry<'a> {
        At(&'a u32),
        Unit(()),
        Marker(PhantomData<*const &'a str>),
        Held(Zst<Token<'a>>),
    }
    let word = Word::new(Entry::Held(Zst(Token(PhantomData))));
    assert!(matches!(word.as_ref(), EntryRef::Held(Token(_))));
    assert_eq!(DROPPED.get(), 0);
    drop(word.into_enum());
    assert_eq!(DROPPED.get(), 1);
    drop(Word::new(Entry::Held(Zst(Token(PhantomData)))));
    assert_eq!(DROPPED.get(), 2);
    assert!(matches!(
        Word::new(Entry::Unit(())).as_ref(),
        EntryRef::Unit(())
    ));
    assert!(matches!(
        Word::new(Entry::Marker(PhantomData)).as_mut(),
        EntryMut::Marker(_)
    ));
    assert!(matches!(Word::new(Entry::At(&3)).into_enum(), Entry::At(3)));
    assert_eq!(DROPPED.get(), 2);
}

#[test]
fn an_enum_with_a_destructor_is_dropped_with_its_word() {
    thread_local!(static DROPPED: Cell<u32> = const { Cell::new(0) });
    #[derive(kelson::Word)]
    enum Guarded {
        Kept(Arc<u32>),
        Number(u32),
        Nothing,
    }
    impl Drop for Guarded {
        fn drop(&mut self) {
            // The payload is still there.
            DROPPED.set(DROPPED.get() + if let Self::Kept(of) = self { **of } else { 1 });
        }
    }
    let of = Arc::new(10);
    let mut word = Word::new(Guarded::Kept(Arc::clone(&of)));
    assert!(matches!(word.as_ref(), GuardedRef::Kept(of) if **of == 10));
    assert_eq!((DROPPED.get(), Arc::strong_count(&of)), (0, 2));
    word.with_mut(|value| *value = Guarded::Number(7));
    assert_eq!((DROPPED.get(), Arc::strong_count(&of)), (10, 1));
    assert!(matches!(word.as_ref(), GuardedRef::Number(7)));
    drop(word.into_enum());
    assert_eq!(DROPPED.get(), 11);
    drop(Word::new(Guarded::Kept(Arc::clone(&of))));
    assert_eq!((DROPPED.get(), Arc::strong_count(&of)), (21, 1));
    drop(Word::new(Guarded::Nothing));
    assert_eq!(DROPPED.get(), 22);
}

#[test]
fn a_word_may_be_sent_if_the_enum_may() {
    fn is_send<T: Send>() {}
    fn is_sync<T: Sync>() {}
    #[derive(kelson::Word)]
    enum Safe<'a> {
        One(Box<u64>),
        Two(Arc<u64>),
        Three(&'a u64),
    }
    is_send::<Word<Safe<'_>>>();
    is_sync::<Word<Safe<'_>>>();
    let word = Word::new(Safe::Two(Arc::new(4)));
    let sum: u64 = thread::scope(|scope| {
        let readers = [(); 4].map(|()| {
            scope.spawn(|| match word.as_ref() {
                SafeRef::One(of) | SafeRef::Three(of) => *of,
                SafeRef::Two(of) => *Arc::clone(&of),
            })
        });
        readers.map(|reader| reader.join().unwrap()).iter().sum()
    });
    assert_eq!(sum, 16);
    let word = thread::spawn(|| Word::new(Safe::One(Box::new(5))))
        .join()
        .unwrap();
    assert!(matches!(word.into_enum(), Safe::One(of) if *of == 5));
    assert!(Word::new(Safe::Three(&4)).as_raw().addr() != 0);
}

#[test]
fn a_copied_word_is_read_any_number_of_times() {
    #[derive(kelson::Word)]
    #[word(copy, derive(Debug))]
    enum Link<'a, T> {
        Next(&'a T),
        End,
    }
    impl<T> Clone for Link<'_, T> {
        fn clone(&self) -> Self {
            *self
        }
    }
    impl<T> Copy for Link<'_, T> {}
    let value = 7u64;
    let link = Word::new(Link::Next(&value));
    let (one, other) = (link, link);
    assert!(matches!(one.into_enum(), Link::Next(7)));
    assert!(matches!(one.into_enum(), Link::Next(7)));
    assert!(matches!(other.as_ref(), LinkRef::Next(7)));
    assert_eq!(
        format!("{link:?} {:?}", Word::new(Link::<u16>::End)),
        "Next(7) End"
    );
    // The reference outlives the word it is read from.
    fn target<'a>(link: &Word<Link<'a, u64>>) -> &'a u64 {
        match link.as_ref() {
            LinkRef::Next(to) => to,
            LinkRef::End => &0,
        }
    }
    assert_eq!(target(&Word::new(Link::Next(&value))), &7);
}

#[test]
fn an_enum_without_payloads_is_a_number() {
    #[derive(Debug, Clone, Copy, PartialEq, kelson::Word)]
    #[word(copy)]
    enum State {
        Idle,
        Busy,
        Gone {},
        Failed(),
    }
    for state in [State::Idle, State::Busy, State::Gone {}, State::Failed()] {
        let word = Word::new(state);
        assert_eq!(word.into_enum(), state);
        assert_eq!(
            matches!(word.as_ref(), StateRef::Busy),
            state == State::Busy
        );
    }
    #[derive(kelson::Word)]
    enum One {
        Only,
    }
    assert!(matches!(Word::new(One::Only).as_ref(), OneRef::Only));
    assert!(!Word::new(One::Only).as_raw().is_null());
}

#[test]
fn one_variant_takes_no_bits() {
    #[derive(kelson::Word)]
    enum One {
        Byte(Box<u8>),
    }
    let word = Word::new(One::Byte(Box::new(9)));
    assert!(matches!(word.as_ref(), OneRef::Byte(9)));
    assert_eq!(One::CODES.len(), 1);
    assert_eq!(One::CODES[0].width, 0);
}
