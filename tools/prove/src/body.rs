// SPDX-License-Identifier: MIT OR Apache-2.0

//! What one function can do, from its code alone: whom it calls, where it traps, what it hides.
//!
//! Only instructions that control can reach from the function's start are considered. That leaves
//! out landing pads, which nothing but a panic already under way can enter, and the `ud2` that
//! follows a call which never returns.

use crate::data::{self, Location, References};
use crate::decode::{self, Branch, Callee, Flow, Operand, Step};
use crate::elf::Object;
use crate::names;
use crate::registers::{Registers, Value};
use iced_x86::InstructionInfoFactory;
use std::collections::{BTreeMap, BTreeSet};

/// What a function can do.
#[derive(Default)]
pub(crate) struct Body {
    pub(crate) calls: Vec<Call>,
    pub(crate) traps: Vec<Trap>,
    /// The last instruction is a call: if it comes back, control runs out of the function.
    pub(crate) ends: Vec<Call>,
    pub(crate) gaps: Vec<Gap>,
    /// Whether control can come back to the caller by what this function does itself.
    pub(crate) returns: bool,
    /// How many instructions it has, reached or not.
    pub(crate) instructions: usize,
}

/// A direct transfer of control to another function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Call {
    pub(crate) at: u64,
    pub(crate) to: Callee,
    /// A jump: what the callee returns to is our caller.
    pub(crate) tail: bool,
    /// The `Location` constants named since the block or the last call began: for a panic, what
    /// it will say about where it comes from.
    pub(crate) locations: Vec<Location>,
}

/// An instruction that raises an exception.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Trap {
    pub(crate) at: u64,
    /// The call right before it, when nothing else leads here.
    pub(crate) after: Option<Callee>,
}

/// Something that was not understood.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Gap {
    pub(crate) at: u64,
    pub(crate) kind: GapKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum GapKind {
    IndirectCall,
    IndirectJump,
    /// Why the code makes no sense to us.
    Code(&'static str),
}

/// Reads a function.
pub(crate) fn body(object: &Object, references: &References, function: u32) -> Body {
    let mut out = Body::default();
    let Some(home) = object.functions.get(function as usize) else {
        return out;
    };
    if let Some(why) = home.broken {
        out.gaps.push(Gap {
            at: home.lo,
            kind: GapKind::Code(why),
        });
        out.returns = true;
        return out;
    }
    let steps = decode::decode(object, home);
    out.instructions = steps.len();
    let mut walk = Walk {
        object,
        references,
        function,
        steps: &steps,
        leads: vec![false; steps.len()],
        states: BTreeMap::new(),
        landings: BTreeSet::new(),
        pending: Vec::new(),
        info: InstructionInfoFactory::new(),
    };
    walk.solve();
    walk.record(&mut out);
    out
}

struct Walk<'a> {
    object: &'a Object,
    references: &'a References,
    function: u32,
    steps: &'a [Step],
    /// Whether ways may meet before a step, so that a block starts there.
    leads: Vec<bool>,
    /// What registers hold at each place where ways meet, by index into `steps`.
    states: BTreeMap<usize, Registers>,
    /// Branch targets that are not the start of an instruction.
    landings: BTreeSet<u64>,
    pending: Vec<usize>,
    info: InstructionInfoFactory,
}

impl Walk<'_> {
    /// Finds every reachable block, and what registers hold at its start.
    fn solve(&mut self) {
        if self.steps.is_empty() {
            return;
        }
        let entries: Vec<u64> = self.references.entries(self.function).collect();
        self.find_blocks(&entries);
        self.enter_index(0, &Registers::UNKNOWN);
        self.drain();
        // Cases of jump tables have been entered by now with what their jump knows. A place that
        // is still unvisited is entered by some other means, about which nothing is known.
        for offset in entries {
            if !self.visited(offset) {
                self.enter(offset, &Registers::UNKNOWN);
                self.drain();
            }
        }
    }

    /// Blocks start at every target of a branch or a table, reached or not. Were they found only
    /// on the way, a walk could have passed through one before it was known to be one.
    fn find_blocks(&mut self, entries: &[u64]) {
        let mut starts: Vec<u64> = entries.to_vec();
        for step in self.steps {
            match step.flow {
                Flow::Jump(Branch::Inside(to)) => starts.push(to),
                Flow::Maybe(to) => {
                    starts.push(step.next);
                    if let Branch::Inside(to) = to {
                        starts.push(to);
                    }
                }
                _ => {}
            }
        }
        for offset in starts {
            if let Some(lead) = self.index(offset).and_then(|i| self.leads.get_mut(i)) {
                *lead = true;
            }
        }
    }

    fn visited(&self, offset: u64) -> bool {
        self.index(offset)
            .is_some_and(|index| self.states.contains_key(&index))
    }

    fn drain(&mut self) {
        while let Some(start) = self.pending.pop() {
            if let Some(state) = self.states.get(&start).copied() {
                self.run(start, state, None);
            }
        }
    }

    /// Walks one block. Without `out`, hands its state on; with `out`, notes what it does.
    fn run(&mut self, start: usize, mut state: Registers, mut out: Option<&mut Body>) {
        let steps = self.steps;
        let mut index = start;
        let mut before: Option<Callee> = None;
        let mut locations: Vec<Location> = Vec::new();
        while let Some(step) = steps.get(index) {
            if index != start && self.leads.get(index) == Some(&true) {
                if out.is_none() {
                    self.enter_index(index, &state);
                }
                return;
            }
            let came_from = before.take();
            if out.is_some() {
                self.note_locations(step, &mut locations);
            }
            match step.flow {
                Flow::Next => state.step(step, false, &mut self.info),
                Flow::Return => {
                    if let Some(out) = out {
                        out.returns = true;
                    }
                    return;
                }
                Flow::Trap => {
                    if let Some(out) = out {
                        out.traps.push(Trap {
                            at: step.at,
                            after: came_from,
                        });
                    }
                    return;
                }
                Flow::Invalid => {
                    gap(
                        out,
                        step,
                        GapKind::Code("it has bytes that are no instruction"),
                    );
                    return;
                }
                Flow::Jump(to) => {
                    self.branch(step, to, &state, out, locations);
                    return;
                }
                Flow::Maybe(to) => {
                    self.branch(step, to, &state, out.as_deref_mut(), locations);
                    state.step(step, false, &mut self.info);
                    if out.is_none() {
                        self.enter_index(index + 1, &state);
                    }
                    if index + 1 >= steps.len() {
                        gap(out, step, GapKind::Code("control runs past its end"));
                    }
                    return;
                }
                Flow::Call(to) => {
                    if let Some(callee) = self.call(step, to, out.as_deref_mut(), &mut locations) {
                        if self.never_returns(callee) {
                            return;
                        }
                        before = Some(callee);
                    }
                    state.step(step, true, &mut self.info);
                }
                Flow::IndirectCall => {
                    match state.target(step) {
                        Value::Code(callee) => {
                            self.call(step, Branch::To(callee), out.as_deref_mut(), &mut locations);
                            if self.never_returns(callee) {
                                return;
                            }
                            before = Some(callee);
                        }
                        _ => gap(out.as_deref_mut(), step, GapKind::IndirectCall),
                    }
                    state.step(step, true, &mut self.info);
                }
                Flow::IndirectJump => {
                    match state.target(step) {
                        Value::Code(callee) => {
                            self.branch(step, Branch::To(callee), &state, out, locations);
                        }
                        Value::Case(at) => self.cases(step, at, &state, out),
                        _ => gap(out, step, GapKind::IndirectJump),
                    }
                    return;
                }
            }
            index += 1;
        }
        // The end of the code. Behind a call that is what the compiler leaves where the callee
        // never returns, which is for the whole graph to decide.
        let Some(out) = out else { return };
        let at = steps.last().map_or(0, |step| step.at);
        match before {
            Some(to) => out.ends.push(Call {
                at,
                to,
                tail: false,
                locations,
            }),
            None => out.gaps.push(Gap {
                at,
                kind: GapKind::Code("control runs past its end"),
            }),
        }
    }

    /// A direct call. The result is the callee, where it is known.
    fn call(
        &self,
        step: &Step,
        to: Branch,
        out: Option<&mut Body>,
        locations: &mut Vec<Location>,
    ) -> Option<Callee> {
        match to {
            Branch::To(callee) => {
                if let Some(out) = out {
                    out.calls.push(Call {
                        at: step.at,
                        to: callee,
                        tail: false,
                        locations: std::mem::take(locations),
                    });
                }
                Some(callee)
            }
            _ => {
                gap(
                    out,
                    step,
                    GapKind::Code("it calls a place that no symbol covers"),
                );
                None
            }
        }
    }

    /// A jump or a conditional one.
    fn branch(
        &mut self,
        step: &Step,
        to: Branch,
        state: &Registers,
        out: Option<&mut Body>,
        locations: Vec<Location>,
    ) {
        match to {
            Branch::Inside(offset) => {
                if self.index(offset).is_none() {
                    gap(out, step, GapKind::Code("it jumps into an instruction"));
                } else if out.is_none() {
                    self.enter(offset, state);
                }
            }
            Branch::To(to) => {
                if let Some(out) = out {
                    out.calls.push(Call {
                        at: step.at,
                        to,
                        tail: true,
                        locations,
                    });
                }
            }
            Branch::Astray => gap(
                out,
                step,
                GapKind::Code("it jumps to a place that no symbol covers"),
            ),
        }
    }

    /// A jump through a table.
    fn cases(&mut self, step: &Step, at: data::DataRef, state: &Registers, out: Option<&mut Body>) {
        let references = self.references;
        match references.table(at, self.object, self.function) {
            None => gap(out, step, GapKind::IndirectJump),
            Some(_) if out.is_some() => {}
            Some(targets) => {
                for (_, offset) in targets {
                    self.enter(*offset, state);
                }
            }
        }
    }

    fn enter(&mut self, offset: u64, state: &Registers) {
        match self.index(offset) {
            Some(index) => self.enter_index(index, state),
            None => {
                self.landings.insert(offset);
            }
        }
    }

    fn enter_index(&mut self, index: usize, state: &Registers) {
        if index >= self.steps.len() {
            return;
        }
        match self.states.get_mut(&index) {
            Some(known) => {
                if known.merge(state) {
                    self.pending.push(index);
                }
            }
            None => {
                self.states.insert(index, *state);
                self.pending.push(index);
            }
        }
    }

    fn index(&self, offset: u64) -> Option<usize> {
        self.steps.binary_search_by_key(&offset, |s| s.at).ok()
    }

    fn never_returns(&self, callee: Callee) -> bool {
        let named = |symbol: u32| {
            self.object
                .symbols
                .get(symbol as usize)
                .is_some_and(|s| names::never_returns(&names::demangle(&s.name)))
        };
        match callee {
            Callee::Symbol(symbol) => named(symbol),
            Callee::Function(function) => self
                .object
                .functions
                .get(function as usize)
                .is_some_and(|f| f.symbols.iter().any(|s| named(*s))),
        }
    }

    fn note_locations(&self, step: &Step, out: &mut Vec<Location>) {
        if !matches!(step.operand, Some(Operand::Data(_))) {
            return;
        }
        let Some(home) = self.object.functions.get(self.function as usize) else {
            return;
        };
        for reloc in self.object.relocs(home.section, step.at..step.next) {
            let tail = step.next.wrapping_sub(reloc.offset) as i64;
            if let Operand::Data(at) = decode::resolve(self.object, reloc, tail)
                && let Some(location) = data::location(self.object, at)
            {
                out.push(location);
            }
        }
    }

    /// Once all states are final, walks each block again to note what it does.
    fn record(&mut self, out: &mut Body) {
        if self.steps.is_empty() {
            out.gaps.push(Gap {
                at: 0,
                kind: GapKind::Code("it has no code"),
            });
        }
        let blocks: Vec<(usize, Registers)> = self.states.iter().map(|(i, s)| (*i, *s)).collect();
        for (start, state) in blocks {
            self.run(start, state, Some(out));
        }
        for at in &self.landings {
            out.gaps.push(Gap {
                at: *at,
                kind: GapKind::Code("an address inside of one of its instructions is taken"),
            });
        }
        // Whoever cannot be read may well return.
        out.returns |= !out.gaps.is_empty();
        out.calls.sort_by_key(|c| c.at);
    }
}

fn gap(out: Option<&mut Body>, step: &Step, kind: GapKind) {
    if let Some(out) = out {
        out.gaps.push(Gap { at: step.at, kind });
    }
}
