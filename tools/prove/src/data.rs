// SPDX-License-Identifier: MIT OR Apache-2.0

//! What code says about data: jump tables, and the `Location` constants of panics.
//!
//! The compiler's constants have no symbols of their own once sections are merged, so a data
//! section is split at every offset that code refers to. A jump table starts at one such offset
//! and ends before the next.

use crate::elf::{Object, Reloc, SectionKind};
use object::elf;
use std::collections::{BTreeSet, HashMap};

/// Where a data section starts to mean something: section and offset.
pub(crate) type DataRef = (u32, u64);

/// The references of one object that decide how control flows inside of a function.
#[derive(Default)]
pub(crate) struct References {
    /// Targets of each jump table, as section and offset of code.
    tables: HashMap<DataRef, Vec<(u32, u64)>>,
    /// By function: offsets inside of it whose address is stored somewhere.
    entries: HashMap<u32, BTreeSet<u64>>,
}

/// A `core::panic::Location`, read back from the object.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Location {
    pub(crate) file: String,
    pub(crate) line: u32,
    pub(crate) column: u32,
}

impl References {
    /// Collects every reference of an object.
    pub(crate) fn collect(object: &Object) -> Self {
        let mut out = Self::default();
        let starts = out.visit_code(object);
        out.visit_data(object, &starts);
        out
    }

    /// The offsets inside of a function that control may enter without a visible branch.
    pub(crate) fn entries(&self, function: u32) -> impl Iterator<Item = u64> {
        self.entries.get(&function).into_iter().flatten().copied()
    }

    /// The targets of the jump table at `at`, provided that all of them lie inside of the
    /// function. Anything else may be a table of functions, whose end we would be guessing.
    pub(crate) fn table(
        &self,
        at: DataRef,
        object: &Object,
        function: u32,
    ) -> Option<&[(u32, u64)]> {
        let targets = self.tables.get(&at)?;
        let home = object.functions.get(function as usize)?;
        targets
            .iter()
            .all(|(section, offset)| {
                *section == home.section && home.lo < *offset && *offset < home.hi
            })
            .then_some(targets)
    }

    /// Notes what code refers to; returns the referenced offsets of each data section.
    fn visit_code(&mut self, object: &Object) -> HashMap<u32, BTreeSet<u64>> {
        let mut starts: HashMap<u32, BTreeSet<u64>> = HashMap::new();
        for section in &object.sections {
            if section.kind != SectionKind::Text {
                continue;
            }
            for reloc in &section.relocs {
                if reloc.got() {
                    continue;
                }
                // An instruction that takes an address or jumps ends with the relocated field,
                // so what it means lies four bytes past what the field alone would say.
                let adjust = if reloc.pc_relative() { 4 } else { 0 };
                let Some((section, offset)) = object.target(reloc, adjust) else {
                    continue;
                };
                match object.sections.get(section as usize).map(|s| s.kind) {
                    Some(SectionKind::Data) => {
                        starts.entry(section).or_default().insert(offset);
                    }
                    Some(SectionKind::Text) => self.enter(object, section, offset),
                    _ => {}
                }
            }
        }
        starts
    }

    fn visit_data(&mut self, object: &Object, starts: &HashMap<u32, BTreeSet<u64>>) {
        for (index, section) in object.sections.iter().enumerate() {
            if section.kind != SectionKind::Data || describes_code(&section.name) {
                continue;
            }
            let index = index as u32;
            let constant = section.name.starts_with(".rodata");
            for reloc in &section.relocs {
                let start = starts
                    .get(&index)
                    .filter(|_| constant)
                    .and_then(|s| s.range(..=reloc.offset).next_back().copied());
                // An entry of a position-independent table is relative to the table's start; any
                // other relative reference is relative to itself.
                let adjust = match (reloc.pc_relative(), start) {
                    (true, Some(start)) => -((reloc.offset - start) as i64),
                    _ => 0,
                };
                let Some((to, offset)) = object.target(reloc, adjust) else {
                    continue;
                };
                if object.sections.get(to as usize).map(|s| s.kind) != Some(SectionKind::Text) {
                    continue;
                }
                self.enter(object, to, offset);
                if let Some(start) = start {
                    self.tables
                        .entry((index, start))
                        .or_default()
                        .push((to, offset));
                }
            }
        }
    }

    fn enter(&mut self, object: &Object, section: u32, offset: u64) {
        if let Some((function, false)) = object.function_at(section, offset) {
            self.entries.entry(function).or_default().insert(offset);
        }
    }
}

/// Sections whose references into code let nothing run: unwind tables (whose landing pads run
/// only while a panic unwinds, so that no panic starts in one that had not started before), and
/// lists of places that the kernel may patch.
fn describes_code(name: &str) -> bool {
    [
        ".eh_frame",
        ".gcc_except_table",
        ".orc_",
        ".discard",
        "__mcount_loc",
        "__patchable_function_entries",
        ".kcfi_traps",
        ".return_sites",
        ".retpoline_sites",
        ".call_sites",
        ".ibt_endbr_seal",
        ".note",
        ".stack_sizes",
    ]
    .iter()
    .any(|prefix| name.starts_with(prefix))
}

/// Reads a `&'static Location`: a string, a line and a column, as rustc lays them out.
pub(crate) fn location(object: &Object, at: DataRef) -> Option<Location> {
    // Longer than any path a compiler accepts, and a bound on what a damaged file can ask for.
    const LONGEST_PATH: u64 = 4096;
    let (section, offset) = at;
    let reloc = object
        .relocs(section, offset..offset.checked_add(1)?)
        .iter()
        .find(|r| elf::RelocationType(r.kind) == elf::R_X86_64_64)?;
    let start = usize::try_from(offset).ok()?;
    let fields = object
        .data(section)
        .get(start.checked_add(8)?..start.checked_add(24)?)?;
    let length = u64::from_le_bytes(fields.get(..8)?.try_into().ok()?);
    let line = u32::from_le_bytes(fields.get(8..12)?.try_into().ok()?);
    let column = u32::from_le_bytes(fields.get(12..16)?.try_into().ok()?);
    if !(1..=LONGEST_PATH).contains(&length) || line == 0 || column == 0 {
        return None;
    }
    let file = string(object, reloc, length)?;
    // A structure of the user's may look alike; a path without this ending is not rustc's.
    file.ends_with(".rs")
        .then_some(Location { file, line, column })
}

fn string(object: &Object, reloc: &Reloc, length: u64) -> Option<String> {
    let (section, offset) = object.target(reloc, 0)?;
    let start = usize::try_from(offset).ok()?;
    let end = start.checked_add(usize::try_from(length).ok()?)?;
    let bytes = object.data(section).get(start..end)?;
    String::from_utf8(bytes.to_vec()).ok()
}
