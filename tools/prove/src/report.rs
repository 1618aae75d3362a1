// SPDX-License-Identifier: MIT OR Apache-2.0

//! Judgements in words.

use crate::body::GapKind;
use crate::debug::DebugInfos;
use crate::dwarf::{Frame, Spot};
use crate::graph::{Node, NodeId, Program};
use crate::loose::Loose;
use crate::names::PanicKind;
use crate::reach::{Hop, Obstacle, Reach};
use crate::subjects::{Copy, Lines, Origin, Subject};
use crate::verdict::{self, Evidence, Judgement, Verdict, What};
use crate::{rules, verdict::Reason};
use kelson_report::{Fact, Finding, Note, Place, Run};
use serde_json::json;

/// Longer ways are cut in the middle of telling; the number of hops left out is told.
const MAX_HOPS: usize = 12;

/// One judged function.
#[derive(Debug, Clone)]
pub struct Judged {
    /// `ringnic::ring::push`.
    pub name: String,
    /// Whether a mark in the source asked for it.
    pub marked: bool,
    /// Where it is declared, if known.
    pub place: Option<Place>,
    /// What could be said.
    pub verdict: Verdict,
    /// Which panic, for [`Verdict::Panics`].
    pub panic: Option<PanicKind>,
    /// How many copies of its code were looked at.
    pub copies: usize,
    finding: Option<Finding>,
}

/// All judgements of a run.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// In the order of marks, then roots, then everything else.
    pub judged: Vec<Judged>,
    /// Functions that were taken on trust because the user said so.
    pub assumptions: Vec<String>,
    /// How many functions were read.
    pub functions: usize,
    /// How many instructions these have.
    pub instructions: usize,
    /// How many objects were read, those of the sysroot included.
    pub objects: usize,
}

pub(crate) fn outcome(
    program: &Program,
    debug: &mut DebugInfos,
    reach: &Reach,
    lines: &Lines,
    subjects: &[Subject],
) -> Outcome {
    // Only marked functions are looked for inside of others.
    let marked = subjects.iter().any(|s| s.origin == Origin::Mark);
    let loose = marked.then(|| Loose::collect(program, debug, reach, lines));
    let mut judged = Vec::new();
    for subject in subjects {
        let judgement = verdict::judge(program, debug, reach, loose.as_ref(), subject);
        let panic = match &judgement.evidence {
            Some(Evidence {
                what: What::Panic(kind),
                ..
            }) => Some(*kind),
            _ => None,
        };
        // `--all` is a survey: a finding for each of thousands of functions would say nothing.
        let finding = (subject.origin != Origin::All).then(|| {
            Teller {
                program,
                debug,
                subject,
            }
            .finding(&judgement)
        });
        judged.push(Judged {
            name: subject.name.clone(),
            marked: subject.origin == Origin::Mark,
            place: subject.place.as_ref().map(|spot| to_place(spot, "")),
            verdict: judgement.verdict,
            panic,
            copies: subject.copies.len(),
            finding,
        });
    }
    Outcome {
        judged,
        assumptions: reach.assumed.iter().cloned().collect(),
        functions: reach.functions,
        instructions: reach.instructions,
        objects: program.objects().count(),
    }
}

impl Judged {
    /// The verdict in words and places; `None` for functions that were only surveyed.
    pub fn finding(&self) -> Option<&Finding> {
        self.finding.as_ref()
    }
}

impl Outcome {
    /// For the reporter.
    pub fn into_run(self) -> Run {
        let count = |is: fn(Verdict) -> bool| self.judged.iter().filter(|j| is(j.verdict)).count();
        let proven = count(|v| v == Verdict::Proven);
        let panics = count(|v| v == Verdict::Panics);
        let traps = count(|v| v == Verdict::Traps);
        let unproven = count(|v| matches!(v, Verdict::Unproven(_)));
        let marked = self.judged.iter().filter(|j| j.marked).count();
        let total = self.judged.len();
        let noun = if marked == total {
            "marked function"
        } else {
            "function"
        };
        let plural = if total == 1 { "" } else { "s" };
        let mut summary = format!("prove: {total} {noun}{plural}: {proven} proven, {panics} panic");
        summary.push_str(if panics == 1 { "s" } else { "" });
        if traps > 0 {
            summary.push_str(&format!(
                ", {traps} trap{}",
                if traps == 1 { "s" } else { "" }
            ));
        }
        summary.push_str(&format!(", {unproven} unproven"));
        if !self.assumptions.is_empty() {
            summary.push_str(&format!(
                ", assuming that {} never panic{}",
                list(&self.assumptions),
                if self.assumptions.len() == 1 { "s" } else { "" }
            ));
        }
        let verdicts: Vec<serde_json::Value> = self
            .judged
            .iter()
            .map(|j| {
                let reason = match j.verdict {
                    Verdict::Unproven(reason) => Some(reason.id()),
                    Verdict::Panics => j.panic.map(|kind| kind.id),
                    _ => None,
                };
                json!({
                    "function": j.name,
                    "marked": j.marked,
                    "verdict": j.verdict.id(),
                    "reason": reason,
                    "copies": j.copies,
                    "file": j.place.as_ref().map(|p| p.file.display().to_string()),
                    "line": j.place.as_ref().map(|p| p.line),
                })
            })
            .collect();
        let facts = vec![
            fact("judged", json!(total)),
            fact("marked", json!(marked)),
            fact("proven", json!(proven)),
            fact("panics", json!(panics)),
            fact("traps", json!(traps)),
            fact("unproven", json!(unproven)),
            fact("objects", json!(self.objects)),
            fact("functions", json!(self.functions)),
            fact("instructions", json!(self.instructions)),
            fact("assumptions", json!(self.assumptions)),
            fact("verdicts", json!(verdicts)),
        ];
        Run {
            command: "prove",
            findings: self.judged.into_iter().filter_map(|j| j.finding).collect(),
            facts,
            summary,
        }
    }
}

fn fact(name: &'static str, value: serde_json::Value) -> Fact {
    Fact { name, value }
}

fn list(names: &[String]) -> String {
    // The rest is in the facts; a summary is one line.
    let shown: Vec<String> = names.iter().take(3).map(|n| format!("`{n}`")).collect();
    match names.len().checked_sub(shown.len()) {
        Some(more @ 1..) => format!("{} and {more} more", shown.join(", ")),
        _ => shown.join(", "),
    }
}

struct Teller<'a> {
    program: &'a Program,
    debug: &'a mut DebugInfos,
    subject: &'a Subject,
}

impl Teller<'_> {
    fn finding(&mut self, judgement: &Judgement) -> Finding {
        let rule = rules::of(judgement.verdict);
        let name = &self.subject.name;
        let mut finding = Finding {
            rule,
            level: rule.level,
            message: String::new(),
            place: self.subject.place.as_ref().map(|spot| to_place(spot, "")),
            notes: Vec::new(),
            help: Vec::new(),
        };
        match (&judgement.evidence, &judgement.doubt) {
            (Some(evidence), _) => self.evidence(judgement.verdict, evidence, &mut finding),
            (None, Some(doubt)) => {
                finding.message = format!("`{name}` is not proven free of panics: {}", doubt.text);
                finding.help.extend(doubt.help.clone());
            }
            (None, None) if judgement.verdict == Verdict::Proven => {
                let copies = self.subject.copies.len();
                let inlined = self
                    .subject
                    .copies
                    .iter()
                    .filter(|c| matches!(c, Copy::Inlined { .. }))
                    .count();
                finding.message = format!("`{name}` is proven free of panics");
                finding.notes.push(Note {
                    message: match (copies, inlined) {
                        (1, 0) => "one copy of its code was judged".to_owned(),
                        (1, _) => {
                            "one copy of its code was judged, inlined into its caller".to_owned()
                        }
                        (_, 0) => format!("{copies} copies of its code were judged"),
                        _ => format!(
                            "{copies} copies of its code were judged, {inlined} of them inlined"
                        ),
                    },
                    place: None,
                });
            }
            (None, None) => {
                finding.message = format!("`{name}` is not proven free of panics");
            }
        }
        finding
    }

    fn evidence(&mut self, verdict: Verdict, evidence: &Evidence, finding: &mut Finding) {
        let name = &self.subject.name;
        let what = self.what(evidence);
        finding.message = match verdict {
            Verdict::Panics => format!("`{name}` can panic: {what}"),
            Verdict::Traps => format!("`{name}` can stop the program: {what}"),
            _ => format!("`{name}` is not proven free of panics: {what}"),
        };
        // A name and the function it stands for are one stop on the way.
        let hops: Vec<Hop> = evidence
            .hops
            .iter()
            .filter(|hop| matches!(self.program.node(hop.from), Some(Node::Function { .. })))
            .copied()
            .collect();
        let direct = hops.len() <= 1;
        // What the first instruction of the way does: fail by itself, or call on.
        let label = match (verdict, hops.first()) {
            (Verdict::Panics, Some(_)) if direct => what.clone(),
            (_, Some(hop)) => format!("calls `{}`", self.program.display(hop.to)),
            (_, None) => what.clone(),
        };
        let first = hops
            .first()
            .map(|hop| (hop.from, hop.at))
            .or_else(|| Some((evidence.end, evidence.at?)));
        if let Some((node, at)) = first {
            let stack = self.debug.stack(self.program, node, at);
            self.tell_site(&stack, label, evidence, direct, finding);
        }
        for (index, hop) in hops.iter().enumerate().skip(1) {
            if index > MAX_HOPS {
                finding.notes.push(Note {
                    message: format!("{} more calls", hops.len() - index),
                    place: None,
                });
                break;
            }
            let last = index + 1 == hops.len() && matches!(evidence.what, What::Panic(_));
            let from = self.program.display(hop.from);
            let message = if last {
                format!("`{from}` panics here: {what}")
            } else {
                format!("`{from}` calls `{}`", self.program.display(hop.to))
            };
            let spot = self.debug.spot(self.program, hop.from, hop.at);
            finding.notes.push(Note {
                message,
                place: spot.map(|s| to_place(&s, "")),
            });
        }
        if let (Some(at), false) = (evidence.at, hops.is_empty()) {
            let spot = self.debug.spot(self.program, evidence.end, at);
            finding.notes.push(Note {
                message: format!("in `{}`: {what}", self.program.display(evidence.end)),
                place: spot.map(|s| to_place(&s, "")),
            });
        }
        if let (What::Ambiguous, Some(at)) = (&evidence.what, evidence.at) {
            let host = self.program.display(evidence.end);
            let callee = self
                .program
                .known_facts(evidence.end)
                .and_then(|facts| facts.edges.iter().find(|edge| edge.at == at))
                .map(|edge| self.program.display(edge.to));
            finding.notes.push(Note {
                message: match callee {
                    Some(callee) => format!("the place is in `{host}`, where it calls `{callee}`"),
                    None => format!("the place is in `{host}`"),
                },
                place: None,
            });
        }
        finding.help.extend(self.help(verdict, evidence));
    }

    /// Points at the function's own line, and tells what was inlined there.
    fn tell_site(
        &mut self,
        stack: &[Frame],
        label: String,
        evidence: &Evidence,
        direct: bool,
        finding: &mut Finding,
    ) {
        let own = self.own_frame(stack);
        let spot = own
            .and_then(|index| stack.get(index))
            .map(|frame| frame.spot.clone())
            .filter(|spot| spot.line > 0);
        // The panic's own idea of its place is as good, where the compiler kept no line.
        let spot = spot.or_else(|| {
            let location = evidence.location.as_ref().filter(|_| direct)?;
            Some(Spot {
                file: location.file.clone(),
                line: location.line,
                column: location.column,
            })
        });
        match spot {
            Some(spot) => finding.place = Some(to_place(&spot, &label)),
            None => {
                if let Some(place) = &mut finding.place {
                    place.label.clone_from(&label);
                } else {
                    finding.notes.push(Note {
                        message: label,
                        place: None,
                    });
                }
            }
        }
        let Some(own) = own else { return };
        for frame in stack.iter().take(own).rev() {
            let name = self.frame_name(frame, evidence);
            finding.notes.push(Note {
                message: format!("inlined from `{name}`"),
                place: (frame.spot.line > 0).then(|| to_place(&frame.spot, "")),
            });
        }
        if let Some(host) = stack.get(own + 1) {
            finding.notes.push(Note {
                message: "in the copy that is inlined here".to_owned(),
                place: (host.spot.line > 0).then(|| to_place(&host.spot, "")),
            });
        }
    }

    /// Which frame of a stack is the function's own: by its declaration, or the outermost.
    fn own_frame(&mut self, stack: &[Frame]) -> Option<usize> {
        if self.subject.origin == Origin::Mark {
            let place = self.subject.place.as_ref()?;
            let hosts: Vec<NodeId> = self.subject.copies.iter().map(Copy::node).collect();
            for host in hosts {
                let Some((object, ..)) = self.program.function(host) else {
                    continue;
                };
                let Some(info) = self.debug.info(self.program, object) else {
                    continue;
                };
                let found = stack.iter().position(|frame| {
                    info.decl(frame.decl).is_some_and(|decl| {
                        decl.line == place.line && crate::debug::same_file(&decl.file, &place.file)
                    })
                });
                if found.is_some() {
                    return found;
                }
            }
        }
        stack.len().checked_sub(1)
    }

    fn frame_name(&mut self, frame: &Frame, evidence: &Evidence) -> String {
        let node = evidence.hops.first().map_or(evidence.end, |hop| hop.from);
        let Some((object, ..)) = self.program.function(node) else {
            return "?".to_owned();
        };
        self.debug
            .info(self.program, object)
            .and_then(|info| info.decl(frame.decl))
            .map_or_else(
                || "?".to_owned(),
                |decl| {
                    if decl.path.is_empty() {
                        decl.name.clone()
                    } else {
                        format!("{}::{}", decl.path, decl.name)
                    }
                },
            )
    }

    fn what(&self, evidence: &Evidence) -> String {
        match &evidence.what {
            What::Panic(kind) => kind.text.to_owned(),
            What::Trap => "it reaches an instruction that traps".to_owned(),
            What::Ambiguous => "a possible panic around a copy of it may be its own".to_owned(),
            What::Obstacle(Obstacle::Missing { rust: true }) => format!(
                "the code of `{}` is not in the given files",
                self.program.display(evidence.end)
            ),
            What::Obstacle(Obstacle::Missing { rust: false }) => format!(
                "`{}` is not Rust, and may call back",
                self.program.display(evidence.end)
            ),
            What::Obstacle(Obstacle::Gap { kind, .. }) => match kind {
                GapKind::IndirectCall => "it calls through a pointer".to_owned(),
                GapKind::IndirectJump => "it jumps through a pointer".to_owned(),
                GapKind::Code(why) => format!(
                    "the code of `{}` cannot be followed: {why}",
                    self.program.display(evidence.end)
                ),
            },
        }
    }

    fn help(&self, verdict: Verdict, evidence: &Evidence) -> Option<String> {
        let end = self.program.display(evidence.end);
        match (verdict, &evidence.what) {
            (Verdict::Unproven(Reason::Extern), What::Obstacle(Obstacle::Missing { rust })) => {
                Some(if *rust {
                    format!(
                        "pass the `.rlib` that defines `{end}`, built by the same compiler, or \
                         declare it harmless with `--cut '{end}'`"
                    )
                } else {
                    format!(
                        "declare it harmless with `--cut {end}`, or all C functions with \
                         `--extern-c trust`"
                    )
                })
            }
            (Verdict::Unproven(Reason::Ambiguous), _) => {
                Some("mark the function `#[inline(never)]` for a certain answer".to_owned())
            }
            (Verdict::Unproven(Reason::Indirect), _) => Some(format!(
                "use a generic parameter in place of the pointer, or declare the caller harmless \
                 with `--cut '{end}'`"
            )),
            _ => None,
        }
    }
}

fn to_place(spot: &Spot, label: &str) -> Place {
    Place {
        file: spot.file.clone().into(),
        line: spot.line,
        column: spot.column,
        label: label.to_owned(),
    }
}
