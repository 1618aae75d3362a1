// SPDX-License-Identifier: MIT OR Apache-2.0

//! What `align` promises.

use kelson::{Align, Aligned, ToAlign};
use std::mem::offset_of;
use std::process::Command;

mod limits {
    pub(super) const PAGE_SIZE: usize = 4096;
    pub(super) const CACHE_LINE: usize = 64;
    pub(super) const TINY: usize = 1;
}

use limits::{CACHE_LINE, PAGE_SIZE};

#[kelson::align(PAGE_SIZE)]
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[repr(C)]
struct Page {
    flags: u16,
    count: u32,
    tag: u8,
}

#[kelson::align(CACHE_LINE * 2)]
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(C)]
struct Pair(u8, u64);

#[kelson::align(limits::CACHE_LINE)]
#[repr(C)]
union Either {
    byte: u8,
    words: [u32; 20],
}

#[kelson::align(limits::TINY)]
#[repr(C)]
struct Small {
    value: u64,
}

/// By a number, as the language has it.
#[kelson::align(32)]
#[derive(Clone, Copy, Debug, PartialEq)]
enum Number {
    One,
    Two(u8),
}

#[kelson::align(16, PAGE_SIZE, 2, CACHE_LINE)]
struct Largest {
    value: u8,
}

#[kelson::align(CACHE_LINE)]
#[kelson::align(256)]
#[kelson::align(limits::TINY)]
struct Repeated {
    value: u8,
}

#[kelson::align(N)]
#[derive(Clone, Default)]
struct Chosen<T, const N: usize> {
    value: T,
}

impl<T, const N: usize> Chosen<T, N>
where
    Align<N>: ToAlign,
{
    fn new(value: T) -> Self {
        Chosen { value, _align: [] }
    }
}

#[kelson::align(CACHE_LINE)]
#[repr(C)]
struct Tail<T: ?Sized> {
    length: u16,
    tail: T,
}

#[test]
fn sizes_and_alignments_are_those_of_c() {
    // `cc` is what links this test too.
    let folder = std::env::temp_dir().join(format!("kelson-align-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a temporary folder can be made");
    let (source, program) = (folder.join("align.c"), folder.join("align"));
    let code = r#"
        #include <stddef.h>
        #include <stdint.h>
        #include <stdio.h>
        struct page { uint16_t flags; uint32_t count; uint8_t tag; } __attribute__((aligned(4096)));
        struct pair { uint8_t first; uint64_t second; } __attribute__((aligned(128)));
        union either { uint8_t byte; uint32_t words[20]; } __attribute__((aligned(64)));
        struct small { uint64_t value; } __attribute__((aligned(1)));
        struct aligned { uint8_t bytes[100]; } __attribute__((aligned(128)));
        struct outer { uint8_t first; struct page page; uint8_t last; };
        #define SIZES(of) (int)sizeof(of), (int)_Alignof(of)
        int main(void) {
            printf("%d %d %d %d %d\n", SIZES(struct page), (int)offsetof(struct page, flags),
                   (int)offsetof(struct page, count), (int)offsetof(struct page, tag));
            printf("%d %d %d\n", SIZES(struct pair), (int)offsetof(struct pair, second));
            printf("%d %d\n", SIZES(union either));
            printf("%d %d\n", SIZES(struct small));
            printf("%d %d\n", SIZES(struct aligned));
            printf("%d %d %d %d\n", SIZES(struct outer), (int)offsetof(struct outer, page),
                   (int)offsetof(struct outer, last));
        }
    "#;
    std::fs::write(&source, code).expect("the folder can be written to");
    let status = Command::new("cc")
        .arg(&source)
        .arg("-o")
        .arg(&program)
        .status();
    assert!(status.expect("there is a C compiler").success());
    let output = Command::new(&program).output().expect("the program runs");
    std::fs::remove_dir_all(&folder).expect("the folder is ours");
    let lines = String::from_utf8(output.stdout).expect("it prints numbers");
    let of_c: Vec<Vec<usize>> = lines
        .lines()
        .map(|line| {
            line.split(' ')
                .map(|n| n.parse().expect("a number"))
                .collect()
        })
        .collect();

    #[repr(C)]
    struct Outer {
        first: u8,
        page: Page,
        last: u8,
    }
    fn sizes<T>() -> [usize; 2] {
        [size_of::<T>(), align_of::<T>()]
    }
    let ours: [Vec<usize>; 6] = [
        [
            &sizes::<Page>()[..],
            &[
                offset_of!(Page, flags),
                offset_of!(Page, count),
                offset_of!(Page, tag),
            ],
        ]
        .concat(),
        [&sizes::<Pair>()[..], &[offset_of!(Pair, 1)]].concat(),
        sizes::<Either>().into(),
        sizes::<Small>().into(),
        sizes::<Aligned<[u8; 100], 128>>().into(),
        [
            &sizes::<Outer>()[..],
            &[offset_of!(Outer, page), offset_of!(Outer, last)],
        ]
        .concat(),
    ];
    assert_eq!(of_c, ours);
    // These are used.
    let outer = Outer {
        first: 1,
        page: Page::default(),
        last: 2,
    };
    assert_eq!((outer.first, outer.page.count, outer.last), (1, 0, 2));
}

#[test]
fn values_are_aligned_and_used_as_ever() {
    let page = Page {
        flags: 1,
        count: 2,
        tag: 3,
        _align: [],
    };
    assert_eq!(&raw const page as usize % PAGE_SIZE, 0);
    let Page { flags, count, .. } = page;
    assert_eq!(
        (flags, count, page),
        (
            1,
            2,
            Page {
                count: 2,
                flags: 1,
                tag: 3,
                ..Page::default()
            }
        )
    );

    let pair = Pair(1, 2, []);
    assert_eq!(
        (pair.0, pair.1, pair.clone() < Pair(1, 3, [])),
        (1, 2, true)
    );
    assert_eq!(&raw const pair as usize % 128, 0);

    let either = Either { words: [7; 20] };
    // SAFETY: all of it is initialized.
    assert_eq!(unsafe { either.byte }, 7_u32.to_ne_bytes()[0]);
    assert_eq!((align_of::<Number>(), Number::Two(3)), (32, Number::Two(3)));
    assert_ne!(Number::One, Number::Two(3));
}

#[test]
fn the_largest_counts() {
    assert_eq!(align_of::<Largest>(), PAGE_SIZE);
    assert_eq!(align_of::<Repeated>(), 256);
    assert_eq!(
        (align_of::<Small>(), size_of::<Small>()),
        (align_of::<u64>(), 8)
    );
    let values = (
        Largest {
            value: 1,
            _align: [],
        },
        Repeated {
            value: 2,
            _align: [],
        },
        Small {
            value: 3,
            _align: [],
        },
    );
    assert_eq!((values.0.value, values.1.value, values.2.value), (1, 2, 3));
}

#[test]
fn parameters_and_tails() {
    let chosen = Chosen::<u8, 512>::new(3);
    assert_eq!((align_of_val(&chosen), chosen.clone().value), (512, 3));
    let tail = Tail {
        length: 3,
        tail: [1_u8, 2, 3],
        _align: [],
    };
    let tail: &Tail<[u8]> = &tail;
    assert_eq!(
        (align_of_val(tail), tail.length, &tail.tail),
        (64, 3, &[1, 2, 3][..])
    );
}

#[test]
fn aligned() {
    static TABLE: Aligned<[u32; 3], { PAGE_SIZE }> = Aligned::new([1, 2, 3]);
    assert_eq!(
        (TABLE.as_ptr() as usize % PAGE_SIZE, size_of_val(&TABLE)),
        (0, PAGE_SIZE)
    );
    let mut copy = TABLE;
    copy[1] = 5;
    copy.value[2] = 6;
    assert_eq!(
        (copy.into_inner(), TABLE.into_inner()),
        ([1, 5, 6], [1, 2, 3])
    );
    assert_eq!(Aligned::<_, 8>::from(3_u8), Aligned::new(3));
    assert_eq!(
        format!(
            "{:?} {}",
            Aligned::<_, 2>::new("a"),
            Aligned::<_, 2>::new("a")
        ),
        "\"a\" a"
    );
    assert_eq!(Aligned::<Option<u8>, 16>::default().value, None);
    assert!(Aligned::<_, 4>::new(1) < Aligned::new(2));
    let boxed: Box<Aligned<[u8], 32>> = Box::new(Aligned::new([1, 2]));
    assert_eq!((align_of_val(&*boxed), boxed.len()), (32, 2));
}

#[test]
fn every_alignment_is_there() {
    macro_rules! check {
        ($($exponent:literal)*) => { $(
            assert_eq!(align_of::<<Align<{ 1 << $exponent }> as ToAlign>::T>(), 1 << $exponent);
            assert_eq!(size_of::<<Align<{ 1 << $exponent }> as ToAlign>::T>(), 0);
        )* };
    }
    check!(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29);
}
