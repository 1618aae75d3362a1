// SPDX-License-Identifier: MIT OR Apache-2.0

//! What can be reached from where: forward to find all code, backward from every way to fail.

use crate::body::GapKind;
use crate::graph::{Facts, NodeId, Program};
use crate::names::{self, PanicKind};
use crate::{Error, ExternC, Observer};
use std::collections::{BTreeSet, HashMap, VecDeque};
use std::rc::Rc;

/// What the user declared.
pub(crate) struct Policy<'a> {
    pub(crate) cuts: &'a [String],
    pub(crate) extern_c: ExternC,
}

/// Why nothing behind a node is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Leaf {
    Panic(PanicKind),
    /// Declared or known not to panic, and to return.
    Assumed,
    /// Known not to panic, and never to return.
    Final,
    /// Not found.
    Missing {
        rust: bool,
    },
    /// Whatever a register holds.
    Indirect,
}

/// What is in the way of a proof, at the function where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Obstacle {
    Gap { at: u64, kind: GapKind },
    Missing { rust: bool },
}

/// The next hop towards something.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Next {
    /// It is right here.
    Here,
    Hop {
        at: u64,
        to: NodeId,
    },
}

/// For each node, the shortest way to the nearest of some set.
pub(crate) struct Field(Vec<Option<Next>>);

/// One hop of a way: who, and the offset of the instruction that leads on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hop {
    pub(crate) from: NodeId,
    pub(crate) at: u64,
    pub(crate) to: NodeId,
}

/// Everything reachable, and what it reaches.
pub(crate) struct Reach {
    leaves: HashMap<NodeId, Leaf>,
    pub(crate) panics: Field,
    pub(crate) traps: Field,
    pub(crate) obstacles: Field,
    live_traps: HashMap<NodeId, Vec<u64>>,
    live_gaps: HashMap<NodeId, Vec<Obstacle>>,
    /// Symbols that were taken on trust because the user said so.
    pub(crate) assumed: BTreeSet<String>,
    pub(crate) functions: usize,
    pub(crate) instructions: usize,
}

impl Field {
    pub(crate) fn reaches(&self, node: NodeId) -> bool {
        self.next(node).is_some()
    }

    fn next(&self, node: NodeId) -> Option<Next> {
        *self.0.get(node as usize)?
    }

    /// The way from a node, and the node it ends at.
    pub(crate) fn way(&self, from: NodeId) -> Option<(Vec<Hop>, NodeId)> {
        let mut hops = Vec::new();
        let mut node = from;
        // Distances shrink with every hop, so this ends.
        while let Next::Hop { at, to } = self.next(node)? {
            hops.push(Hop { from: node, at, to });
            node = to;
        }
        Some((hops, node))
    }
}

impl Reach {
    pub(crate) fn leaf(&self, node: NodeId) -> Option<Leaf> {
        self.leaves.get(&node).copied()
    }

    /// Whether anything but a return may come of calling a node.
    pub(crate) fn fails(&self, node: NodeId) -> bool {
        self.panics.reaches(node) || self.traps.reaches(node) || self.obstacles.reaches(node)
    }

    /// Where a function traps.
    pub(crate) fn traps_in(&self, node: NodeId) -> &[u64] {
        self.live_traps.get(&node).map_or(&[], Vec::as_slice)
    }

    /// What could not be understood in a function itself.
    pub(crate) fn obstacles_in(&self, node: NodeId) -> &[Obstacle] {
        self.live_gaps.get(&node).map_or(&[], Vec::as_slice)
    }

    /// Explores everything that `starts` can reach.
    pub(crate) fn explore(
        program: &mut Program,
        starts: &[NodeId],
        policy: &Policy<'_>,
        observer: &mut dyn Observer,
    ) -> Result<Self, Error> {
        let mut search = Search {
            program,
            policy,
            seen: BTreeSet::new(),
            order: Vec::new(),
            leaves: HashMap::new(),
            names: HashMap::new(),
            assumed: BTreeSet::new(),
        };
        search.forward(starts, observer)?;
        Ok(search.finish())
    }
}

struct Search<'a> {
    program: &'a mut Program,
    policy: &'a Policy<'a>,
    seen: BTreeSet<NodeId>,
    /// Every node reached, in the order it was.
    order: Vec<NodeId>,
    leaves: HashMap<NodeId, Leaf>,
    /// What each name that was reached stands for.
    names: HashMap<NodeId, Vec<NodeId>>,
    assumed: BTreeSet<String>,
}

impl Search<'_> {
    fn forward(&mut self, starts: &[NodeId], observer: &mut dyn Observer) -> Result<(), Error> {
        let mut queue = VecDeque::new();
        for start in starts {
            if self.seen.insert(*start) {
                queue.push_back(*start);
            }
        }
        while let Some(node) = queue.pop_front() {
            self.order.push(node);
            if self.order.len().is_multiple_of(1024) {
                observer.progress("reading functions", self.order.len(), self.seen.len());
            }
            if let Some(leaf) = self.classify(node) {
                self.leaves.insert(node, leaf);
                continue;
            }
            let next: Vec<NodeId> = match self.program.facts(node) {
                Some(facts) => facts.edges.iter().map(|e| e.to).collect(),
                None => {
                    let found = self.program.resolve(node)?;
                    if found.is_empty() {
                        let leaf = self.unresolved(node);
                        self.leaves.insert(node, leaf);
                    }
                    self.names.insert(node, found.clone());
                    found
                }
            };
            for to in next {
                if self.seen.insert(to) {
                    queue.push_back(to);
                }
            }
        }
        Ok(())
    }

    /// What a node's name alone decides.
    fn classify(&mut self, node: NodeId) -> Option<Leaf> {
        let symbols: Vec<String> = self
            .program
            .symbols(node)
            .iter()
            .map(|s| (*s).to_owned())
            .collect();
        for symbol in &symbols {
            let path = names::demangle(symbol);
            let cut = self
                .policy
                .cuts
                .iter()
                .any(|cut| cut == symbol || names::spellings(&path).contains(cut));
            if cut {
                self.assumed.insert(path);
                return Some(Leaf::Assumed);
            }
            if names::is_indirect_thunk(symbol) {
                return Some(Leaf::Indirect);
            }
            if let Some(kind) = names::panic_kind(&path) {
                return Some(Leaf::Panic(kind));
            }
        }
        None
    }

    /// What to make of a name that no file defines.
    fn unresolved(&mut self, node: NodeId) -> Leaf {
        let symbol = self
            .program
            .symbols(node)
            .first()
            .map_or_else(String::new, |s| (*s).to_owned());
        let path = names::demangle(&symbol);
        let rust = names::is_rust(&symbol);
        if names::is_trusted_helper(&path) {
            return if names::never_returns(&path) {
                Leaf::Final
            } else {
                Leaf::Assumed
            };
        }
        // `__rust_alloc` and its kin lead to a global allocator that may be written in Rust, even
        // where old compilers do not mangle their names.
        let shim = names::last_component(&path).starts_with("__rust_");
        if !rust && !shim && self.policy.extern_c == ExternC::Trust {
            let leaf = if names::never_returns(&path) {
                Leaf::Final
            } else {
                Leaf::Assumed
            };
            self.assumed.insert(path);
            return leaf;
        }
        Leaf::Missing { rust }
    }

    fn finish(self) -> Reach {
        let count = self.program.node_count();
        let mut facts: HashMap<NodeId, Rc<Facts>> = HashMap::new();
        let mut functions = 0;
        let mut instructions = 0usize;
        for node in &self.order {
            if self.leaves.contains_key(node) {
                continue;
            }
            if let Some(known) = self.program.facts(*node) {
                functions += 1;
                instructions = instructions.saturating_add(known.instructions);
                facts.insert(*node, known);
            }
        }
        let returns = returning(&self.order, &self.leaves, &self.names, &facts, count);
        let may_return = |node: NodeId| returns.get(node as usize).copied().unwrap_or(true);
        let mut live_traps: HashMap<NodeId, Vec<u64>> = HashMap::new();
        let mut live_gaps: HashMap<NodeId, Vec<Obstacle>> = HashMap::new();
        for (node, facts) in &facts {
            for (at, after) in &facts.traps {
                if after.is_none_or(may_return) {
                    live_traps.entry(*node).or_default().push(*at);
                }
            }
            let gaps = live_gaps.entry(*node).or_default();
            gaps.extend(facts.gaps.iter().map(|(at, kind)| Obstacle::Gap {
                at: *at,
                kind: *kind,
            }));
            for (at, to) in &facts.ends {
                if may_return(*to) {
                    gaps.push(Obstacle::Gap {
                        at: *at,
                        kind: GapKind::Code("control runs past its end"),
                    });
                }
            }
            if gaps.is_empty() {
                live_gaps.remove(node);
            }
        }
        for (node, leaf) in &self.leaves {
            match leaf {
                Leaf::Missing { rust } => {
                    live_gaps.insert(*node, vec![Obstacle::Missing { rust: *rust }]);
                }
                Leaf::Indirect => {
                    let kind = GapKind::IndirectCall;
                    live_gaps.insert(*node, vec![Obstacle::Gap { at: 0, kind }]);
                }
                _ => {}
            }
        }
        let back = self.backward(&facts, count);
        let panic = |node: &NodeId| matches!(self.leaves.get(node), Some(Leaf::Panic(_)));
        let field = |is: &dyn Fn(&NodeId) -> bool| flood(&self.order, &back, count, is);
        Reach {
            panics: field(&panic),
            traps: field(&|node| live_traps.contains_key(node)),
            obstacles: field(&|node| live_gaps.contains_key(node)),
            live_traps,
            live_gaps,
            leaves: self.leaves,
            assumed: self.assumed,
            functions,
            instructions,
        }
    }

    /// For each node, who leads to it and from where, in a fixed order.
    fn backward(
        &self,
        facts: &HashMap<NodeId, Rc<Facts>>,
        count: usize,
    ) -> Vec<Vec<(NodeId, u64)>> {
        let mut back: Vec<Vec<(NodeId, u64)>> = vec![Vec::new(); count];
        let mut add = |from: NodeId, at: u64, to: NodeId| {
            if let Some(list) = back.get_mut(to as usize) {
                list.push((from, at));
            }
        };
        for node in &self.order {
            if let Some(facts) = facts.get(node) {
                for edge in &facts.edges {
                    add(*node, edge.at, edge.to);
                }
            } else if let Some(found) = self.names.get(node) {
                for to in found {
                    add(*node, 0, *to);
                }
            }
        }
        back
    }
}

/// Breadth first and backward from every node that `is` holds for.
fn flood(
    order: &[NodeId],
    back: &[Vec<(NodeId, u64)>],
    count: usize,
    is: &dyn Fn(&NodeId) -> bool,
) -> Field {
    let mut next: Vec<Option<Next>> = vec![None; count];
    let mut queue = VecDeque::new();
    for node in order {
        if is(node)
            && let Some(slot) = next.get_mut(*node as usize)
        {
            *slot = Some(Next::Here);
            queue.push_back(*node);
        }
    }
    while let Some(to) = queue.pop_front() {
        for (from, at) in back.get(to as usize).into_iter().flatten() {
            if let Some(slot @ None) = next.get_mut(*from as usize) {
                *slot = Some(Next::Hop { at: *at, to });
                queue.push_back(*from);
            }
        }
    }
    Field(next)
}

/// Which nodes may come back to their caller: those with a `ret` or something unreadable, those
/// that we know only by name, and those that jump on to any of these.
fn returning(
    order: &[NodeId],
    leaves: &HashMap<NodeId, Leaf>,
    names: &HashMap<NodeId, Vec<NodeId>>,
    facts: &HashMap<NodeId, Rc<Facts>>,
    count: usize,
) -> Vec<bool> {
    let mut returns = vec![false; count];
    let mut heirs: HashMap<NodeId, Vec<NodeId>> = HashMap::new();
    let mut queue = Vec::new();
    for node in order {
        let itself = match leaves.get(node) {
            Some(Leaf::Panic(_) | Leaf::Final) => false,
            Some(_) => true,
            None => facts.get(node).is_some_and(|f| f.returns),
        };
        if itself {
            queue.push(*node);
        }
        if let Some(facts) = facts.get(node) {
            for edge in facts.edges.iter().filter(|e| e.tail) {
                heirs.entry(edge.to).or_default().push(*node);
            }
        }
        for to in names.get(node).into_iter().flatten() {
            heirs.entry(*to).or_default().push(*node);
        }
    }
    while let Some(node) = queue.pop() {
        match returns.get_mut(node as usize) {
            Some(seen @ false) => *seen = true,
            _ => continue,
        }
        queue.extend(heirs.get(&node).into_iter().flatten().copied());
    }
    returns
}
