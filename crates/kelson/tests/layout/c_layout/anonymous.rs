// SPDX-License-Identifier: MIT OR Apache-2.0

//! Structs and unions without a name.

use core::mem::{offset_of, size_of};
use kelson::c_layout;

#[c_layout]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outer {
    pub kind: u8,
    pub pair: anon!(struct {
        pub first: u8,
        pub second: u32,
        #[bits(3)]
        pub flags: u8,
    }),
    pub last: u8,
}

#[test]
fn members_of_a_struct_go_by_their_names() {
    assert_eq!(size_of::<Outer>(), 20);
    assert_eq!(offset_of!(Outer, pair.second), 8);
    assert_eq!(offset_of!(Outer, last), 16);
    let mut outer = Outer::new(1, Outer_pair::new(2, 3, 4), 5);
    assert_eq!((*outer.first(), *outer.second(), outer.flags()), (2, 3, 4));
    *outer.second_mut() = 9;
    outer.set_flags(1);
    assert_eq!(
        format!("{outer:?}"),
        "Outer { kind: 1, pair: Outer_pair { first: 2, second: 9, flags: 1 }, last: 5 }"
    );
}

#[c_layout(packed)]
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    pub flags: u8,
    pub body: anon!(union {
        pub lru: [u32; 2],
        pub name: &'a str,
        pub parts: anon!(struct {
            pub order: u16,
            pub count: u32,
            #[bits(4)]
            pub zone: u8,
        }),
    }),
    pub refs: u16,
}

#[test]
fn members_of_a_union_take_the_callers_word() {
    // The union has an alignment of 8 in C, but not in a packed struct.
    assert_eq!(size_of::<Page<'_>>(), 1 + 16 + 2);
    assert_eq!(offset_of!(Page<'_>, body.parts.count), 1 + 4);
    let mut page = Page::new(
        1,
        Page_body {
            parts: Page_body_parts::new(2, 3, 4),
        },
        7,
    );
    // SAFETY: `parts` was written.
    unsafe {
        assert_eq!(
            (page.order().get(), page.count().get(), page.zone()),
            (2, 3, 4)
        );
        page.count_mut().set(8);
        page.set_zone(1);
        assert_eq!(page.lru().get(), [2, 8]);
        assert_eq!(page.zone(), 1);
    }
    assert_eq!(format!("{page:?}"), "Page { flags: 1, refs: 7, .. }");
}

#[c_layout(pack(2))]
pub struct Pragma {
    pub a: u8,
    pub inner: anon!(struct {
        pub b: u8,
        pub c: u64,
    }),
    pub alone: anon!(#[c_layout(align(8))] union {
        pub d: u8,
    }),
}

#[test]
fn the_pragma_is_in_force_inside() {
    assert_eq!(offset_of!(Pragma, inner), 2);
    assert_eq!(offset_of!(Pragma, inner.c), 4);
    // The union is aligned to 8 by itself, and to 2 as a member.
    assert_eq!(offset_of!(Pragma, alone), 12);
    assert_eq!(size_of::<Pragma>(), 20);
}

/// No copies of the whole, for those would leave the elements behind.
#[c_layout]
pub struct Deep {
    pub either: anon!(union {
        pub whole: u32,
        pub parts: anon!(struct {
            pub low: u16,
            pub high: u16,
        }),
    }),
    pub rest: [u8],
}

#[test]
fn what_is_in_a_union_is_copied_if_the_whole_is_not() {
    let deep = Deep::new(Deep_either {
        parts: Deep_either_parts::new(1, 2),
    });
    // SAFETY: `parts` was written.
    assert_eq!(unsafe { (*deep.low(), *deep.high()) }, (1, 2));
}

#[c_layout]
pub struct Lifetimes<'a, 'ab> {
    pub first: &'a u8,
    pub inner: anon!(struct {
        pub second: &'ab u8,
    }),
}

#[test]
fn a_type_without_a_name_has_the_lifetimes_that_it_uses() {
    let (first, second) = (1, 2);
    let both = Lifetimes::new(&first, Lifetimes_inner::new(&second));
    assert_eq!((*both.first, **both.second()), (1, 2));
}

#[c_layout]
pub struct Keywords {
    pub r#type: anon!(struct {
        pub r#in: u32,
    }),
}

#[test]
fn names_may_be_keywords() {
    let keywords = Keywords::new(Keywords_type::new(3));
    assert_eq!(keywords.r#type.r#in, 3);
}

/// `Self` is the type around a member without a name, as a struct's name is in C.
#[c_layout]
struct Linked<'a> {
    links: anon!(struct {
        next: Option<&'a Self>,
        count: u32,
    }),
}

#[test]
fn self_is_the_outer_type() {
    let last = Linked::new(Linked_links::new(None, 1));
    let first = Linked::new(Linked_links::new(Some(&last), 2));
    assert_eq!(first.links.next.map(|next| next.links.count), Some(1));
}
