// SPDX-License-Identifier: MIT OR Apache-2.0

//! Debug information of all objects, read when first asked for.

use crate::dwarf::{DebugInfo, Frame, Spot};
use crate::graph::{NodeId, Program};
use std::collections::HashMap;

/// What is known about an object's debug information.
pub(crate) enum Debug {
    Present(Box<DebugInfo>),
    Absent,
    /// It is there, and this is wrong with it.
    Damaged(String),
}

/// By object.
#[derive(Default)]
pub(crate) struct DebugInfos(HashMap<u32, Debug>);

impl DebugInfos {
    pub(crate) fn of(&mut self, program: &Program, object: u32) -> &Debug {
        self.0
            .entry(object)
            .or_insert_with(|| match program.object(object).map(DebugInfo::read) {
                Some(Ok(Some(info))) => Debug::Present(Box::new(info)),
                Some(Ok(None)) | None => Debug::Absent,
                Some(Err(why)) => Debug::Damaged(why),
            })
    }

    /// The information itself, where it can be used.
    pub(crate) fn info(&mut self, program: &Program, object: u32) -> Option<&DebugInfo> {
        match self.of(program, object) {
            Debug::Present(info) => Some(info),
            _ => None,
        }
    }

    /// The inline stack at an offset of a function's section.
    pub(crate) fn stack(&mut self, program: &Program, node: NodeId, at: u64) -> Vec<Frame> {
        let Some((index, object, function)) = program.function(node) else {
            return Vec::new();
        };
        let address = object.address(function.section, at);
        self.info(program, index)
            .map_or_else(Vec::new, |info| info.stack(address))
    }

    /// The innermost line at an offset of a function's section.
    pub(crate) fn spot(&mut self, program: &Program, node: NodeId, at: u64) -> Option<Spot> {
        let frame = self.stack(program, node, at).into_iter().next()?;
        (frame.spot.line > 0).then_some(frame.spot)
    }
}

/// Whether two records of a path mean one file: one may be absolute, the other relative.
pub(crate) fn same_file(a: &str, b: &str) -> bool {
    fn parts(path: &str) -> impl DoubleEndedIterator<Item = &str> {
        path.split('/')
            .filter(|part| !part.is_empty() && *part != ".")
    }
    let mut a = parts(a).rev();
    let mut b = parts(b).rev();
    let mut same = 0;
    loop {
        match (a.next(), b.next()) {
            (Some(x), Some(y)) if x == y => same += 1,
            (Some(_), Some(_)) => return false,
            _ => return same > 0,
        }
    }
}
