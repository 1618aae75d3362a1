//@run
use kelson::pat;

/// What a driver numbers its requests with. Every `u32` is one but the last.
type Tag = pat!(encoded u32 is 0..u32::MAX);

struct Slot {
    deadline: u64,
    depth: u32,
    /// What is in the slot, if anything is.
    tag: Option<Tag>,
}

fn main() {
    assert_eq!(size_of::<Option<Tag>>(), 4);
    assert_eq!(size_of::<Slot>(), 16);

    let first = Slot { deadline: 0, depth: 1, tag: Some(pat!(0 in Tag)) };
    assert_eq!(first.tag.map(Tag::get), Some(0));
    let empty = Slot { tag: Tag::new(u32::MAX), ..first };
    assert!(empty.tag.is_none() && empty.deadline < 1 && empty.depth == 1);

    // The same without the word needs a flag beside it.
    assert_eq!(size_of::<Option<pat!(u32 is 0..u32::MAX)>>(), 8);
}
