// A node of a radix tree: a subtree, a page, or a number where the page was swapped out.
//@run
use core::mem;
use kelson::Word;
use std::sync::Arc;

struct Page {
    block: u64,
}

struct Level {
    slots: [Option<Word<Node>>; 4],
}

#[derive(kelson::Word)]
enum Node {
    Level(Box<Level>),
    Page(Arc<Page>),
    Swapped(u32),
    Hole,
    Busy,
}

impl Level {
    fn pages(&self) -> usize {
        let pages = |slot: &Word<Node>| match slot.as_ref() {
            NodeRef::Level(level) => level.pages(),
            NodeRef::Page(_) => 1,
            NodeRef::Swapped(_) | NodeRef::Hole | NodeRef::Busy => 0,
        };
        self.slots.iter().flatten().map(pages).sum()
    }
}

fn main() {
    assert_eq!(size_of::<Option<Word<Node>>>(), size_of::<usize>());
    assert_eq!(size_of::<Option<Node>>(), 2 * size_of::<usize>());

    let page = Arc::new(Page { block: 7 });
    let mut root = Level {
        slots: [
            Some(Node::Page(page.clone()).into()),
            Some(Node::Swapped(9).into()),
            Some(Node::Hole.into()),
            None,
        ],
    };
    root.slots[3] = Some(Word::new(Node::Level(Box::new(Level {
        slots: [Some(Node::Page(page.clone()).into()), None, None, Some(Node::Busy.into())],
    }))));
    assert_eq!((root.pages(), Arc::strong_count(&page)), (2, 3));

    // Swaps a page out: what was there comes back as the enum.
    let slot = root.slots[0].as_mut().expect("there is a word");
    match mem::replace(slot, Word::new(Node::Swapped(10))).into_enum() {
        Node::Page(page) => assert_eq!(page.block, 7),
        _ => unreachable!(),
    }
    // To change a number in its place, borrow the word as the enum.
    slot.with_mut(|node| {
        if let Node::Swapped(at) = node {
            *at += 1;
        }
    });
    assert!(matches!(slot.as_ref(), NodeRef::Swapped(11)));

    drop(root);
    assert_eq!(Arc::strong_count(&page), 1);
}
