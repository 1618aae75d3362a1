// SPDX-License-Identifier: MIT OR Apache-2.0

//! Files and archives, read whole and within limits.

use crate::Error;
use object::read::archive::ArchiveFile;
use std::fs::File;
use std::io::Read;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

/// The largest file that is read. A whole `vmlinux.o` with debug information has a tenth of it.
const MAX_FILE: u64 = 2 << 30;

/// The bytes of one object: a file, or a member of an archive that shares the archive's bytes.
#[derive(Clone)]
pub(crate) struct Source {
    /// `libdemo.rlib(demo.o)`.
    pub(crate) name: String,
    file: Arc<Vec<u8>>,
    range: Range<usize>,
}

impl Source {
    pub(crate) fn bytes(&self) -> &[u8] {
        self.file.get(self.range.clone()).unwrap_or_default()
    }
}

/// What a file turned out to hold.
pub(crate) enum Opened {
    Object(Source),
    Archive(Archive),
}

/// An archive, its members not yet read.
pub(crate) struct Archive {
    name: String,
    file: Arc<Vec<u8>>,
}

/// Reads a file and tells objects from archives.
pub(crate) fn open(path: &Path) -> Result<Opened, Error> {
    let name = path.display().to_string();
    let bytes = read(path, &name)?;
    if bytes.is_empty() {
        return Err(Error::input(format!("`{name}` is empty")));
    }
    if bytes.starts_with(b"!<thin>\n") {
        return Err(Error::input(format!(
            "`{name}` is a thin archive, which only names its members: pass the members"
        )));
    }
    let file = Arc::new(bytes);
    if file.starts_with(b"!<arch>\n") {
        return Ok(Opened::Archive(Archive { name, file }));
    }
    let range = 0..file.len();
    Ok(Opened::Object(Source { name, file, range }))
}

fn read(path: &Path, name: &str) -> Result<Vec<u8>, Error> {
    let fail = |e: std::io::Error| Error::input(format!("cannot read `{name}`: {e}"));
    let meta = std::fs::metadata(path).map_err(fail)?;
    if meta.is_dir() {
        return Err(Error::input(format!(
            "`{name}` is a directory: pass the object files in it"
        )));
    }
    // A device or a pipe may never end, and opening one can already have an effect.
    if !meta.is_file() {
        return Err(Error::input(format!("`{name}` is not a regular file")));
    }
    if meta.len() > MAX_FILE {
        return Err(Error::input(format!(
            "`{name}` has {} bytes, and the limit is {MAX_FILE}",
            meta.len()
        )));
    }
    let mut bytes = Vec::new();
    // The file may grow while it is read, so the limit is applied to the reading as well.
    File::open(path)
        .map_err(fail)?
        .take(MAX_FILE)
        .read_to_end(&mut bytes)
        .map_err(fail)?;
    Ok(bytes)
}

impl Archive {
    /// Every member that could hold code, in archive order.
    pub(crate) fn objects(&self) -> Result<Vec<Source>, Error> {
        let parsed = self.parse()?;
        let mut out = Vec::new();
        let mut total = 0usize;
        for member in parsed.members() {
            let member = member.map_err(|e| self.error(e))?;
            let source = self.source(&member)?;
            // Members lie side by side in a true archive. A table that makes them overlap could
            // turn a small file into an endless amount of work.
            total = total.saturating_add(source.range.len());
            if total > self.file.len() {
                return Err(Error::input(format!(
                    "`{}` has members that overlap",
                    self.name
                )));
            }
            if holds_code(&source) {
                out.push(source);
            }
        }
        Ok(out)
    }

    /// The archive's own symbol table: which member defines which name.
    pub(crate) fn symbols(&self) -> Result<Vec<(String, u64)>, Error> {
        let parsed = self.parse()?;
        let mut out = Vec::new();
        for symbol in parsed
            .symbols()
            .map_err(|e| self.error(e))?
            .into_iter()
            .flatten()
        {
            let symbol = symbol.map_err(|e| self.error(e))?;
            let name = String::from_utf8_lossy(symbol.name()).into_owned();
            out.push((name, symbol.offset().0));
        }
        Ok(out)
    }

    /// The member at an offset that [`Archive::symbols`] gave.
    pub(crate) fn member(&self, offset: u64) -> Result<Source, Error> {
        let parsed = self.parse()?;
        let member = parsed
            .member(object::read::archive::ArchiveOffset(offset))
            .map_err(|e| self.error(e))?;
        self.source(&member)
    }

    fn parse(&self) -> Result<ArchiveFile<'_>, Error> {
        ArchiveFile::parse(self.file.as_slice()).map_err(|e| self.error(e))
    }

    fn source(&self, member: &object::read::archive::ArchiveMember<'_>) -> Result<Source, Error> {
        let (start, size) = member.file_range();
        let name = format!("{}({})", self.name, String::from_utf8_lossy(member.name()));
        let range = usize::try_from(start)
            .ok()
            .zip(usize::try_from(size).ok())
            .and_then(|(start, size)| Some(start..start.checked_add(size)?))
            .filter(|range| range.end <= self.file.len())
            .ok_or_else(|| Error::input(format!("`{name}` ends after the end of the archive")))?;
        Ok(Source {
            name,
            file: Arc::clone(&self.file),
            range,
        })
    }

    fn error(&self, cause: object::read::Error) -> Error {
        Error::input(format!("`{}` is not a usable archive: {cause}", self.name))
    }
}

/// Whether a member is an object at all, as opposed to metadata or a text file.
fn holds_code(source: &Source) -> bool {
    let bytes = source.bytes();
    // `lib.rmeta` is an ELF object too where rustc wraps it, but holds nothing that runs.
    !source.name.ends_with(".rmeta)") && (bytes.starts_with(b"\x7fELF") || is_bitcode(bytes))
}

/// LLVM bitcode, bare or in its wrapper.
pub(crate) fn is_bitcode(bytes: &[u8]) -> bool {
    bytes.starts_with(b"BC\xc0\xde") || bytes.starts_with(b"\xde\xc0\x17\x0b")
}
