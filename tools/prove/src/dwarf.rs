// SPDX-License-Identifier: MIT OR Apache-2.0

//! Debug information of one object: who was declared where, and who was inlined into whom.

use crate::elf::Object;
use gimli::{DebuggingInformationEntry, DwTag, Reader as _};
use object::read::elf::ElfFile64;
use object::read::{Object as _, ObjectSection as _};
use object::{LittleEndian, RelocationTarget};
use std::collections::HashMap;

type Reader = gimli::EndianArcSlice<gimli::LittleEndian>;

/// How often an entry may refer on to another before we call it a loop; compilers need two.
const MAX_REFERENCES: usize = 8;

/// What the compiler recorded about an object.
pub(crate) struct DebugInfo {
    decls: Vec<Decl>,
    scopes: Vec<Scope>,
    /// Functions with code of their own: first address, end, scope. Sorted.
    tops: Vec<(u64, u64, u32)>,
    lines: addr2line::Context<Reader>,
    /// The folders that compilers ran in, to show paths as they were given.
    folders: Vec<String>,
}

/// A function as declared in the source.
#[derive(Debug, Clone)]
pub(crate) struct Decl {
    /// `push`, generic arguments removed.
    pub(crate) name: String,
    /// Whether there were any.
    pub(crate) generic: bool,
    /// `ringnic::ring::{impl#0}`.
    pub(crate) path: String,
    pub(crate) file: String,
    /// 0 where the compiler did not say.
    pub(crate) line: u32,
    /// The symbol of its standalone copy, should there be one.
    pub(crate) symbol: Option<String>,
}

/// Code that belongs to a function: its own, or a copy inlined into another.
pub(crate) struct Scope {
    pub(crate) decl: Option<u32>,
    pub(crate) inlined: bool,
    /// Made-up addresses, see [`Object::address`].
    pub(crate) ranges: Vec<(u64, u64)>,
    children: Vec<u32>,
    /// Where it was called, for an inlined copy.
    call: Spot,
}

/// A place in the source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Spot {
    pub(crate) file: String,
    pub(crate) line: u32,
    pub(crate) column: u32,
}

/// One entry of an inline stack.
pub(crate) struct Frame {
    pub(crate) decl: Option<u32>,
    pub(crate) spot: Spot,
}

/// An entry that later ones refer to.
struct Known {
    decl: Option<u32>,
    origin: Option<usize>,
}

impl DebugInfo {
    /// Reads an object's debug information; `None` if it has none, a reason if it is damaged.
    pub(crate) fn read(object: &Object) -> Result<Option<Self>, String> {
        let mut size = 0usize;
        let mut present = false;
        let dwarf = gimli::Dwarf::load(|id| {
            let bytes = load(object, id.name())?;
            size = size.saturating_add(bytes.len());
            present |= id == gimli::SectionId::DebugInfo && !bytes.is_empty();
            Ok::<_, String>(Reader::new(bytes.into(), gimli::LittleEndian))
        })?;
        if !present {
            return Ok(None);
        }
        let mut builder = Builder {
            dwarf: &dwarf,
            decls: Vec::new(),
            scopes: Vec::new(),
            tops: Vec::new(),
            folders: Vec::new(),
            known: HashMap::new(),
            origins: Vec::new(),
            budget: size,
        };
        builder.read().map_err(|e| e.to_string())?;
        builder.link();
        let Builder {
            decls,
            scopes,
            mut tops,
            folders,
            ..
        } = builder;
        tops.sort_unstable();
        let lines = addr2line::Context::from_dwarf(dwarf).map_err(|e| e.to_string())?;
        Ok(Some(Self {
            decls,
            scopes,
            tops,
            lines,
            folders,
        }))
    }

    pub(crate) fn decls(&self) -> &[Decl] {
        &self.decls
    }

    pub(crate) fn scopes(&self) -> &[Scope] {
        &self.scopes
    }

    pub(crate) fn decl(&self, id: Option<u32>) -> Option<&Decl> {
        self.decls.get(id? as usize)
    }

    /// Whether the compiler recorded where functions are declared, which matching needs.
    pub(crate) fn has_declarations(&self) -> bool {
        self.decls.iter().any(|d| d.line > 0)
    }

    /// The inline stack at an address, innermost first; empty where nothing covers it.
    pub(crate) fn stack(&self, address: u64) -> Vec<Frame> {
        let covers = |scope: &Scope| {
            scope
                .ranges
                .iter()
                .any(|(lo, hi)| (*lo..*hi).contains(&address))
        };
        let after = self.tops.partition_point(|(lo, ..)| *lo <= address);
        let top = self
            .tops
            .get(..after)
            .and_then(|tops| tops.iter().rev().take(8).find(|(_, hi, _)| address < *hi));
        let Some((_, _, top)) = top else {
            return Vec::new();
        };
        let mut chain = vec![*top];
        let mut current = self.scopes.get(*top as usize);
        while let Some(scope) = current {
            // Children are numbered after their parents, so this ends.
            let child = scope
                .children
                .iter()
                .copied()
                .find(|child| self.scopes.get(*child as usize).is_some_and(covers));
            current = child.and_then(|child| {
                chain.push(child);
                self.scopes.get(child as usize)
            });
        }
        let mut spot = self.line(address);
        let mut frames = Vec::new();
        for id in chain.into_iter().rev() {
            if let Some(scope) = self.scopes.get(id as usize) {
                let here = std::mem::replace(&mut spot, scope.call.clone());
                frames.push(Frame {
                    decl: scope.decl,
                    spot: here,
                });
            }
        }
        frames
    }

    /// Every function that has code in the one at an address, that one first.
    pub(crate) fn inhabitants(&self, address: u64) -> Vec<&Decl> {
        let after = self.tops.partition_point(|(lo, ..)| *lo <= address);
        let top = after.checked_sub(1).and_then(|index| self.tops.get(index));
        let mut pending: Vec<u32> = top
            .filter(|(_, hi, _)| address < *hi)
            .map(|(.., scope)| *scope)
            .into_iter()
            .collect();
        let mut out = Vec::new();
        while let Some(scope) = pending.pop().and_then(|s| self.scopes.get(s as usize)) {
            out.extend(self.decl(scope.decl));
            pending.extend(&scope.children);
        }
        out
    }

    /// The innermost source line of an address; line 0 where the compiler merged several.
    fn line(&self, address: u64) -> Spot {
        let Ok(Some(location)) = self.lines.find_location(address) else {
            return Spot::default();
        };
        Spot {
            file: self.shorten(location.file.unwrap_or_default()),
            line: location.line.unwrap_or(0),
            column: location.column.unwrap_or(0),
        }
    }

    /// A path as the compiler was given it.
    pub(crate) fn shorten(&self, file: &str) -> String {
        self.folders
            .iter()
            .find_map(|folder| file.strip_prefix(folder.as_str())?.strip_prefix('/'))
            .unwrap_or(file)
            .to_owned()
    }
}

impl Scope {
    /// Where an inlined copy was called.
    pub(crate) fn call(&self) -> &Spot {
        &self.call
    }
}

struct Builder<'a> {
    dwarf: &'a gimli::Dwarf<Reader>,
    decls: Vec<Decl>,
    scopes: Vec<Scope>,
    tops: Vec<(u64, u64, u32)>,
    folders: Vec<String>,
    /// By offset in `.debug_info`.
    known: HashMap<usize, Known>,
    /// What each scope refers to.
    origins: Vec<Option<usize>>,
    /// How many more address ranges may come: no more than there are bytes to describe them,
    /// or entries share a list in a way no compiler does.
    budget: usize,
}

type Unit = gimli::Unit<Reader>;
type Entry = DebuggingInformationEntry<Reader>;

impl Builder<'_> {
    fn read(&mut self) -> gimli::Result<()> {
        let mut headers = self.dwarf.units();
        while let Some(header) = headers.next()? {
            let unit = self.dwarf.unit(header)?;
            if let Some(folder) = &unit.comp_dir {
                let folder = folder.to_string_lossy()?.into_owned();
                if !folder.is_empty() && !self.folders.contains(&folder) {
                    self.folders.push(folder);
                }
            }
            self.read_unit(&unit)?;
        }
        Ok(())
    }

    fn read_unit(&mut self, unit: &Unit) -> gimli::Result<()> {
        // Enclosing namespaces and functions, each with the depth it stands at.
        let mut names: Vec<(isize, String)> = Vec::new();
        let mut scopes: Vec<(isize, u32)> = Vec::new();
        let mut entries = unit.entries();
        while let Some(entry) = entries.next_dfs()? {
            let depth = entry.depth();
            while names.last().is_some_and(|(at, _)| *at >= depth) {
                names.pop();
            }
            while scopes.last().is_some_and(|(at, _)| *at >= depth) {
                scopes.pop();
            }
            match entry.tag() {
                gimli::DW_TAG_subprogram | gimli::DW_TAG_inlined_subroutine => {
                    let scope = self.function(unit, entry, &names, scopes.last().map(|s| s.1))?;
                    if let Some(scope) = scope {
                        scopes.push((depth, scope));
                    }
                    if let Some(name) = self.string(unit, entry, gimli::DW_AT_name)? {
                        names.push((depth, name));
                    }
                }
                tag if names_a_path(tag) => {
                    if let Some(name) = self.string(unit, entry, gimli::DW_AT_name)? {
                        names.push((depth, name));
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn function(
        &mut self,
        unit: &Unit,
        entry: &Entry,
        names: &[(isize, String)],
        parent: Option<u32>,
    ) -> gimli::Result<Option<u32>> {
        let inlined = entry.tag() == gimli::DW_TAG_inlined_subroutine;
        let origin = entry
            .attr_value(gimli::DW_AT_abstract_origin)
            .or_else(|| entry.attr_value(gimli::DW_AT_specification))
            .and_then(|value| match value {
                gimli::AttributeValue::UnitRef(offset) => {
                    Some(offset.to_debug_info_offset(&unit.header)?.0)
                }
                gimli::AttributeValue::DebugInfoRef(offset) => Some(offset.0),
                _ => None,
            });
        if !inlined {
            let decl = match self.string(unit, entry, gimli::DW_AT_name)? {
                Some(name) => Some(self.declare(unit, entry, &name, names)?),
                None => None,
            };
            if let Some(offset) = entry.offset().to_debug_info_offset(&unit.header) {
                self.known.insert(offset.0, Known { decl, origin });
            }
        }
        let own = entry
            .offset()
            .to_debug_info_offset(&unit.header)
            .map(|o| o.0);
        let mut ranges = Vec::new();
        let mut list = self.dwarf.die_ranges(unit, entry)?;
        while let Some(range) = list.next()? {
            self.budget = self
                .budget
                .checked_sub(1)
                .ok_or(gimli::Error::OffsetOutOfBounds(0))?;
            if range.begin < range.end {
                ranges.push((range.begin, range.end));
            }
        }
        if ranges.is_empty() {
            return Ok(None);
        }
        let id = self.scopes.len() as u32;
        let call = if inlined {
            let number = |name| {
                entry
                    .attr_value(name)
                    .and_then(|v| v.udata_value())
                    .and_then(|v| u32::try_from(v).ok())
                    .unwrap_or(0)
            };
            Spot {
                file: self.file(unit, entry, gimli::DW_AT_call_file)?,
                line: number(gimli::DW_AT_call_line),
                column: number(gimli::DW_AT_call_column),
            }
        } else {
            self.tops
                .extend(ranges.iter().map(|(lo, hi)| (*lo, *hi, id)));
            Spot::default()
        };
        self.scopes.push(Scope {
            decl: None,
            inlined,
            ranges,
            children: Vec::new(),
            call,
        });
        self.origins.push(if inlined { origin } else { own });
        if inlined && let Some(parent) = parent.and_then(|p| self.scopes.get_mut(p as usize)) {
            parent.children.push(id);
        }
        Ok(Some(id))
    }

    fn declare(
        &mut self,
        unit: &Unit,
        entry: &Entry,
        name: &str,
        names: &[(isize, String)],
    ) -> gimli::Result<u32> {
        let line = entry
            .attr_value(gimli::DW_AT_decl_line)
            .and_then(|v| v.udata_value())
            .and_then(|v| u32::try_from(v).ok())
            .unwrap_or(0);
        let path: Vec<&str> = names.iter().map(|(_, name)| name.as_str()).collect();
        let decl = Decl {
            name: crate::names::strip_generics(name).to_owned(),
            generic: crate::names::strip_generics(name) != name,
            path: path.join("::"),
            file: self.file(unit, entry, gimli::DW_AT_decl_file)?,
            line,
            symbol: self.string(unit, entry, gimli::DW_AT_linkage_name)?,
        };
        self.decls.push(decl);
        Ok((self.decls.len() - 1) as u32)
    }

    /// Gives each scope its declaration, following references between entries.
    fn link(&mut self) {
        for (scope, origin) in self.scopes.iter_mut().zip(&self.origins) {
            let mut next = *origin;
            for _ in 0..MAX_REFERENCES {
                let Some(known) = next.and_then(|offset| self.known.get(&offset)) else {
                    break;
                };
                // The entry that others refer to is the one that says where it was declared.
                if known.decl.is_some() {
                    scope.decl = known.decl;
                }
                next = known.origin;
            }
        }
    }

    fn string(
        &self,
        unit: &Unit,
        entry: &Entry,
        name: gimli::DwAt,
    ) -> gimli::Result<Option<String>> {
        let Some(value) = entry.attr_value(name) else {
            return Ok(None);
        };
        let text = self.dwarf.attr_string(unit, value)?;
        Ok(Some(text.to_string_lossy()?.into_owned()))
    }

    /// The path behind a file number, relative to the compiler's folder where it was so.
    fn file(&self, unit: &Unit, entry: &Entry, name: gimli::DwAt) -> gimli::Result<String> {
        let number = match entry.attr_value(name) {
            Some(gimli::AttributeValue::FileIndex(number)) => number,
            _ => return Ok(String::new()),
        };
        let Some(program) = &unit.line_program else {
            return Ok(String::new());
        };
        let header = program.header();
        let Some(file) = header.file(number) else {
            return Ok(String::new());
        };
        let text = |value| -> gimli::Result<String> {
            Ok(self
                .dwarf
                .attr_string(unit, value)?
                .to_string_lossy()?
                .into_owned())
        };
        let base = text(file.path_name())?;
        let folder = match file.directory(header) {
            Some(folder) => text(folder)?,
            None => String::new(),
        };
        if base.starts_with('/') || folder.is_empty() {
            return Ok(base);
        }
        let full = format!("{folder}/{base}");
        let home = unit.comp_dir.as_ref().map(|d| d.to_string_lossy());
        Ok(match home {
            Some(Ok(home)) => full
                .strip_prefix(&*home)
                .and_then(|rest| rest.strip_prefix('/'))
                .unwrap_or(&full)
                .to_owned(),
            _ => full,
        })
    }
}

/// Entries whose name is part of the path of what they enclose.
fn names_a_path(tag: DwTag) -> bool {
    matches!(
        tag,
        gimli::DW_TAG_namespace
            | gimli::DW_TAG_module
            | gimli::DW_TAG_structure_type
            | gimli::DW_TAG_enumeration_type
            | gimli::DW_TAG_union_type
    )
}

/// A debug section with its relocations applied, against the made-up addresses.
fn load(object: &Object, name: &str) -> Result<Vec<u8>, String> {
    let file =
        ElfFile64::<LittleEndian>::parse(object.source.bytes()).map_err(|e| e.to_string())?;
    let Some(section) = file.section_by_name(name) else {
        return Ok(Vec::new());
    };
    use object::read::elf::SectionHeader as _;
    let flags = section.elf_section_header().sh_flags(LittleEndian).0;
    if flags & object::elf::SHF_COMPRESSED.0 != 0 {
        return Err(format!(
            "section `{name}` is compressed: decompress it with `objcopy --decompress-debug-sections`"
        ));
    }
    let mut bytes = section.data().map_err(|e| e.to_string())?.to_vec();
    for (offset, reloc) in section.relocations() {
        let base = match reloc.target() {
            RelocationTarget::Symbol(symbol) => {
                let symbol = u32::try_from(symbol.0)
                    .ok()
                    .and_then(|s| object.symbols.get(s as usize))
                    .ok_or_else(|| format!("a relocation of `{name}` names no symbol"))?;
                match symbol.section {
                    Some(section) => object.address(section, symbol.value),
                    None => 0,
                }
            }
            _ => 0,
        };
        let value = base.wrapping_add(reloc.addend() as u64).to_le_bytes();
        let width = usize::from(reloc.size()) / 8;
        let place = usize::try_from(offset)
            .ok()
            .and_then(|at| bytes.get_mut(at..at.checked_add(width)?))
            .ok_or_else(|| format!("a relocation of `{name}` is outside of it"))?;
        if let Some(value) = value.get(..width) {
            place.copy_from_slice(value);
        }
    }
    Ok(bytes)
}
