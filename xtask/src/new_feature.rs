// SPDX-License-Identifier: MIT OR Apache-2.0

//! `cargo xtask new-feature THEME NAME`: every file a feature has, under its one name.
//!
//! What it writes compiles and passes, and claims nothing: the row says `absent`, the tests file
//! has no test, and the page's sections are empty but for what belongs there.

use crate::shell::workspace_root;
use kelson_register::{HEADINGS, Kind, Register, Section, THEMES, Theme};
use std::fmt::{self, Write as _};
use std::path::{Path, PathBuf};
use std::{fs, io};

/// Why a feature was not made. Nothing has been written then, but for [`Error::Io`].
#[derive(Debug)]
pub enum Error {
    /// There is no such theme, or it has no library sources.
    Theme(String),
    /// The name cannot be that of a module.
    Name(String),
    /// The row's id is not a letter of a section and two digits.
    Row(String),
    /// The row is there, under another theme or name.
    OtherRow {
        /// The row.
        id: String,
        /// The `theme/name` it has.
        place: String,
    },
    /// These files exist already.
    Exists(Vec<String>),
    /// `wanted.toml` is not a register.
    Register(kelson_register::Error),
    /// A file could not be read or written.
    Io(PathBuf, io::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Theme(theme) => {
                write!(f, "there is no theme `{theme}` with library sources; ")?;
                match Theme::like(theme)
                    .filter(|like| like.kind == Kind::Sources && like.name != theme)
                {
                    Some(like) => write!(f, "did you mean `{}`?", like.name),
                    None => write!(
                        f,
                        "there are `{}`",
                        rooms().collect::<Vec<_>>().join("`, `")
                    ),
                }
            }
            Self::Name(name) => write!(
                f,
                "`{name}` cannot be a feature's name; use lowercase letters, digits and `_`, and no keyword of Rust"
            ),
            Self::Row(id) => {
                write!(
                    f,
                    "`{id}` is not a row; write the section's letter and two digits, as in `R08`"
                )
            }
            Self::OtherRow { id, place } => {
                write!(
                    f,
                    "the row `{id}` is `{place}`; use that theme and name, or correct the row first"
                )
            }
            Self::Exists(paths) => {
                write!(
                    f,
                    "nothing is written, because there is already `{}`",
                    paths.join("`, `")
                )
            }
            Self::Register(error) => error.fmt(f),
            Self::Io(path, error) => write!(f, "cannot access `{}`: {error}", path.display()),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Register(error) => Some(error),
            Self::Io(_, error) => Some(error),
            _ => None,
        }
    }
}

/// Makes the feature in this workspace. The text says what was made and what comes next.
///
/// # Errors
///
/// Whatever is wrong with the arguments, or in the way.
pub fn run(theme: &str, name: &str, row: Option<&str>) -> Result<String, Error> {
    create(&workspace_root(), theme, name, row)
}

/// Makes the feature in the tree at `root`.
///
/// # Errors
///
/// Whatever is wrong with the arguments, or in the way.
pub fn create(root: &Path, theme: &str, name: &str, row: Option<&str>) -> Result<String, Error> {
    let room = Theme::find(theme)
        .filter(|room| room.kind == Kind::Sources)
        .ok_or_else(|| Error::Theme(theme.to_owned()))?;
    if !is_module_name(name) {
        return Err(Error::Name(name.to_owned()));
    }
    let new = new_files(room, name);
    let existing: Vec<String> = new
        .iter()
        .map(|(path, _)| path.clone())
        .filter(|path| root.join(path).exists())
        .collect();
    if !existing.is_empty() {
        return Err(Error::Exists(existing));
    }
    // Everything is worked out before the first file is touched.
    let mut changed = mod_lines(root, room, name)?;
    let (id, register) = place_row(root, theme, name, row)?;
    changed.extend(register.map(|text| ("wanted.toml".to_owned(), text)));

    let mut report = String::new();
    for (verb, files) in [("made", &new), ("changed", &changed)] {
        for (path, text) in files {
            write(&root.join(path), text)?;
            let _ = writeln!(report, "{verb:>7} {path}");
        }
    }
    let _ = write!(report, "\n{}", next(theme, name, &id));
    Ok(report)
}

fn rooms() -> impl Iterator<Item = &'static str> {
    THEMES
        .iter()
        .filter(|theme| theme.kind == Kind::Sources)
        .map(|theme| theme.name)
}

fn is_module_name(name: &str) -> bool {
    const KEYWORDS: &str = " abstract as async await become box break const continue crate do dyn else enum \
        extern false final fn for gen if impl in let loop macro match mod move mut override priv pub ref return \
        self static struct super trait true try type typeof unsafe unsized use virtual where while yield ";
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        && !KEYWORDS.contains(&format!(" {name} "))
}

/// The feature's own files.
fn new_files(room: &Theme, name: &str) -> Vec<(String, String)> {
    const SPDX: &str = "// SPDX-License-Identifier: MIT OR Apache-2.0\n\n";
    let theme = room.name;
    let title = name.replace('_', " ");
    let mut page = format!("# `{name}`\n");
    for heading in HEADINGS {
        let _ = write!(page, "\n## {heading}\n");
    }
    vec![
        (
            format!("crates/kelson/src/{theme}/{name}.rs"),
            format!("{SPDX}//! {}.\n", capital(&title)),
        ),
        (
            format!("crates/kelson-macros/src/{theme}/{name}.rs"),
            format!("{SPDX}//! The macros of `{name}`.\n"),
        ),
        (
            format!("crates/kelson/tests/{theme}/{name}.rs"),
            format!("{SPDX}//! What `{name}` promises.\n"),
        ),
        (
            format!("crates/kelson/tests/ui/{name}/accepted.rs"),
            format!(
                "// What `{name}` accepts. Each file beside this one holds one mistake, and is named after it.\n\
                 //@check-pass\n\nfn main() {{}}\n"
            ),
        ),
        (format!("book/src/{theme}/{name}.md"), page),
    ]
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

/// The files that have to declare the new modules, as they will be; a theme's first feature makes its folders.
fn mod_lines(root: &Path, room: &Theme, name: &str) -> Result<Vec<(String, String)>, Error> {
    let (theme, about) = (room.name, room.about);
    let mut changed = Vec::new();
    for package in ["kelson", "kelson-macros"] {
        let folder = format!("crates/{package}/src/{theme}/mod.rs");
        let text = match read_if_there(&root.join(&folder))? {
            Some(text) => text,
            None => {
                let lib = format!("crates/{package}/src/lib.rs");
                let text = read_if_there(&root.join(&lib))?
                    .ok_or_else(|| Error::Io(root.join(&lib), io::ErrorKind::NotFound.into()))?;
                changed.push((lib, with_mod(&text, "", theme)));
                format!("// SPDX-License-Identifier: MIT OR Apache-2.0\n\n//! {about}\n")
            }
        };
        changed.push((folder, with_mod(&text, "pub(crate) ", name)));
    }
    let tests = format!("crates/kelson/tests/{theme}/main.rs");
    let text = read_if_there(&root.join(&tests))?.unwrap_or_else(|| {
        format!("// SPDX-License-Identifier: MIT OR Apache-2.0\n\n//! Tests of the theme `{theme}`, a file per feature.\n")
    });
    changed.push((tests, with_mod(&text, "", name)));
    Ok(changed)
}

/// `text` with `mod name;` among the module lines it has, which are kept in order.
fn with_mod(text: &str, visibility: &str, name: &str) -> String {
    let new = format!("{visibility}mod {name};");
    let mut lines: Vec<&str> = text.lines().collect();
    let is_mod =
        |line: &&str| line.starts_with(&format!("{visibility}mod ")) && line.ends_with(';');
    if lines.contains(&new.as_str()) {
        return text.to_owned();
    }
    let next = lines
        .iter()
        .position(|line| is_mod(line) && *line > new.as_str());
    match (next, lines.iter().rposition(is_mod)) {
        (Some(at), _) => lines.insert(at, &new),
        (None, Some(last)) => lines.insert(last + 1, &new),
        (None, None) => {
            // Inner docs and attributes have to stay first.
            let is_inner = |line: &&str| line.starts_with("//!") || line.starts_with("#![");
            let at = lines
                .iter()
                .rposition(is_inner)
                .map_or(lines.len(), |at| at + 1);
            lines.splice(at..at, ["", &new]);
        }
    }
    lines.join("\n") + "\n"
}

/// The id of the feature's row, and the new `wanted.toml` if the row has to be added.
fn place_row(
    root: &Path,
    theme: &str,
    name: &str,
    row: Option<&str>,
) -> Result<(String, Option<String>), Error> {
    let path = root.join("wanted.toml");
    let text = fs::read_to_string(&path).map_err(|error| Error::Io(path, error))?;
    let register = Register::parse(&text).map_err(Error::Register)?;
    let is_here = |f: &kelson_register::Feature| f.theme == theme && f.names().any(|n| n == name);

    if let Some(id) = row {
        if let Some(feature) = register.features.iter().find(|f| f.id == id) {
            return match is_here(feature) {
                true => Ok((id.to_owned(), None)),
                false => Err(Error::OtherRow {
                    id: id.to_owned(),
                    place: format!("{}/{}", feature.theme, feature.name),
                }),
            };
        }
    } else if let Some(feature) = register.features.iter().find(|f| is_here(f)) {
        return Ok((feature.id.clone(), None));
    }

    // Without an id it is something that nobody has placed yet, which is what section D is for.
    let id = row.map_or_else(|| next_id(&register, Section::Discussion), str::to_owned);
    let well_formed = id.len() == 3 && id[1..].bytes().all(|b| b.is_ascii_digit());
    let section = id
        .chars()
        .next()
        .filter(|_| well_formed)
        .and_then(Section::of_letter);
    let section = section.ok_or_else(|| Error::Row(id.clone()))?;
    let entry = format!(
        "[[feature]]\nid = \"{id}\"\ntitle = \"\"\nsection = \"{}\"\ntheme = \"{theme}\"\nname = \"{name}\"\n\
         links = []\nkernel = true\n\
         library = {{ status = \"absent\", offers = \"\", missing = \"everything\" }}\n\
         kelsonc = {{ status = \"absent\", missing = \"not planned: the library needs no help from the compiler here\" }}\n\
         tool = {{ status = \"absent\", missing = \"not planned: nothing is left to analyse after the build\" }}\n",
        section.key()
    );
    let text = insert_row(&text, section, &entry);
    Register::parse(&text).map_err(Error::Register)?;
    Ok((id, Some(text)))
}

fn next_id(register: &Register, section: Section) -> String {
    let rows = register.features.iter().filter(|f| f.section == section);
    let last = rows
        .filter_map(|f| f.id[1..].parse::<u32>().ok())
        .max()
        .unwrap_or(0);
    format!("{}{:02}", section.letter(), last + 1)
}

/// The register with `entry` after the last row of its section.
fn insert_row(text: &str, section: Section, entry: &str) -> String {
    let last = text
        .rfind(&format!("section = \"{}\"", section.key()))
        .unwrap_or(text.len());
    // The row ends where the next one begins, or the comment that heads the next section.
    let end = ["\n[[feature]]", "\n# "]
        .iter()
        .filter_map(|start| text[last..].find(start))
        .min();
    let at = end.map_or(text.len(), |end| last + end);
    let (before, after) = text.split_at(at);
    format!("{}\n\n{entry}{after}", before.trim_end())
}

/// What only a person can do.
fn next(theme: &str, name: &str, id: &str) -> String {
    format!(
        "next:\n\
         1. `wanted.toml`, row {id}: title, links, and what each layer offers and lacks\n\
         2. `crates/kelson/src/{theme}/{name}.rs`: the docs, with an example that runs, and the code; export it in `lib.rs`\n\
         3. `crates/kelson-macros/src/{theme}/{name}.rs`: the macros, with their entry points in `lib.rs`; \
         remove it and its `mod` line if there are none\n\
         4. `crates/kelson/tests/{theme}/{name}.rs`: a test per promise\n\
         5. `crates/kelson/tests/ui/{name}/`: a file per mistake; `KELSON_BLESS=1 cargo test -p xtask --test ui` \
         writes what rustc says, for you to read\n\
         6. `book/src/{theme}/{name}.md`: a page with every heading filled in\n\
         7. `cargo xtask docs`; then raise the row's status to what the tests show\n"
    )
}

fn read_if_there(path: &Path) -> Result<Option<String>, Error> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::Io(path.to_owned(), error)),
    }
}

fn write(path: &Path, text: &str) -> Result<(), Error> {
    let failed = |error| Error::Io(path.to_owned(), error);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    fs::write(path, text).map_err(failed)
}
