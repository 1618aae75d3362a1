// SPDX-License-Identifier: MIT OR Apache-2.0

//! What is to be proven: marks, named roots, or everything, each with its copies in the objects.

use crate::debug::{Debug, DebugInfos, same_file};
use crate::dwarf::{Decl, Spot};
use crate::graph::{NodeId, Program};
use crate::marks::{self, Mark};
use crate::verdict::Reason;
use crate::{Error, names};
use std::collections::{BTreeMap, BTreeSet};

/// A function to be judged.
pub(crate) struct Subject {
    /// For people: `ringnic::ring::push`.
    pub(crate) name: String,
    pub(crate) origin: Origin,
    /// Where it is declared, if that is known.
    pub(crate) place: Option<Spot>,
    pub(crate) copies: Vec<Copy>,
    /// What keeps it from being proven, whatever its copies say.
    pub(crate) doubts: Vec<Doubt>,
    /// The last line that can be its own; the line before the next declaration.
    pub(crate) last_line: u32,
    /// Whether it was compiled more than once, so that one copy says nothing about another.
    pub(crate) generic: bool,
}

/// Who asked for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    Mark,
    Root,
    All,
}

/// One copy of a function's code.
pub(crate) enum Copy {
    /// A function of its own.
    Whole(NodeId),
    /// Inlined into another function, at these offsets of its section.
    Inlined {
        host: NodeId,
        ranges: Vec<(u64, u64)>,
        /// The lines of the calls that were inlined, in the file of the caller.
        calls: Vec<Spot>,
        /// The host's own lines: file, first, last.
        home: Option<(String, u32, u32)>,
    },
}

impl Copy {
    /// The function that holds it.
    pub(crate) fn node(&self) -> NodeId {
        match self {
            Self::Whole(node) | Self::Inlined { host: node, .. } => *node,
        }
    }
}

/// A reason not to believe in a proof.
#[derive(Debug, Clone)]
pub(crate) struct Doubt {
    pub(crate) reason: Reason,
    pub(crate) text: String,
    pub(crate) help: Option<String>,
}

/// Reads the marks of all given objects, and finds every copy of each function.
pub(crate) fn marked(
    program: &Program,
    debug: &mut DebugInfos,
    lines: &Lines,
) -> Result<Vec<Subject>, Error> {
    let mut marks: BTreeSet<Mark> = BTreeSet::new();
    let mut given = Vec::new();
    for (index, object) in program.objects() {
        marks.extend(marks::read(object)?);
        given.push(index);
    }
    if marks.is_empty() {
        return Ok(Vec::new());
    }
    let blind = blind_objects(program, debug, &given);
    let mut subjects = Vec::new();
    for mark in &marks {
        let mut subject = Subject {
            name: format!("{}::{}", mark.module, mark.name),
            origin: Origin::Mark,
            place: Some(Spot {
                file: mark.file.clone(),
                line: mark.line,
                column: 0,
            }),
            copies: Vec::new(),
            doubts: blind.clone(),
            last_line: mark.line,
            generic: false,
        };
        if let Some((file, line)) = declaration(program, debug, &given, mark) {
            subject.last_line = lines.last(&file, line);
            subject.place = Some(Spot {
                file: file.clone(),
                line,
                column: 0,
            });
            let found = Found { mark, file, line };
            for object in &given {
                collect(program, debug, *object, &found, lines, &mut subject);
            }
        }
        if subject.copies.is_empty() && subject.doubts.is_empty() {
            subject.doubts.push(Doubt {
                reason: Reason::NoInstance,
                text: "no code of it is in the given objects".to_owned(),
                help: Some(
                    "pass the object or crate that uses it: generic and small functions are \
                     compiled where they are called"
                        .to_owned(),
                ),
            });
        }
        subjects.push(subject);
    }
    Ok(subjects)
}

/// Objects of Rust code that say nothing about declarations: a copy of any marked function might
/// hide in one.
fn blind_objects(program: &Program, debug: &mut DebugInfos, given: &[u32]) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for index in given {
        let Some(object) = program.object(*index) else {
            continue;
        };
        let code = object.functions.iter().any(|f| {
            f.symbols.iter().any(|s| {
                object.symbols.get(*s as usize).is_some_and(|s| {
                    names::is_rust(&s.name) && !names::demangle(&s.name).starts_with("__rustc::")
                })
            })
        });
        if !code {
            continue;
        }
        let name = &object.source.name;
        let text = match debug.of(program, *index) {
            Debug::Present(info) if info.has_declarations() => continue,
            Debug::Present(_) => {
                format!(
                    "`{name}` has line tables only, which do not say where functions are declared"
                )
            }
            Debug::Absent => format!("`{name}` has no debug information"),
            Debug::Damaged(why) => format!("the debug information of `{name}` is damaged: {why}"),
        };
        doubts.push(Doubt {
            reason: Reason::NoDebugInfo,
            text,
            help: Some(
                "build with `-Cdebuginfo=1` (in a profile: `debug = \"limited\"`) or more"
                    .to_owned(),
            ),
        });
    }
    doubts
}

/// The declaration that a mark belongs to: file and line as the debug information has them.
///
/// The record states the line on which the function begins, which is the one that debug information
/// gives. Nothing near it will do: a function of the same name could be proven in place of the one
/// that was marked. Where a macro wrote the function, one names the macro and the other its call;
/// but a module has only one function of a name that is in no `impl`, so that one is known by path.
fn declaration(
    program: &Program,
    debug: &mut DebugInfos,
    given: &[u32],
    mark: &Mark,
) -> Option<(String, u32)> {
    let mut exact: BTreeSet<(u32, String)> = BTreeSet::new();
    let mut by_path: BTreeSet<(u32, String)> = BTreeSet::new();
    let mut only_one: BTreeSet<(u32, String)> = BTreeSet::new();
    for object in given {
        let Some(info) = debug.info(program, *object) else {
            continue;
        };
        for decl in info.decls() {
            if decl.name != mark.name || !in_module(&decl.path, &mark.module) {
                continue;
            }
            if decl.line != mark.line {
                if decl.path == mark.module {
                    only_one.insert((decl.line, decl.file.clone()));
                }
                continue;
            }
            if same_file(&decl.file, &mark.file) {
                exact.insert((decl.line, decl.file.clone()));
            } else if file_name(&decl.file) == file_name(&mark.file) {
                // `--remap-path-prefix` may treat `file!()` and debug information differently.
                by_path.insert((decl.line, decl.file.clone()));
            }
        }
    }
    // More than one would be a function inside another one, which has the same path.
    let by_name = only_one.first().filter(|_| only_one.len() == 1);
    let first = exact.first().or(by_path.first()).or(by_name)?;
    Some((first.1.clone(), first.0))
}

/// Whether a path of the debug information lies in a module; `{impl#0}` and types follow it.
fn in_module(path: &str, module: &str) -> bool {
    path.strip_prefix(module)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

struct Found<'a> {
    mark: &'a Mark,
    file: String,
    line: u32,
}

impl Found<'_> {
    fn is(&self, decl: &Decl) -> bool {
        decl.name == self.mark.name && decl.line == self.line && same_file(&decl.file, &self.file)
    }
}

/// Adds the copies that one object holds.
fn collect(
    program: &Program,
    debug: &mut DebugInfos,
    index: u32,
    found: &Found<'_>,
    lines: &Lines,
    subject: &mut Subject,
) {
    let Some(object) = program.object(index) else {
        return;
    };
    let Some(info) = debug.info(program, index) else {
        return;
    };
    let ours: Vec<bool> = info.decls().iter().map(|d| found.is(d)).collect();
    let is_ours = |decl: Option<u32>| decl.is_some_and(|d| ours.get(d as usize) == Some(&true));
    let mut whole: BTreeSet<NodeId> = BTreeSet::new();
    for decl in info.decls().iter().filter(|d| found.is(d)) {
        subject.generic |= decl.generic;
        if let Some(symbol) = &decl.symbol {
            whole.extend(program.definitions(symbol));
        }
    }
    type Hosted = (Vec<(u64, u64)>, Vec<Spot>);
    let mut inlined: BTreeMap<NodeId, Hosted> = BTreeMap::new();
    let mut lost = false;
    for scope in info.scopes().iter().filter(|s| is_ours(s.decl)) {
        for (lo, hi) in &scope.ranges {
            let host = object.locate(*lo).and_then(|(section, offset)| {
                let (function, start) = object.function_at(section, offset)?;
                Some((program.node_of(index, function)?, offset, start))
            });
            match host {
                Some((node, _, true)) if !scope.inlined => {
                    whole.insert(node);
                }
                Some((node, offset, _)) if scope.inlined => {
                    let (ranges, calls) = inlined.entry(node).or_default();
                    ranges.push((offset, offset.saturating_add(hi - lo)));
                    calls.push(scope.call().clone());
                }
                // A function that the linker dropped keeps its entry, at an address near zero.
                None if *lo < 0x1000 => {}
                _ => lost = true,
            }
        }
    }
    if lost {
        subject.doubts.push(Doubt {
            reason: Reason::Unreadable,
            text: format!(
                "`{}` has a copy of it where no symbol says that a function is",
                object.source.name
            ),
            help: None,
        });
    }
    for node in &whole {
        let known = |copy: &Copy| matches!(copy, Copy::Whole(other) if other == node);
        if !subject.copies.iter().any(known) {
            subject.copies.push(Copy::Whole(*node));
        }
    }
    for (host, (ranges, calls)) in inlined {
        // A function inlined into itself is judged with the whole of it.
        if whole.contains(&host) {
            continue;
        }
        let home = lines
            .home(program, debug, host)
            .filter(|(file, line, _)| *line != found.line || !same_file(file, &found.file));
        subject.copies.push(Copy::Inlined {
            host,
            ranges,
            calls,
            home,
        });
    }
}

/// The lines on which functions are declared, by file.
#[derive(Default)]
pub(crate) struct Lines(BTreeMap<String, BTreeSet<u32>>);

impl Lines {
    /// Collects them from every object read so far; closures belong to their function.
    pub(crate) fn collect(program: &Program, debug: &mut DebugInfos) -> Self {
        let mut out = Self::default();
        let given: Vec<u32> = program.objects().map(|(index, _)| index).collect();
        for object in given {
            let Some(info) = debug.info(program, object) else {
                continue;
            };
            for decl in info.decls() {
                if decl.line > 0 && !decl.name.starts_with('{') && !decl.path.contains("{closure") {
                    out.0
                        .entry(decl.file.clone())
                        .or_default()
                        .insert(decl.line);
                }
            }
        }
        out
    }

    /// The line before the next declaration.
    fn last(&self, file: &str, line: u32) -> u32 {
        self.0
            .get(file)
            .and_then(|lines| lines.range(line.saturating_add(1)..).next())
            .map_or(u32::MAX, |next| next - 1)
    }

    /// A function's own lines: file, first, last.
    pub(crate) fn home(
        &self,
        program: &Program,
        debug: &mut DebugInfos,
        node: NodeId,
    ) -> Option<(String, u32, u32)> {
        let (index, object, function) = program.function(node)?;
        let info = debug.info(program, index)?;
        let stack = info.stack(object.address(function.section, function.lo));
        let decl = info.decl(stack.last()?.decl)?;
        let last = self.last(&decl.file, decl.line);
        Some((decl.file.clone(), decl.line, last))
    }
}

/// Functions named on the command line.
pub(crate) fn named(program: &Program, roots: &[String]) -> Result<Vec<Subject>, Error> {
    let functions = program.own_functions();
    let mut subjects = Vec::new();
    for root in roots {
        let mut copies = Vec::new();
        let mut best: Option<(f64, String)> = None;
        for node in &functions {
            for symbol in program.symbols(*node) {
                let spellings = names::spellings(&names::demangle(symbol));
                if symbol == root || spellings.contains(root) {
                    copies.push(Copy::Whole(*node));
                    break;
                }
                // The plainest spelling comes last, and is the one to suggest.
                if let Some(name) = spellings.last() {
                    let score = strsim::jaro_winkler(name, root);
                    if best.as_ref().is_none_or(|(high, _)| score > *high) {
                        best = Some((score, name.clone()));
                    }
                }
            }
        }
        if copies.is_empty() {
            let hint = match best {
                Some((score, name)) if score > 0.8 => format!("; did you mean `{name}`?"),
                _ => "; it may have been inlined everywhere: mark it `#[no_panic]` instead"
                    .to_owned(),
            };
            return Err(Error::input(format!(
                "no function of the given files is called `{root}`{hint}"
            )));
        }
        subjects.push(plain(root.clone(), Origin::Root, copies));
    }
    Ok(subjects)
}

/// Every function that the given files define.
pub(crate) fn all(program: &Program) -> Vec<Subject> {
    program
        .own_functions()
        .into_iter()
        .filter(|node| program.symbols(*node).iter().any(|s| names::is_rust(s)))
        .map(|node| plain(program.display(node), Origin::All, vec![Copy::Whole(node)]))
        .collect()
}

fn plain(name: String, origin: Origin, copies: Vec<Copy>) -> Subject {
    Subject {
        name,
        origin,
        place: None,
        copies,
        doubts: Vec::new(),
        last_line: 0,
        generic: false,
    }
}
