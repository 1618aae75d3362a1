// SPDX-License-Identifier: MIT OR Apache-2.0

//! The errors that are kelsonc's own, and what `kelsonc --explain` says about each.
//!
//! Rustc's machinery numbers errors with an `E` and knows no other letter, so ours state their code in a note.

/// One kind of error.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Code {
    /// A `-K` option that cannot be used.
    Option,
    /// An overflow handler that does not look like one.
    HandlerSignature,
    /// More than one overflow handler.
    HandlerTwice,
    /// Crates of a coherence domain with impls for the same type.
    Overlap,
    /// More relaxed impls in a crate than can be guarded.
    TooManyImpls,
    /// A gate that is not open.
    Gate,
    /// An attribute that does not say what an overflow does.
    Policy,
    /// An attribute that does not name a prelude.
    Prelude,
    /// A name that a prelude has twice.
    PreludeName,
}

/// All of them, with their texts, in the order of their codes. Numbers may be missing.
const ALL: &[(Code, &str, &str)] = &[
    (Code::Option, "K0001", include_str!("explain/K0001.md")),
    (
        Code::HandlerSignature,
        "K0002",
        include_str!("explain/K0002.md"),
    ),
    (
        Code::HandlerTwice,
        "K0003",
        include_str!("explain/K0003.md"),
    ),
    (Code::Overlap, "K0004", include_str!("explain/K0004.md")),
    (
        Code::TooManyImpls,
        "K0005",
        include_str!("explain/K0005.md"),
    ),
    (Code::Gate, "K0006", include_str!("explain/K0006.md")),
    (Code::Policy, "K0007", include_str!("explain/K0007.md")),
    (Code::Prelude, "K0020", include_str!("explain/K0020.md")),
    (Code::PreludeName, "K0021", include_str!("explain/K0021.md")),
];

/// The first code there is.
pub(crate) const FIRST: &str = ALL[0].1;

/// The last code there is.
pub(crate) fn last() -> &'static str {
    ALL[ALL.len() - 1].1
}

impl Code {
    /// The note that closes a message.
    pub(crate) fn note(self) -> String {
        let code = ALL
            .iter()
            .find_map(|(kind, code, _)| (*kind == self).then_some(*code))
            .unwrap_or(FIRST);
        format!("this is error {code}; `kelsonc --explain {code}` has more about it")
    }
}

/// What there is to say about a code.
pub(crate) fn text(code: &str) -> Option<&'static str> {
    ALL.iter()
        .find_map(|(_, known, text)| (*known == code).then_some(*text))
}
