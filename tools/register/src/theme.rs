// SPDX-License-Identifier: MIT OR Apache-2.0

//! The rooms of the tree.

/// One room: a folder of the same name wherever its features have something.
#[derive(Debug, PartialEq, Eq)]
pub struct Theme {
    /// The folder's name.
    pub name: &'static str,
    /// Its heading in the book.
    pub title: &'static str,
    /// One line on what is in it.
    pub about: &'static str,
    /// What the rows of this theme have to have in the tree.
    pub kind: Kind,
}

/// What a theme's features are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Library sources, tests, and a page each.
    Sources,
    /// A page each; the code is in the tools.
    Pages,
    /// Neither: the row's `tests` are all there is.
    Rows,
}

/// Every theme, in the order of the book.
pub const THEMES: &[Theme] = &[
    theme(
        "init",
        "Initialization in place",
        "Initialization in place, without moves.",
        Kind::Sources,
    ),
    theme(
        "pin",
        "Pinning",
        "Values whose address others rely on.",
        Kind::Sources,
    ),
    theme(
        "project",
        "Projections",
        "From a pointer to a struct to a pointer to its field.",
        Kind::Sources,
    ),
    theme(
        "borrow",
        "Borrowing",
        "Borrows of parts, and values that must be used up.",
        Kind::Sources,
    ),
    theme(
        "alloc",
        "Allocation",
        "Owning pointers and vectors that report failure.",
        Kind::Sources,
    ),
    theme(
        "layout",
        "Layout",
        "Types laid out as C, hardware or a packed word has them.",
        Kind::Sources,
    ),
    theme(
        "ffi",
        "C and its callers",
        "Functions and data shared with C.",
        Kind::Sources,
    ),
    theme(
        "asm",
        "Assembly",
        "Inline assembly with what C compilers offer in it.",
        Kind::Sources,
    ),
    theme(
        "sync",
        "Memory model",
        "Concurrency by the rules of the kernel.",
        Kind::Sources,
    ),
    theme(
        "check",
        "Checks",
        "Conditions that must hold, and functions that must not panic.",
        Kind::Sources,
    ),
    theme(
        "traits",
        "Traits",
        "Traits and constants with rules that the language does not have.",
        Kind::Sources,
    ),
    theme(
        "macros",
        "Macros",
        "Macros that are unsafe, exported or private.",
        Kind::Sources,
    ),
    theme(
        "cfg",
        "Configuration",
        "Numbers in `cfg`, and selection between alternatives.",
        Kind::Sources,
    ),
    theme("hint", "Hints", "Hints to the optimizer.", Kind::Sources),
    theme("tools", "Tools", "What only a tool can do.", Kind::Pages),
    theme(
        "build",
        "Build",
        "Building where there is no cargo.",
        Kind::Rows,
    ),
    theme(
        "status",
        "Status",
        "What the toolchain at hand has by itself.",
        Kind::Rows,
    ),
];

const fn theme(name: &'static str, title: &'static str, about: &'static str, kind: Kind) -> Theme {
    Theme {
        name,
        title,
        about,
        kind,
    }
}

impl Theme {
    /// The theme of this name.
    pub fn find(name: &str) -> Option<&'static Self> {
        THEMES.iter().find(|theme| theme.name == name)
    }

    /// The theme that somebody who wrote `name` may have meant.
    pub fn like(name: &str) -> Option<&'static Self> {
        THEMES
            .iter()
            .map(|theme| (strsim::damerau_levenshtein(theme.name, name), theme))
            .filter(|(distance, theme)| *distance <= theme.name.len() / 2)
            .min_by_key(|(distance, _)| *distance)
            .map(|(_, theme)| theme)
    }
}
