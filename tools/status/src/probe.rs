// SPDX-License-Identifier: MIT OR Apache-2.0

//! A probe: a tiny crate with a header that says how to compile and how to judge it.

use crate::table::TEXTS;

/// The question whether a toolchain has one wanted feature.
///
/// The header of a file in `probes/` is made of `//@ key: value` lines:
///
/// | key | meaning |
/// |---|---|
/// | `gate` | names of the feature gates to switch on, separated by spaces |
/// | `edition` | 2021 where none is given |
/// | `flags` | further arguments for rustc |
/// | `since` | the release that has the feature on stable |
/// | `warns` | the code of a warning without which a success does not count |
/// | `absent` | what errors say where the feature is missing; any other error is no answer. Alternatives are separated by ` \| ` |
/// | `note` | what a reader of the answer should know |
/// | `none` | why rustc is the wrong one to ask; such a file has no code and no control |
/// | `error` | in a control: what the error says, alternatives as above |
#[derive(Debug, Clone)]
pub struct Probe {
    /// The row of the register: `R08`.
    pub id: &'static str,
    /// Why no compiler can answer, if so.
    pub none: Option<&'static str>,
    /// The gates the feature is behind while it is unstable.
    pub gates: Vec<&'static str>,
    /// The release that has the feature on stable.
    pub since: Option<&'static str>,
    /// What a reader of the answer should know.
    pub note: Option<&'static str>,
    /// The nearly identical crate that no toolchain accepts.
    pub control: Option<Control>,
    pub(crate) edition: &'static str,
    pub(crate) flags: Vec<&'static str>,
    pub(crate) warns: Option<&'static str>,
    pub(crate) absent: Vec<&'static str>,
    pub(crate) code: &'static str,
}

/// The nearly identical crate that no toolchain accepts.
#[derive(Debug, Clone)]
pub struct Control {
    /// What the error says or is numbered, by toolchain one or the other.
    pub errors: Vec<&'static str>,
    pub(crate) gates: Vec<&'static str>,
    pub(crate) edition: &'static str,
    pub(crate) flags: Vec<&'static str>,
    pub(crate) code: &'static str,
}

impl Probe {
    /// All probes, one per row of the register and in its order.
    pub fn all() -> impl Iterator<Item = Self> {
        TEXTS.iter().map(|text| {
            let header = Header(text.probe);
            Self {
                id: text.id,
                none: header.get("none"),
                gates: header.words("gate"),
                since: header.get("since"),
                note: header.get("note"),
                control: text.control.map(|code| {
                    let header = Header(code);
                    Control {
                        errors: header.alternatives("error"),
                        gates: header.words("gate"),
                        edition: header.edition(),
                        flags: header.words("flags"),
                        code,
                    }
                }),
                edition: header.edition(),
                flags: header.words("flags"),
                warns: header.get("warns"),
                absent: header.alternatives("absent"),
                code: text.probe,
            }
        })
    }

    /// The probe of one row.
    pub fn of(id: &str) -> Option<Self> {
        Self::all().find(|probe| probe.id == id)
    }
}

/// The `//@` lines of a probe.
struct Header(&'static str);

impl Header {
    fn get(&self, key: &str) -> Option<&'static str> {
        self.0.lines().find_map(|line| {
            line.strip_prefix("//@ ")?
                .strip_prefix(key)?
                .strip_prefix(": ")
                .map(str::trim)
        })
    }

    fn words(&self, key: &str) -> Vec<&'static str> {
        self.get(key)
            .map_or_else(Vec::new, |value| value.split_whitespace().collect())
    }

    fn alternatives(&self, key: &str) -> Vec<&'static str> {
        self.get(key).map_or_else(Vec::new, |value| {
            value.split(" | ").map(str::trim).collect()
        })
    }

    fn edition(&self) -> &'static str {
        self.get("edition").unwrap_or("2021")
    }
}
