// SPDX-License-Identifier: MIT OR Apache-2.0

//! Places that could belong to a function whose copy left no trace.
//!
//! Where the compiler merges an inlined call with an equal one beside it, what is left has line 0
//! and belongs to the function around both. If that was all of a copy, debug information no longer
//! mentions it: the other copies may be free of panics while this one was not. So a function of
//! which only inlined copies are known is not proven while any failing place in the given files
//! has no line, or names a line of that function as its `Location`.

use crate::body::GapKind;
use crate::data::Location;
use crate::debug::{DebugInfos, same_file};
use crate::graph::{NodeId, Program};
use crate::reach::{Obstacle, Reach};
use crate::subjects::{Lines, Subject};
use std::collections::{BTreeSet, HashMap};

/// A place that can fail.
pub(crate) struct Site {
    pub(crate) node: NodeId,
    pub(crate) at: u64,
    pub(crate) location: Option<Location>,
    /// Whom it calls, if that is known.
    to: Option<NodeId>,
}

/// All such places of the given files.
pub(crate) struct Loose {
    /// Nobody knows whose they are.
    unclaimed: Vec<Site>,
    /// They say which line they are of.
    located: Vec<Site>,
    /// By function, the crates whose code it holds; its own comes first.
    crates: HashMap<NodeId, Vec<String>>,
    /// By crate, those whose code was seen in its functions: it can hold more of it.
    uses: HashMap<String, BTreeSet<String>>,
}

impl Loose {
    pub(crate) fn collect(
        program: &Program,
        debug: &mut DebugInfos,
        reach: &Reach,
        lines: &Lines,
    ) -> Self {
        let mut out = Self {
            unclaimed: Vec::new(),
            located: Vec::new(),
            crates: HashMap::new(),
            uses: HashMap::new(),
        };
        for node in program.own_functions() {
            let Some(facts) = program.known_facts(node) else {
                continue;
            };
            out.note_crates(program, debug, node);
            let home = lines.home(program, debug, node);
            let own = |l: &Location| {
                home.as_ref().is_some_and(|(file, first, last)| {
                    same_file(&l.file, file) && (*first..=*last).contains(&l.line)
                })
            };
            for edge in &facts.edges {
                if !reach.fails(edge.to) {
                    continue;
                }
                for location in &edge.locations {
                    out.located.push(Site {
                        node,
                        at: edge.at,
                        location: Some(location.clone()),
                        to: Some(edge.to),
                    });
                }
                // A line of this function itself cannot have come out of another one.
                let claimed = !edge.locations.is_empty() && edge.locations.iter().all(own);
                if !claimed && debug.spot(program, node, edge.at).is_none() {
                    out.unclaimed.push(Site {
                        node,
                        at: edge.at,
                        location: edge.locations.first().cloned(),
                        to: Some(edge.to),
                    });
                }
            }
            let gaps = reach.obstacles_in(node).iter().filter_map(|o| match o {
                Obstacle::Gap {
                    at,
                    kind: GapKind::IndirectCall,
                } => Some(*at),
                _ => None,
            });
            for at in reach.traps_in(node).iter().copied().chain(gaps) {
                if debug.spot(program, node, at).is_none() {
                    out.unclaimed.push(Site {
                        node,
                        at,
                        location: None,
                        to: None,
                    });
                }
            }
        }
        out
    }

    /// Notes whose code a function holds. One that says nothing may hold any.
    fn note_crates(&mut self, program: &Program, debug: &mut DebugInfos, node: NodeId) {
        let Some((index, object, function)) = program.function(node) else {
            return;
        };
        let Some(info) = debug.info(program, index) else {
            return;
        };
        let all = info.inhabitants(object.address(function.section, function.lo));
        let crates: Vec<String> = all.iter().map(|d| crate_of(&d.path).to_owned()).collect();
        let Some(own) = crates.first().cloned() else {
            return;
        };
        // The standard library holds code of anybody who hands it a closure, but only in the
        // instance that was made for it.
        if !["core", "alloc", "std"].contains(&own.as_str()) {
            self.uses
                .entry(own)
                .or_default()
                .extend(crates.iter().cloned());
        }
        self.crates.insert(node, crates);
    }

    /// A place outside of the `known` functions that could be the subject's. Where it is
    /// known whom that one calls, only calls of these can be what is left of it.
    pub(crate) fn suspect(
        &self,
        program: &Program,
        subject: &Subject,
        known: &[NodeId],
        callees: Option<&[NodeId]>,
    ) -> Option<&Site> {
        let place = subject.place.as_ref()?;
        let (first, last) = (place.line, subject.last_line);
        let krate = crate_of(&subject.name);
        let possible = |site: &Site| {
            let holds = self.crates.get(&site.node).is_none_or(|crates| {
                let uses = crates.first().and_then(|own| self.uses.get(own));
                crates.iter().any(|c| c == krate) || uses.is_some_and(|u| u.contains(krate))
            });
            holds && !known.contains(&site.node)
        };
        let located = self.located.iter().find(|site| {
            let named = site.location.as_ref().is_some_and(|l| {
                same_file(&l.file, &place.file) && (first..=last).contains(&l.line)
            });
            named && possible(site)
        });
        located.or_else(|| {
            self.unclaimed.iter().find(|site| {
                let plausible = match (callees, site.to) {
                    (Some(callees), to) => to.is_some_and(|to| callees.contains(&to)),
                    (None, Some(to)) => self.may_call(program, krate, to),
                    (None, None) => true,
                };
                plausible && possible(site)
            })
        })
    }
}

impl Loose {
    /// Whether code of a crate may call `to`: anybody may call the standard library, and a C
    /// name says nothing, but a crate calls functions of its own and of crates that it uses.
    fn may_call(&self, program: &Program, krate: &str, to: NodeId) -> bool {
        let name = program.display(to);
        let Some((callee, _)) = name.trim_start_matches(['<', '&']).split_once("::") else {
            return true;
        };
        let known = ["core", "alloc", "std", krate].contains(&callee)
            || !callee.chars().all(|c| c.is_alphanumeric() || c == '_');
        known
            || self
                .uses
                .get(krate)
                .is_some_and(|used| used.contains(callee))
    }
}

fn crate_of(path: &str) -> &str {
    path.split("::").next().unwrap_or(path)
}
