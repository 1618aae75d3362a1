// SPDX-License-Identifier: MIT OR Apache-2.0

//! `cargo xtask docs`: the parts of the documents that are made from the register and the tests.
//!
//! Each document is written by hand around pairs of markers; what is between them belongs to this
//! module. The text follows from `wanted.toml`, from which pages exist and from the files that
//! they quote, and from nothing else, so that two people always generate the same.

use crate::shell::workspace_root;
use kelson_register::{Feature, Layer, Register, Section, Status, THEMES, headings};
use std::fmt::{self, Write as _};
use std::path::{Path, PathBuf};
use std::{fs, io};

mod quote;

/// The line before which a document is written by hand.
pub const BEGIN: &str = "<!-- kelson:wanted:begin -->";
/// The line after which it is again.
pub const END: &str = "<!-- kelson:wanted:end -->";

/// One document with its generated part as it ought to be.
#[derive(Debug, PartialEq, Eq)]
pub struct Document {
    /// From the root.
    pub path: String,
    /// What the file has now.
    pub now: String,
    /// What it ought to have.
    pub wanted: String,
}

impl Document {
    /// Whether the file is not as it ought to be.
    pub fn is_stale(&self) -> bool {
        self.now != self.wanted
    }
}

/// Why the documents could not be generated, or are not good.
#[derive(Debug)]
pub enum Error {
    /// A file could not be read or written.
    Io(PathBuf, io::Error),
    /// `wanted.toml` is not a register.
    Register(kelson_register::Error),
    /// A document does not have the two markers, once each and in order.
    Markers(&'static str),
    /// A quotation in this page has no end.
    Quote(String),
    /// These documents are stale.
    Stale(Vec<String>),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(path, error) => write!(f, "cannot access `{}`: {error}", path.display()),
            Self::Register(error) => error.fmt(f),
            Self::Markers(path) => write!(
                f,
                "`{path}` has no place for the generated part; put `{BEGIN}` and `{END}` on lines of their own"
            ),
            Self::Quote(page) => write!(
                f,
                "`{page}` has a quotation without an end; write `<!-- quote: PATH -->` and `<!-- end quote -->` on lines of their own"
            ),
            Self::Stale(paths) => {
                write!(
                    f,
                    "not as `wanted.toml` and the tests have it: `{}`; run `cargo xtask docs`",
                    paths.join("`, `")
                )
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io(_, error) => Some(error),
            Self::Register(error) => Some(error),
            Self::Markers(_) | Self::Quote(_) | Self::Stale(_) => None,
        }
    }
}

/// Brings the documents of this workspace up to date, or with `check` only says whether they are.
///
/// The text is for the user to read.
///
/// # Errors
///
/// With `check`, a document that is stale; otherwise what keeps one from being generated.
pub fn run(check: bool) -> Result<String, Error> {
    let root = workspace_root();
    let documents = generate(&root)?;
    let stale: Vec<&Document> = documents
        .iter()
        .filter(|document| document.is_stale())
        .collect();
    if stale.is_empty() {
        return Ok(format!("{} documents are up to date", documents.len()));
    }
    if check {
        return Err(Error::Stale(
            stale.iter().map(|document| document.path.clone()).collect(),
        ));
    }
    let mut text = String::new();
    for document in stale {
        write(&root.join(&document.path), &document.wanted)?;
        let _ = writeln!(text, "wrote {}", document.path);
    }
    Ok(text.trim_end().to_owned())
}

/// Every document, for the tree at `root`.
///
/// # Errors
///
/// What keeps one from being generated.
pub fn generate(root: &Path) -> Result<Vec<Document>, Error> {
    let register = Register::parse(&read(&root.join("wanted.toml"))?).map_err(Error::Register)?;
    let parts: [(&'static str, String); 3] = [
        ("README.md", readme(&register, root)),
        ("book/src/wanted.md", index(&register, root)),
        ("book/src/SUMMARY.md", summary(&register, root)?),
    ];
    let mut documents = Vec::new();
    for (path, part) in parts {
        let now = read(&root.join(path))?;
        let wanted = splice(&now, &part).ok_or(Error::Markers(path))?;
        let path = path.to_owned();
        documents.push(Document { path, now, wanted });
    }
    for path in pages(&register, root) {
        let now = read(&root.join(&path))?;
        let wanted = quote::refresh(&path, &now, root)?;
        documents.push(Document { path, now, wanted });
    }
    Ok(documents)
}

/// The pages that may quote, from the root, each once: those of features, and those beside the summary.
fn pages(register: &Register, root: &Path) -> Vec<String> {
    let mut pages: Vec<String> = Vec::new();
    for feature in &register.features {
        for name in feature.names() {
            let page = format!("book/src/{}/{name}.md", feature.theme);
            if root.join(&page).is_file() && !pages.contains(&page) {
                pages.push(page);
            }
        }
    }
    let beside = fs::read_dir(root.join("book/src"))
        .into_iter()
        .flatten()
        .flatten();
    let mut beside: Vec<String> = beside
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| {
            name.ends_with(".md") && !["SUMMARY.md", "wanted.md"].contains(&name.as_str())
        })
        .map(|name| format!("book/src/{name}"))
        .collect();
    beside.sort();
    pages.extend(beside);
    pages
}

fn read(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(|error| Error::Io(path.to_owned(), error))
}

fn write(path: &Path, text: &str) -> Result<(), Error> {
    fs::write(path, text).map_err(|error| Error::Io(path.to_owned(), error))
}

/// `text` with `part` between its markers, unless they are not there once each and in order.
fn splice(text: &str, part: &str) -> Option<String> {
    let (before, rest) = text.split_once(&format!("{BEGIN}\n"))?;
    let (old, after) = rest.split_once(END)?;
    let once = ![before, old, after]
        .iter()
        .any(|piece| piece.contains(BEGIN) || piece.contains(END));
    // The blank lines end the comments, which are HTML blocks, before a table begins.
    once.then(|| format!("{before}{BEGIN}\n\n{}\n\n{END}{after}", part.trim()))
}

/// The README's table: one line per row.
fn readme(register: &Register, root: &Path) -> String {
    let mut text = counts(register);
    text.push_str("\n| row | wanted | Kelson's answer | library | kelsonc | tool |\n|---|---|---|---|---|---|\n");
    for feature in &register.features {
        let answer = answer(feature).map_or("-", |layer| layer.offers.as_str());
        let answer = match page(feature, root) {
            Some(page) => format!("[{}](book/src/{page})", cell(answer)),
            None => cell(answer),
        };
        let title = cell(&feature.title);
        let wanted = match feature.links.first() {
            Some(link) => format!("[{title}]({link})"),
            None => title,
        };
        let [library, kelsonc, tool] = feature.layers().map(|(_, layer)| mark(layer));
        let _ = writeln!(
            text,
            "| {} | {wanted} | {answer} | {library} | {kelsonc} | {tool} |",
            feature.id
        );
    }
    text
}

/// The book's index: a table per section, with what each layer has and lacks.
fn index(register: &Register, root: &Path) -> String {
    let mut text = counts(register);
    for section in Section::ALL {
        let _ = write!(
            text,
            "\n## {}\n\n| row | wanted | library | kelsonc | tool |\n|---|---|---|---|---|\n",
            section.title()
        );
        for feature in register
            .features
            .iter()
            .filter(|feature| feature.section == section)
        {
            let title = cell(&feature.title);
            let title = match page(feature, root) {
                Some(page) => format!("[{title}]({page})"),
                None => title,
            };
            let links: Vec<String> = feature
                .links
                .iter()
                .map(|link| format!("[{}]({link})", short(link)))
                .collect();
            let [library, kelsonc, tool] = feature.layers().map(|(_, layer)| detail(layer));
            let _ = writeln!(
                text,
                "| {} | {title} ({}) | {library} | {kelsonc} | {tool} |",
                feature.id,
                links.join(", ")
            );
        }
    }
    text
}

/// The feature pages that exist, a part of the book per theme.
fn summary(register: &Register, root: &Path) -> Result<String, Error> {
    let mut text = String::new();
    for theme in THEMES {
        let mut lines: Vec<String> = Vec::new();
        for feature in register
            .features
            .iter()
            .filter(|feature| feature.theme == theme.name)
        {
            for name in feature.names() {
                let page = format!("{}/{name}.md", theme.name);
                let path = root.join("book/src").join(&page);
                if !path.is_file() {
                    continue;
                }
                let markdown = read(&path)?;
                let title = headings(&markdown)
                    .first()
                    .map_or(name, |(_, title)| *title);
                let line = format!("- [{title}]({page})");
                // Rows that share an answer share its page.
                if !lines.contains(&line) {
                    lines.push(line);
                }
            }
        }
        if !lines.is_empty() {
            let _ = write!(text, "# {}\n\n{}\n\n", theme.title, lines.join("\n"));
        }
    }
    Ok(text)
}

/// One sentence that counts rows by their best layer.
fn counts(register: &Register) -> String {
    let count = |status| {
        register
            .features
            .iter()
            .filter(|feature| feature.best() == status)
            .count()
    };
    format!(
        "Of {} wanted features, {} work in at least one layer, {} work in part, and {} are planned. \
         Nothing that is `planned` can be used yet; `-` means that the layer has no part in the row.\n",
        register.features.len(),
        count(Status::Works),
        count(Status::Partial),
        count(Status::Absent),
    )
}

/// The layer that serves a user best: the first of those that are furthest.
fn answer(feature: &Feature) -> Option<&Layer> {
    let best = feature.best();
    let layers = feature.layers().into_iter().map(|(_, layer)| layer);
    layers
        .into_iter()
        .find(|layer| layer.status == best && !layer.offers.is_empty())
}

fn mark(layer: &Layer) -> &'static str {
    match layer.status {
        Status::Works => "works",
        Status::Partial => "partial",
        Status::Absent if layer.is_planned() => "planned",
        Status::Absent => "-",
    }
}

/// A layer's cell in the book: the mark, what there is, and what is missing of it.
fn detail(layer: &Layer) -> String {
    match layer.status {
        Status::Absent if !layer.is_planned() => mark(layer).to_owned(),
        Status::Partial => {
            format!(
                "{}: {}; missing: {}",
                mark(layer),
                cell(&layer.offers),
                cell(&layer.missing)
            )
        }
        Status::Works | Status::Absent => format!("{}: {}", mark(layer), cell(&layer.offers)),
    }
}

/// The feature's page, from the book's sources, if it is written.
fn page(feature: &Feature, root: &Path) -> Option<String> {
    let page = format!("{}/{}.md", feature.theme, feature.name);
    root.join("book/src").join(&page).is_file().then_some(page)
}

/// `rust#100743` for a link into GitHub, and the link itself otherwise.
fn short(link: &str) -> String {
    let parts: Vec<&str> = link
        .strip_prefix("https://github.com/")
        .unwrap_or_default()
        .split('/')
        .collect();
    match parts[..] {
        [_, repository, _, number] => format!("{repository}#{number}"),
        _ => link.to_owned(),
    }
}

/// Text as it has to be written in a table, where a bar ends the cell even inside code.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}
