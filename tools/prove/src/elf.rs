// SPDX-License-Identifier: MIT OR Apache-2.0

//! One relocatable object, read into a model that holds no offsets we have not checked.

use crate::Error;
use crate::input::{self, Source};
use object::elf;
use object::read::elf::{ElfFile64, ElfSection64};
use object::read::{Object as _, ObjectSection as _, ObjectSymbol as _};
use object::{LittleEndian, RelocationFlags, RelocationTarget, SymbolSection};
use std::collections::HashMap;
use std::ops::Range;

/// The file header fields that decide whether we can read the rest.
const HEADER: usize = 64;

/// Where [`Object::base`] places the first section; lower addresses mean "no relocation applied".
const FIRST_BASE: u64 = 0x1_0000;

/// The largest size of a section; there are at most 2^32 of them, so addresses fit in 64 bits
/// up to absurd counts, and saturate beyond.
const MAX_SECTION: u64 = 1 << 36;

/// One object file.
pub(crate) struct Object {
    pub(crate) source: Source,
    /// Indexed by the section header's index; index 0 is the null section.
    pub(crate) sections: Vec<Section>,
    /// Indexed by symbol index.
    pub(crate) symbols: Vec<Symbol>,
    pub(crate) functions: Vec<Function>,
    /// Function by symbol index, for symbols that name one.
    by_symbol: HashMap<u32, u32>,
    /// Functions by section, sorted by start.
    by_section: HashMap<u32, Vec<u32>>,
    /// Sections that have made-up addresses, in order of these.
    loaded: Vec<usize>,
    /// Whether this came out of the toolchain's own library rather than from the user.
    pub(crate) sysroot: bool,
}

/// What a section is to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SectionKind {
    /// Executable, or meant to be.
    Text,
    /// Loaded, not executable.
    Data,
    /// Not loaded.
    Other,
}

pub(crate) struct Section {
    pub(crate) name: String,
    pub(crate) kind: SectionKind,
    pub(crate) size: u64,
    bytes: Range<usize>,
    /// Sorted by offset; empty for sections that are not loaded.
    pub(crate) relocs: Vec<Reloc>,
    /// A made-up address, so that offsets in different sections differ in DWARF.
    pub(crate) base: u64,
}

#[derive(Clone, Copy)]
pub(crate) struct Reloc {
    pub(crate) offset: u64,
    pub(crate) kind: u32,
    pub(crate) symbol: u32,
    pub(crate) addend: i64,
}

pub(crate) struct Symbol {
    pub(crate) name: String,
    /// `None` where undefined, absolute or common.
    pub(crate) section: Option<u32>,
    pub(crate) undefined: bool,
    pub(crate) value: u64,
    pub(crate) local: bool,
    pub(crate) weak: bool,
}

/// A stretch of code with a name.
pub(crate) struct Function {
    pub(crate) section: u32,
    pub(crate) lo: u64,
    pub(crate) hi: u64,
    /// Symbol indices; more than one when identical functions were merged.
    pub(crate) symbols: Vec<u32>,
    /// Why its code cannot be judged, if it cannot.
    pub(crate) broken: Option<&'static str>,
}

impl Reloc {
    /// Whether the value is relative to the place it is written to.
    pub(crate) fn pc_relative(&self) -> bool {
        matches!(
            elf::RelocationType(self.kind),
            elf::R_X86_64_PC32 | elf::R_X86_64_PLT32 | elf::R_X86_64_PC64
        ) || self.got()
    }

    /// Whether the value leads to a slot of the linker's that holds the symbol's address.
    pub(crate) fn got(&self) -> bool {
        // R_X86_64_CODE_4_GOTPCRELX (43) and its kin belong to APX, which we do not decode.
        matches!(
            elf::RelocationType(self.kind),
            elf::R_X86_64_GOTPCREL | elf::R_X86_64_GOTPCRELX | elf::R_X86_64_REX_GOTPCRELX
        )
    }
}

impl Object {
    /// Reads headers, symbols and the relocations of everything that is loaded.
    pub(crate) fn parse(source: Source, sysroot: bool) -> Result<Self, Error> {
        check_header(&source)?;
        let fail = |what: &str, e: object::read::Error| {
            Error::input(format!("`{}`: cannot read {what}: {e}", source.name))
        };
        let bytes = source.bytes();
        let file =
            ElfFile64::<LittleEndian>::parse(bytes).map_err(|e| fail("the ELF headers", e))?;
        let mut sections: Vec<Section> = Vec::new();
        let mut base = FIRST_BASE;
        let mut total = 0u64;
        for section in file.sections() {
            let index = section.index().0;
            while sections.len() < index {
                sections.push(Section::null());
            }
            let read = read_section(&source, &section, base)?;
            if read.kind != SectionKind::Other {
                base = base
                    .saturating_add(read.size)
                    .saturating_add(0x2000)
                    .saturating_add(read.relocs.len() as u64)
                    & !0xfff;
            }
            total = total.saturating_add(read.bytes.len() as u64);
            sections.push(read);
        }
        // Sections lie side by side in a true object. If they could overlap, a small file could
        // describe an endless amount of code.
        if total > bytes.len() as u64 {
            return Err(Error::input(format!(
                "`{}` has sections that overlap in the file",
                source.name
            )));
        }
        let mut symbols = vec![];
        let mut kinds = vec![];
        for symbol in file.symbols() {
            while symbols.len() < symbol.index().0 {
                symbols.push(Symbol::null());
                kinds.push((elf::STT_NOTYPE, 0));
            }
            let name = symbol
                .name_bytes()
                .map_err(|e| fail(&format!("the name of symbol {}", symbol.index().0), e))?;
            let section = match symbol.section() {
                SymbolSection::Section(index) => {
                    let index = index.0;
                    if index >= sections.len() {
                        return Err(Error::input(format!(
                            "`{}`: symbol {} is in section {index}, and there are {}",
                            source.name,
                            symbol.index().0,
                            sections.len()
                        )));
                    }
                    u32::try_from(index).ok()
                }
                _ => None,
            };
            kinds.push((symbol.elf_symbol().st_type(), symbol.size()));
            symbols.push(Symbol {
                name: String::from_utf8_lossy(name).into_owned(),
                section,
                undefined: symbol.is_undefined(),
                value: symbol.address(),
                local: symbol.is_local(),
                weak: symbol.is_weak(),
            });
        }
        let loaded = (0..sections.len())
            .filter(|index| sections[*index].kind != SectionKind::Other)
            .collect();
        let mut object = Self {
            loaded,
            sections,
            symbols,
            functions: Vec::new(),
            by_symbol: HashMap::new(),
            by_section: HashMap::new(),
            sysroot,
            source: source.clone(),
        };
        object.find_functions(&kinds);
        object.check_has_names()?;
        Ok(object)
    }

    /// The bytes of a section; empty for one that takes no space in the file.
    pub(crate) fn data(&self, section: u32) -> &[u8] {
        self.sections
            .get(section as usize)
            .and_then(|s| self.source.bytes().get(s.bytes.clone()))
            .unwrap_or_default()
    }

    /// A function's code; shorter than it claims when the section ends first.
    pub(crate) fn code(&self, function: &Function) -> &[u8] {
        let (Ok(lo), Ok(hi)) = (usize::try_from(function.lo), usize::try_from(function.hi)) else {
            return &[];
        };
        self.data(function.section).get(lo..hi).unwrap_or_default()
    }

    /// The function that a symbol names.
    pub(crate) fn function_of(&self, symbol: u32) -> Option<u32> {
        self.by_symbol.get(&symbol).copied()
    }

    /// The function that holds an offset, and whether it starts there.
    pub(crate) fn function_at(&self, section: u32, offset: u64) -> Option<(u32, bool)> {
        let list = self.by_section.get(&section)?;
        let after = list.partition_point(|f| self.functions[*f as usize].lo <= offset);
        // Labels without a size may lie between a function's start and the offset, so a few
        // predecessors are looked at; true overlaps are marked broken and any of them will do.
        let mut inside = None;
        for index in list.get(..after)?.iter().rev().take(8) {
            let function = self.functions.get(*index as usize)?;
            if function.lo == offset {
                return Some((*index, true));
            }
            if offset < function.hi && inside.is_none() {
                inside = Some((*index, false));
            }
        }
        inside
    }

    /// The section and offset of a made-up address.
    pub(crate) fn locate(&self, address: u64) -> Option<(u32, u64)> {
        // Bases grow with the index, so the last loaded section that starts before it is the one.
        let after = self
            .loaded
            .partition_point(|index| self.sections[*index].base <= address);
        let index = *self.loaded.get(after.checked_sub(1)?)?;
        let section = self.sections.get(index)?;
        let offset = address.checked_sub(section.base)?;
        (offset <= section.size).then_some((u32::try_from(index).ok()?, offset))
    }

    /// The made-up address of an offset.
    pub(crate) fn address(&self, section: u32, offset: u64) -> u64 {
        self.sections
            .get(section as usize)
            .map_or(0, |s| s.base.wrapping_add(offset))
    }

    /// Relocations that touch a range of a section's offsets.
    pub(crate) fn relocs(&self, section: u32, range: Range<u64>) -> &[Reloc] {
        let Some(section) = self.sections.get(section as usize) else {
            return &[];
        };
        let from = section.relocs.partition_point(|r| r.offset < range.start);
        let to = section.relocs.partition_point(|r| r.offset < range.end);
        section.relocs.get(from..to).unwrap_or_default()
    }

    /// The section and offset that a relocation leads to, `addend` already adjusted by the
    /// caller for where the instruction ends.
    pub(crate) fn target(&self, reloc: &Reloc, adjust: i64) -> Option<(u32, u64)> {
        let symbol = self.symbols.get(reloc.symbol as usize)?;
        let offset = symbol
            .value
            .checked_add_signed(reloc.addend.checked_add(adjust)?)?;
        Some((symbol.section?, offset))
    }

    fn find_functions(&mut self, kinds: &[(elf::SymbolType, u64)]) {
        let mut by_range: HashMap<(u32, u64, u64), u32> = HashMap::new();
        for (index, (symbol, (kind, size))) in self.symbols.iter().zip(kinds).enumerate() {
            let Some(section) = symbol.section else {
                continue;
            };
            let Some(home) = self.sections.get(section as usize) else {
                continue;
            };
            let code = home.kind == SectionKind::Text;
            let label = *kind == elf::STT_NOTYPE && !symbol.name.is_empty();
            let function = *kind == elf::STT_FUNC || *kind == elf::STT_GNU_IFUNC;
            if !(function || label && code) {
                continue;
            }
            let index = index as u32;
            let (lo, hi) = (symbol.value, symbol.value.saturating_add(*size));
            let broken = if *kind == elf::STT_GNU_IFUNC {
                Some("it is chosen at load time")
            } else if !code {
                Some("it lies outside of any code section")
            } else if *size == 0 {
                Some("its symbol has no size")
            } else if hi > home.bytes.len() as u64 {
                Some("it ends after the end of its section")
            } else {
                None
            };
            let id = *by_range.entry((section, lo, hi)).or_insert_with(|| {
                self.functions.push(Function {
                    section,
                    lo,
                    hi,
                    symbols: Vec::new(),
                    broken,
                });
                (self.functions.len() - 1) as u32
            });
            if let Some(function) = self.functions.get_mut(id as usize) {
                function.symbols.push(index);
                function.broken = function.broken.or(broken);
            }
            self.by_symbol.insert(index, id);
        }
        for (index, function) in self.functions.iter().enumerate() {
            self.by_section
                .entry(function.section)
                .or_default()
                .push(index as u32);
        }
        for list in self.by_section.values_mut() {
            // At the same start the longest comes last, so that `function_at` meets it first.
            list.sort_by_key(|f| {
                let f = &self.functions[*f as usize];
                (f.lo, f.hi)
            });
            // The furthest end so far, and whose it is. Both parties to an overlap are broken:
            // there is no telling which of them describes the code.
            let mut reach: Option<(u64, u32)> = None;
            for index in list.iter() {
                let (lo, hi) = {
                    let f = &self.functions[*index as usize];
                    (f.lo, f.hi)
                };
                if lo == hi {
                    continue;
                }
                if let Some((end, owner)) = reach
                    && lo < end
                {
                    for id in [owner, *index] {
                        self.functions[id as usize].broken =
                            Some("its symbol overlaps another one");
                    }
                }
                if reach.is_none_or(|(end, _)| hi > end) {
                    reach = Some((hi, *index));
                }
            }
        }
        // A label at the very start of a function is another name for it.
        let mut aliases = Vec::new();
        for (symbol, id) in &self.by_symbol {
            let label = &self.functions[*id as usize];
            if label.lo != label.hi {
                continue;
            }
            let real = self.by_section.get(&label.section).and_then(|list| {
                let from = list.partition_point(|f| self.functions[*f as usize].lo < label.lo);
                list.get(from..)?
                    .iter()
                    .take_while(|f| self.functions[**f as usize].lo == label.lo)
                    .find(|f| self.functions[**f as usize].hi > label.lo)
            });
            if let Some(real) = real {
                aliases.push((*symbol, *real));
            }
        }
        for (symbol, real) in aliases {
            self.by_symbol.insert(symbol, real);
        }
    }

    /// A stripped object would look like one that has nothing to panic.
    fn check_has_names(&self) -> Result<(), Error> {
        let code = self
            .sections
            .iter()
            .find(|s| s.kind == SectionKind::Text && s.size > 0);
        match code {
            Some(section) if self.symbols.len() <= 1 => Err(Error::input(format!(
                "`{}`: section `{}` holds code, but there is no symbol table: do not strip it",
                self.source.name, section.name
            ))),
            _ => Ok(()),
        }
    }
}

impl Section {
    fn null() -> Self {
        Self {
            name: String::new(),
            kind: SectionKind::Other,
            size: 0,
            bytes: 0..0,
            relocs: Vec::new(),
            base: 0,
        }
    }
}

impl Symbol {
    fn null() -> Self {
        Self {
            name: String::new(),
            section: None,
            undefined: false,
            value: 0,
            local: true,
            weak: false,
        }
    }
}

/// Says what is wrong with a file that is no x86-64 relocatable object, in the user's terms.
fn check_header(source: &Source) -> Result<(), Error> {
    let bytes = source.bytes();
    let name = &source.name;
    let no = |what: String| Err(Error::input(format!("`{name}` {what}")));
    if input::is_bitcode(bytes) {
        return no(
            "is LLVM bitcode, not machine code: build without `-Clto`, `-Clinker-plugin-lto` and \
             `--emit=llvm-bc` (`lto = \"off\"` in the profile)"
                .to_owned(),
        );
    }
    if !bytes.starts_with(b"\x7fELF") {
        return no("is neither an ELF object nor an archive of them".to_owned());
    }
    if bytes.len() < HEADER {
        return no(format!(
            "is cut short: {} bytes are no ELF header",
            bytes.len()
        ));
    }
    let half = |at: usize| -> u16 {
        bytes
            .get(at..at + 2)
            .map_or(0, |b| u16::from_le_bytes([b[0], b[1]]))
    };
    if bytes[4] != 2 || bytes[5] != 1 || half(18) != elf::EM_X86_64.0 {
        return no(format!(
            "is an ELF file for another machine (class {}, data {}, machine {}): only x86-64 is \
             supported",
            bytes[4],
            bytes[5],
            half(18)
        ));
    }
    if half(16) != elf::ET_REL.0 {
        return no(format!(
            "is a linked ELF file (type {}): pass the relocatable objects (`.o`, `.ko`, `.rlib`) \
             it was linked from",
            half(16)
        ));
    }
    Ok(())
}

fn read_section(
    source: &Source,
    section: &ElfSection64<'_, '_, LittleEndian>,
    base: u64,
) -> Result<Section, Error> {
    use object::read::elf::SectionHeader as _;
    let index = section.index().0;
    let fail = |what: String| Error::input(format!("`{}`: section {index}: {what}", source.name));
    let name = section
        .name_bytes()
        .map_err(|e| fail(format!("cannot read its name: {e}")))?;
    let name = String::from_utf8_lossy(name).into_owned();
    let header = section.elf_section_header();
    let flags = header.sh_flags(LittleEndian).0;
    let loaded = flags & elf::SHF_ALLOC.0 != 0;
    let text = flags & elf::SHF_EXECINSTR.0 != 0;
    let kind = match (loaded, text) {
        (_, true) => SectionKind::Text,
        (true, false) => SectionKind::Data,
        (false, false) => SectionKind::Other,
    };
    if kind != SectionKind::Other && flags & elf::SHF_COMPRESSED.0 != 0 {
        return Err(fail(format!("`{name}` is loaded and compressed")));
    }
    // Made-up addresses must not run out, whatever `.bss` claims.
    if section.size() > MAX_SECTION {
        return Err(fail(format!(
            "`{name}` claims {:#x} bytes, and the limit is {MAX_SECTION:#x}",
            section.size()
        )));
    }
    let bytes = match section.file_range() {
        None => 0..0,
        Some((start, size)) => usize::try_from(start)
            .ok()
            .zip(usize::try_from(size).ok())
            .and_then(|(start, size)| Some(start..start.checked_add(size)?))
            .filter(|range| range.end <= source.bytes().len())
            .ok_or_else(|| {
                fail(format!(
                    "`{name}` ends at {:#x}, after the end of the file at {:#x}",
                    start.saturating_add(size),
                    source.bytes().len()
                ))
            })?,
    };
    let mut relocs = Vec::new();
    if kind != SectionKind::Other {
        for (offset, reloc) in section.relocations() {
            if offset >= section.size() {
                return Err(fail(format!(
                    "a relocation at {offset:#x} is outside of `{name}`, which has {:#x} bytes",
                    section.size()
                )));
            }
            let RelocationFlags::Elf { r_type, .. } = reloc.flags() else {
                continue;
            };
            // A relocation without a symbol refers to an absolute address: never code of ours.
            let symbol = match reloc.target() {
                RelocationTarget::Symbol(symbol) => u32::try_from(symbol.0).unwrap_or(0),
                _ => 0,
            };
            relocs.push(Reloc {
                offset,
                kind: r_type.0,
                symbol,
                addend: reloc.addend(),
            });
        }
        relocs.sort_by_key(|r| r.offset);
    }
    Ok(Section {
        name,
        kind,
        size: section.size(),
        bytes,
        relocs,
        // Offsets in debug sections mean themselves.
        base: if kind == SectionKind::Other { 0 } else { base },
    })
}
