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
    /// A gate that is not open.
    Gate,
    /// An attribute that does not say what an overflow does.
    Policy,
    /// An attribute that does not name a prelude.
    Prelude,
    /// A name that a prelude has twice.
    PreludeName,
    /// An alignment that is none, or more than one.
    Align,
    /// An alignment on something that is not packed, or cannot be.
    AlignPlace,
    /// An alignment that does not go with the rest of the type.
    AlignType,
    /// A type that C compilers do not pass alike.
    AlignByValue,
    /// A `no_ub_checks` attribute where nothing is called.
    NoUbChecksPlace,
    /// A `no_ub_checks` attribute with arguments.
    NoUbChecksArguments,
    /// A name that a domain adds to a type which has it.
    Taken,
    /// A name that two domain crates add to a type.
    SameName,
    /// A call that means something else without a domain.
    Shadow,
    /// Impls of others that overlap because of one that a domain allows.
    Absent,
    /// A value that may not be dropped, and is.
    Dropped,
    /// A value that may not be forgotten, and can be.
    Forgotten,
    /// An attribute about the ends of values that cannot stand where it does.
    Ends,
    /// An attribute that there is not.
    Attribute,
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
    (Code::Gate, "K0006", include_str!("explain/K0006.md")),
    (Code::Policy, "K0007", include_str!("explain/K0007.md")),
    (Code::Attribute, "K0008", include_str!("explain/K0008.md")),
    (
        Code::NoUbChecksPlace,
        "K0010",
        include_str!("explain/K0010.md"),
    ),
    (
        Code::NoUbChecksArguments,
        "K0011",
        include_str!("explain/K0011.md"),
    ),
    (Code::Align, "K0012", include_str!("explain/K0012.md")),
    (Code::AlignPlace, "K0013", include_str!("explain/K0013.md")),
    (Code::AlignType, "K0014", include_str!("explain/K0014.md")),
    (
        Code::AlignByValue,
        "K0015",
        include_str!("explain/K0015.md"),
    ),
    (Code::Taken, "K0016", include_str!("explain/K0016.md")),
    (Code::SameName, "K0017", include_str!("explain/K0017.md")),
    (Code::Shadow, "K0018", include_str!("explain/K0018.md")),
    (Code::Absent, "K0019", include_str!("explain/K0019.md")),
    (Code::Prelude, "K0020", include_str!("explain/K0020.md")),
    (Code::PreludeName, "K0021", include_str!("explain/K0021.md")),
    (Code::Dropped, "K0022", include_str!("explain/K0022.md")),
    (Code::Forgotten, "K0023", include_str!("explain/K0023.md")),
    (Code::Ends, "K0024", include_str!("explain/K0024.md")),
];

/// Whether a code is meant for us. Rustc's start with an `E` or a digit, in either case.
pub(crate) fn is_ours(code: &str) -> bool {
    code.starts_with(['K', 'k'])
}

/// The codes that there are. One that was given up is not used again, so they have gaps.
pub(crate) fn all() -> String {
    let codes: Vec<String> = ALL.iter().map(|(_, code, _)| format!("`{code}`")).collect();
    codes.join(", ")
}

impl Code {
    /// The note that closes a message.
    pub(crate) fn note(self) -> String {
        let code = ALL
            .iter()
            .find_map(|(kind, code, _)| (*kind == self).then_some(*code))
            .expect("every kind has its code");
        format!("this is error {code}; `kelsonc --explain {code}` has more about it")
    }
}

/// What there is to say about a code. As with rustc's, its letter may be small and zeros may be missing.
pub(crate) fn text(code: &str) -> Option<&'static str> {
    let number: u32 = code.get(1..)?.parse().ok()?;
    let code = format!("K{number:04}");
    ALL.iter()
        .find_map(|(_, known, text)| (*known == code).then_some(*text))
}
