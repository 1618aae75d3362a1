// SPDX-License-Identifier: MIT OR Apache-2.0

//! Judging a function by its copies.
//!
//! A verdict is the worst of what any copy allows, and no copy at all is no proof. Wherever it is
//! unclear whether something belongs to the function, the answer is [`Verdict::Unproven`].

use crate::debug::{DebugInfos, same_file};
use crate::graph::{Edge, NodeId, Program};
use crate::loose::Loose;
use crate::names::PanicKind;
use crate::reach::{Hop, Leaf, Obstacle, Reach};
use crate::subjects::{Copy, Doubt, Origin, Subject};
use crate::{body::GapKind, data::Location};

/// What could be said about a function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// No panic can start in it or in anything it calls.
    Proven,
    /// A way to a panic was found.
    Panics,
    /// A way to an instruction that stops the program was found.
    Traps,
    /// Neither a proof nor a way to a panic.
    Unproven(Reason),
}

/// Why there is no proof.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// A call or jump through a pointer.
    Indirect,
    /// A callee whose code was not given.
    Extern,
    /// Code that may or may not be the function's, for the compiler merged it with other code.
    Ambiguous,
    /// Objects that do not say which function their code came from.
    NoDebugInfo,
    /// No code of the function was given.
    NoInstance,
    /// Code that does not read as a function.
    Unreadable,
}

impl Verdict {
    /// A stable machine name: `proven`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Proven => "proven",
            Self::Panics => "panics",
            Self::Traps => "traps",
            Self::Unproven(_) => "unproven",
        }
    }

    /// The worse, the higher: a certain failure says more than a missing proof.
    fn rank(self) -> u8 {
        match self {
            Self::Proven => 0,
            Self::Unproven(_) => 1,
            Self::Traps => 2,
            Self::Panics => 3,
        }
    }
}

impl Reason {
    /// A stable machine name: `indirect`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Indirect => "indirect",
            Self::Extern => "extern",
            Self::Ambiguous => "ambiguous",
            Self::NoDebugInfo => "no-debuginfo",
            Self::NoInstance => "no-instance",
            Self::Unreadable => "unreadable",
        }
    }
}

/// A verdict and what led to it.
pub(crate) struct Judgement {
    pub(crate) verdict: Verdict,
    pub(crate) evidence: Option<Evidence>,
    pub(crate) doubt: Option<Doubt>,
}

/// A way through the code.
pub(crate) struct Evidence {
    /// From the copy's own instruction on; empty when it happens in the copy itself.
    pub(crate) hops: Vec<Hop>,
    pub(crate) end: NodeId,
    /// The instruction in `end` where it happens, unless `end` is only a name.
    pub(crate) at: Option<u64>,
    pub(crate) what: What,
    /// What the panic itself will say about its place.
    pub(crate) location: Option<Location>,
}

/// What happens at the end of a way.
#[derive(Clone)]
pub(crate) enum What {
    Panic(PanicKind),
    Trap,
    Obstacle(Obstacle),
    /// It may belong to the function, or to whoever it is inlined into.
    Ambiguous,
}

impl Judgement {
    fn proven() -> Self {
        Self {
            verdict: Verdict::Proven,
            evidence: None,
            doubt: None,
        }
    }

    fn worse(self, other: Self) -> Self {
        if other.verdict.rank() > self.verdict.rank() {
            other
        } else {
            self
        }
    }
}

/// Judges a function by all of its copies.
pub(crate) fn judge(
    program: &Program,
    debug: &mut DebugInfos,
    reach: &Reach,
    loose: Option<&Loose>,
    subject: &Subject,
) -> Judgement {
    let mut worst = Judgement::proven();
    for doubt in &subject.doubts {
        worst = worst.worse(Judgement {
            verdict: Verdict::Unproven(doubt.reason),
            evidence: None,
            doubt: Some(doubt.clone()),
        });
    }
    let mut judge = Judge {
        program,
        debug,
        reach,
    };
    for copy in &subject.copies {
        if let Copy::Whole(node) = copy {
            worst = worst.worse(judge.whole(*node));
        }
    }
    // A copy of its own takes any arguments. Once that is proven, code beside an inlined copy
    // cannot be what is left of a panic of the same source. A panic inside of one still counts.
    let settled = worst.verdict == Verdict::Proven
        && !subject.generic
        && subject.copies.iter().any(|c| matches!(c, Copy::Whole(_)));
    for copy in &subject.copies {
        if let Copy::Inlined { .. } = copy {
            let found = judge.inlined(subject, copy, settled);
            worst = worst.worse(found);
        }
    }
    if worst.verdict == Verdict::Proven {
        worst = worst.worse(lost_copy(program, loose, subject));
    }
    // No copy and no doubt cannot happen; should it ever, it is not a proof.
    if subject.copies.is_empty() && worst.verdict == Verdict::Proven {
        worst.verdict = Verdict::Unproven(Reason::NoInstance);
    }
    worst
}

/// Whether a copy may have been merged away, see [`crate::loose`].
fn lost_copy(program: &Program, loose: Option<&Loose>, subject: &Subject) -> Judgement {
    let known: Vec<NodeId> = subject.copies.iter().map(Copy::node).collect();
    // A copy of its own takes any arguments, so that all others do no more than it. Of a generic
    // function each instance is different code, but they were compiled from the same calls.
    let whole = subject.copies.iter().any(|c| matches!(c, Copy::Whole(_)));
    let Some(loose) = loose else {
        return Judgement::proven();
    };
    if subject.origin != Origin::Mark || whole && !subject.generic {
        return Judgement::proven();
    }
    let callees: Option<Vec<NodeId>> = whole.then(|| {
        known
            .iter()
            .filter_map(|node| program.known_facts(*node))
            .flat_map(|facts| facts.edges.iter().map(|e| e.to))
            .collect()
    });
    let suspect = loose.suspect(program, subject, &known, callees.as_deref());
    match suspect {
        Some(site) => ambiguous(site.node, site.at, site.location.as_ref()),
        None => Judgement::proven(),
    }
}

struct Judge<'a> {
    program: &'a Program,
    debug: &'a mut DebugInfos,
    reach: &'a Reach,
}

impl Judge<'_> {
    /// A function of its own: everything it reaches counts.
    fn whole(&mut self, node: NodeId) -> Judgement {
        self.from(Vec::new(), node)
            .unwrap_or_else(Judgement::proven)
    }

    /// What is wrong with what a node reaches, `before` being the way to it.
    fn from(&self, before: Vec<Hop>, node: NodeId) -> Option<Judgement> {
        let reach = self.reach;
        if let Some((hops, end)) = reach.panics.way(node) {
            let Some(Leaf::Panic(kind)) = reach.leaf(end) else {
                return None;
            };
            return Some(self.judgement(
                Verdict::Panics,
                before,
                hops,
                end,
                None,
                What::Panic(kind),
            ));
        }
        if let Some((hops, end)) = reach.traps.way(node) {
            let at = reach.traps_in(end).first().copied();
            return Some(self.judgement(Verdict::Traps, before, hops, end, at, What::Trap));
        }
        let (hops, end) = reach.obstacles.way(node)?;
        let obstacle = reach.obstacles_in(end).first()?.clone();
        let verdict = Verdict::Unproven(reason(&obstacle));
        let at = place(&obstacle);
        Some(self.judgement(verdict, before, hops, end, at, What::Obstacle(obstacle)))
    }

    fn judgement(
        &self,
        verdict: Verdict,
        mut before: Vec<Hop>,
        hops: Vec<Hop>,
        end: NodeId,
        at: Option<u64>,
        what: What,
    ) -> Judgement {
        before.extend(hops);
        let location = before.iter().rev().find_map(|hop| {
            let facts = self.program.known_facts(hop.from)?;
            let edge = facts.edges.iter().find(|e| e.at == hop.at)?;
            edge.locations.last().cloned()
        });
        Judgement {
            verdict,
            evidence: Some(Evidence {
                hops: before,
                end,
                at,
                what,
                location,
            }),
            doubt: None,
        }
    }

    /// A copy inside of another function: what lies in its ranges counts, and what may.
    fn inlined(&mut self, subject: &Subject, copy: &Copy, settled: bool) -> Judgement {
        let Copy::Inlined { host, ranges, .. } = copy else {
            return Judgement::proven();
        };
        let host = *host;
        let ours = |at: u64| ranges.iter().any(|(lo, hi)| (*lo..*hi).contains(&at));
        let program = self.program;
        let Some(facts) = program.known_facts(host) else {
            return Judgement {
                verdict: Verdict::Unproven(Reason::Unreadable),
                evidence: None,
                doubt: None,
            };
        };
        let mut worst = Judgement::proven();
        for edge in &facts.edges {
            if !self.reach.fails(edge.to) {
                continue;
            }
            if ours(edge.at) {
                let hop = Hop {
                    from: host,
                    at: edge.at,
                    to: edge.to,
                };
                if let Some(found) = self.from(vec![hop], edge.to) {
                    worst = worst.worse(found);
                }
            } else if !settled && self.may_be_ours(subject, copy, edge.at, Some(edge)) {
                worst = worst.worse(ambiguous(host, edge.at, edge.locations.first()));
            }
        }
        for at in self.reach.traps_in(host) {
            if ours(*at) {
                worst = worst.worse(self.judgement(
                    Verdict::Traps,
                    Vec::new(),
                    Vec::new(),
                    host,
                    Some(*at),
                    What::Trap,
                ));
            } else if !settled && self.may_be_ours(subject, copy, *at, None) {
                worst = worst.worse(ambiguous(host, *at, None));
            }
        }
        for obstacle in self.reach.obstacles_in(host) {
            let at = place(obstacle);
            // Code that cannot be read says nothing about whose it is. A call through a pointer
            // has a place like any other.
            let readable = matches!(
                obstacle,
                Obstacle::Gap {
                    kind: GapKind::IndirectCall,
                    ..
                }
            );
            let mine = !readable || at.is_none_or(ours);
            if mine {
                worst = worst.worse(self.judgement(
                    Verdict::Unproven(reason(obstacle)),
                    Vec::new(),
                    Vec::new(),
                    host,
                    at,
                    What::Obstacle(obstacle.clone()),
                ));
            } else if let Some(at) = at
                && !settled
                && self.may_be_ours(subject, copy, at, None)
            {
                worst = worst.worse(ambiguous(host, at, None));
            }
        }
        worst
    }

    /// Whether a place outside of a copy's ranges could still be the copy's.
    ///
    /// The compiler merges equal calls. What is left belongs to the nearest common scope, with
    /// line 0 or a line that all of them shared, and the `Location` it passes on may have become
    /// a choice between several. So a place is somebody else's only if all that is known agrees.
    fn may_be_ours(
        &mut self,
        subject: &Subject,
        copy: &Copy,
        at: u64,
        edge: Option<&Edge>,
    ) -> bool {
        let Copy::Inlined {
            host, calls, home, ..
        } = copy
        else {
            return true;
        };
        let locations = edge.map_or(&[][..], |e| &e.locations);
        let within = |l: &Location, file: &str, first: u32, last: u32| {
            same_file(&l.file, file) && (first..=last).contains(&l.line)
        };
        if let Some(place) = &subject.place {
            let mine = |l: &Location| within(l, &place.file, place.line, subject.last_line);
            if locations.iter().any(mine) {
                return true;
            }
        }
        // The host's own lines cannot have come out of the function inlined into it.
        if let Some((file, first, last)) = home
            && !locations.is_empty()
            && locations.iter().all(|l| within(l, file, *first, *last))
        {
            return false;
        }
        let stack = self.debug.stack(self.program, *host, at);
        let Some(inner) = stack.first() else {
            return true;
        };
        if inner.spot.line == 0 {
            return true;
        }
        let agrees = |l: &Location| {
            stack
                .iter()
                .any(|f| f.spot.line == l.line && same_file(&f.spot.file, &l.file))
        };
        if !locations.iter().all(agrees) {
            return true;
        }
        // Without a `Location`, a line shared with the inlined call proves nothing, unless the
        // column differs: where the compiler merges two columns, it leaves none.
        locations.is_empty()
            && calls.iter().any(|call| {
                stack.iter().any(|f| {
                    f.spot.line == call.line
                        && (f.spot.column == 0 || f.spot.column == call.column)
                        && same_file(&f.spot.file, &call.file)
                })
            })
    }
}

fn ambiguous(host: NodeId, at: u64, location: Option<&Location>) -> Judgement {
    Judgement {
        verdict: Verdict::Unproven(Reason::Ambiguous),
        evidence: Some(Evidence {
            hops: Vec::new(),
            end: host,
            at: Some(at),
            what: What::Ambiguous,
            location: location.cloned(),
        }),
        doubt: None,
    }
}

fn reason(obstacle: &Obstacle) -> Reason {
    match obstacle {
        Obstacle::Missing { .. } => Reason::Extern,
        Obstacle::Gap {
            kind: GapKind::IndirectCall | GapKind::IndirectJump,
            ..
        } => Reason::Indirect,
        Obstacle::Gap { .. } => Reason::Unreadable,
    }
}

fn place(obstacle: &Obstacle) -> Option<u64> {
    match obstacle {
        Obstacle::Gap { at, .. } => Some(*at),
        Obstacle::Missing { .. } => None,
    }
}
