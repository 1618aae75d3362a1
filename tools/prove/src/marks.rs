// SPDX-License-Identifier: MIT OR Apache-2.0

//! The records that `#[no_panic]` leaves in an object.
//!
//! Each is a NUL-terminated string in a section that is not loaded:
//! `1|src/ring.rs|42|ringnic::ring::__kelson_no_panic|push`. The leading number is the version
//! of the format. A record that cannot be read is an error, since a mark that is passed over
//! would look like a promise kept.

use crate::Error;
use crate::elf::Object;

const SECTION: &str = ".kelson.no_panic";
/// Its name in code that is built into a kernel, whose linker script drops sections called so.
const SECTION_BUILT_IN: &str = ".discard.kelson.no_panic";
const VERSION: &str = "1";
/// The module that the attribute puts into the function, so that a record can name its place.
const MODULE: &str = "::__kelson_no_panic";

/// A function that its author says cannot panic.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Mark {
    pub(crate) file: String,
    /// Where the function begins: at its visibility, or the first word of its signature.
    pub(crate) line: u32,
    /// `ringnic::ring`.
    pub(crate) module: String,
    /// `push`.
    pub(crate) name: String,
}

/// Reads every record of an object.
pub(crate) fn read(object: &Object) -> Result<Vec<Mark>, Error> {
    let mut marks = Vec::new();
    for (index, section) in object.sections.iter().enumerate() {
        if ![SECTION, SECTION_BUILT_IN].contains(&section.name.as_str()) {
            continue;
        }
        let bytes = object.data(index as u32);
        let fail = |offset: usize, what: &str| {
            Error::input(format!(
                "`{}`: section `{}`, offset {offset:#x}: {what}",
                object.source.name, section.name
            ))
        };
        if bytes.len() as u64 != section.size {
            return Err(fail(0, "the section has no bytes in the file"));
        }
        if bytes.last().is_some_and(|last| *last != 0) {
            return Err(fail(bytes.len(), "the last record is cut short"));
        }
        let mut offset = 0;
        for record in bytes.split(|byte| *byte == 0) {
            // A linker may pad between the sections it joins.
            if !record.is_empty() {
                marks.push(parse(record).map_err(|what| fail(offset, &what))?);
            }
            offset += record.len() + 1;
        }
    }
    Ok(marks)
}

fn parse(record: &[u8]) -> Result<Mark, String> {
    let text = std::str::from_utf8(record).map_err(|_| "the record is not UTF-8".to_owned())?;
    let fields: Vec<&str> = text.split('|').collect();
    if fields.first() != Some(&VERSION) {
        return Err(format!(
            "the record has version `{}`, and this tool knows `{VERSION}`: use the `cargo kelson` \
             that belongs to your version of the `kelson` crate",
            fields.first().unwrap_or(&"")
        ));
    }
    let [_, file, line, module, name] = fields.as_slice() else {
        return Err(format!("the record has {} fields, not 5", fields.len()));
    };
    let line = line
        .parse()
        .map_err(|_| format!("the record's line is `{line}`, which is no number"))?;
    let module = module.strip_suffix(MODULE).ok_or_else(|| {
        format!("the record's module is `{module}`, which does not end in `{MODULE}`")
    })?;
    if file.is_empty() || name.is_empty() {
        return Err("the record names no function".to_owned());
    }
    Ok(Mark {
        file: (*file).to_owned(),
        line,
        module: module.to_owned(),
        name: (*name).to_owned(),
    })
}
