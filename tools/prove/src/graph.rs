// SPDX-License-Identifier: MIT OR Apache-2.0

//! All objects together: who is who across files.

use crate::Error;
use crate::body::{self, Body, GapKind};
use crate::data::{Location, References};
use crate::decode::Callee;
use crate::elf::{Function, Object};
use crate::input::Source;
use crate::names;
use crate::sysroot::Sysroot;
use std::collections::HashMap;
use std::rc::Rc;

/// A function of one object, or a name that objects define or want.
pub(crate) type NodeId = u32;

pub(crate) enum Node {
    Function {
        object: u32,
        function: u32,
    },
    Name {
        symbol: String,
        definitions: Vec<NodeId>,
    },
}

/// Everything that was read.
pub(crate) struct Program {
    objects: Vec<Loaded>,
    nodes: Vec<Node>,
    by_name: HashMap<String, NodeId>,
    /// Definitions of `__rg_alloc` and its kin: what `#[global_allocator]` expands to.
    allocator: HashMap<String, Vec<NodeId>>,
    bodies: HashMap<NodeId, Rc<Facts>>,
    sysroot: Sysroot,
}

struct Loaded {
    object: Object,
    references: References,
    /// The node of its first function; the others follow in order.
    first: NodeId,
}

/// A [`Body`] in terms of nodes.
pub(crate) struct Facts {
    pub(crate) edges: Vec<Edge>,
    /// Where it traps, and whose return would lead there.
    pub(crate) traps: Vec<(u64, Option<NodeId>)>,
    /// Calls that must not return, or control would run out of the function.
    pub(crate) ends: Vec<(u64, NodeId)>,
    pub(crate) gaps: Vec<(u64, GapKind)>,
    pub(crate) returns: bool,
    pub(crate) instructions: usize,
}

/// A call or a jump to another node.
pub(crate) struct Edge {
    /// The instruction's offset in the caller's section.
    pub(crate) at: u64,
    pub(crate) to: NodeId,
    pub(crate) tail: bool,
    /// See [`body::Call::locations`].
    pub(crate) locations: Vec<Location>,
}

impl Program {
    pub(crate) fn new(sysroot: Sysroot) -> Self {
        Self {
            objects: Vec::new(),
            nodes: Vec::new(),
            by_name: HashMap::new(),
            allocator: HashMap::new(),
            bodies: HashMap::new(),
            sysroot,
        }
    }

    /// Adds an object that the user gave.
    pub(crate) fn add(&mut self, source: Source) -> Result<(), Error> {
        let object = Object::parse(source, false)?;
        self.insert(object);
        Ok(())
    }

    /// The objects read so far, those of the sysroot included.
    pub(crate) fn objects(&self) -> impl Iterator<Item = (u32, &Object)> {
        self.objects
            .iter()
            .enumerate()
            .map(|(index, loaded)| (index as u32, &loaded.object))
    }

    pub(crate) fn object(&self, index: u32) -> Option<&Object> {
        Some(&self.objects.get(index as usize)?.object)
    }

    pub(crate) fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id as usize)
    }

    pub(crate) fn node_count(&self) -> usize {
        self.nodes.len()
    }

    /// The function behind a node, if it is one.
    pub(crate) fn function(&self, id: NodeId) -> Option<(u32, &Object, &Function)> {
        let Node::Function { object, function } = self.node(id)? else {
            return None;
        };
        let loaded = &self.objects.get(*object as usize)?.object;
        Some((*object, loaded, loaded.functions.get(*function as usize)?))
    }

    /// The node of a function by its index in an object.
    pub(crate) fn node_of(&self, object: u32, function: u32) -> Option<NodeId> {
        let loaded = self.objects.get(object as usize)?;
        ((function as usize) < loaded.object.functions.len()).then(|| loaded.first + function)
    }

    /// The functions that the user's files define under a symbol.
    pub(crate) fn definitions(&self, symbol: &str) -> &[NodeId] {
        match self.by_name.get(symbol).and_then(|id| self.node(*id)) {
            Some(Node::Name { definitions, .. }) => definitions,
            _ => &[],
        }
    }

    /// Every function of the files that the user gave.
    pub(crate) fn own_functions(&self) -> Vec<NodeId> {
        self.objects
            .iter()
            .filter(|loaded| !loaded.object.sysroot)
            .flat_map(|loaded| {
                (0..loaded.object.functions.len() as u32).map(move |f| loaded.first + f)
            })
            .collect()
    }

    /// Every symbol that names a node.
    pub(crate) fn symbols(&self, id: NodeId) -> Vec<&str> {
        match self.node(id) {
            Some(Node::Name { symbol, .. }) => vec![symbol.as_str()],
            Some(Node::Function { .. }) => self.function(id).map_or_else(Vec::new, |(_, o, f)| {
                f.symbols
                    .iter()
                    .filter_map(|s| Some(o.symbols.get(*s as usize)?.name.as_str()))
                    .collect()
            }),
            None => Vec::new(),
        }
    }

    /// A node's name for people.
    pub(crate) fn display(&self, id: NodeId) -> String {
        self.symbols(id)
            .first()
            .map_or_else(|| "?".to_owned(), |symbol| names::demangle(symbol))
    }

    /// What a function does; read when first asked for.
    pub(crate) fn facts(&mut self, id: NodeId) -> Option<Rc<Facts>> {
        if let Some(facts) = self.bodies.get(&id) {
            return Some(Rc::clone(facts));
        }
        let Node::Function { object, function } = *self.node(id)? else {
            return None;
        };
        let loaded = self.objects.get(object as usize)?;
        let body = body::body(&loaded.object, &loaded.references, function);
        let facts = Rc::new(self.translate(object, body));
        self.bodies.insert(id, Rc::clone(&facts));
        Some(facts)
    }

    /// What a function does, if it has been read.
    pub(crate) fn known_facts(&self, id: NodeId) -> Option<&Facts> {
        self.bodies.get(&id).map(Rc::as_ref)
    }

    /// The functions a name stands for, looked up in the sysroot where no file has one.
    pub(crate) fn resolve(&mut self, id: NodeId) -> Result<Vec<NodeId>, Error> {
        let Some(Node::Name {
            symbol,
            definitions,
        }) = self.node(id)
        else {
            return Ok(Vec::new());
        };
        if !definitions.is_empty() {
            return Ok(definitions.clone());
        }
        let symbol = symbol.clone();
        let path = names::demangle(&symbol);
        // The allocator's entry points exist only in an object that rustc makes while linking;
        // each does nothing but call the user's `#[global_allocator]`.
        if let Some(what) = names::last_component(&path).strip_prefix("__rust_")
            && let Some(own) = self.allocator.get(what)
        {
            return Ok(own.clone());
        }
        // Of a C name there may be another definition that no file shows, so only Rust's own
        // mangled names, which hold a hash of the crate, are looked up.
        if !names::is_rust(&symbol) {
            return Ok(Vec::new());
        }
        if let Some(source) = self.sysroot.find(&symbol)? {
            let object = Object::parse(source, true)?;
            self.insert(object);
        }
        Ok(self.definitions(&symbol).to_vec())
    }

    fn insert(&mut self, object: Object) {
        let index = self.objects.len() as u32;
        let first = self.nodes.len() as NodeId;
        for function in 0..object.functions.len() as u32 {
            self.nodes.push(Node::Function {
                object: index,
                function,
            });
        }
        for (function, body) in object.functions.iter().enumerate() {
            let id = first + function as NodeId;
            for symbol in &body.symbols {
                let Some(symbol) = object.symbols.get(*symbol as usize) else {
                    continue;
                };
                if symbol.name.contains("__rg_") {
                    let path = names::demangle(&symbol.name);
                    if let Some(what) = names::last_component(&path).strip_prefix("__rg_") {
                        self.allocator.entry(what.to_owned()).or_default().push(id);
                    }
                }
                if symbol.local {
                    continue;
                }
                let name = self.name(&symbol.name);
                if let Some(Node::Name { definitions, .. }) = self.nodes.get_mut(name as usize)
                    && definitions.last() != Some(&id)
                {
                    definitions.push(id);
                }
            }
        }
        let references = References::collect(&object);
        self.objects.push(Loaded {
            object,
            references,
            first,
        });
    }

    fn name(&mut self, symbol: &str) -> NodeId {
        if let Some(id) = self.by_name.get(symbol) {
            return *id;
        }
        let id = self.nodes.len() as NodeId;
        self.nodes.push(Node::Name {
            symbol: symbol.to_owned(),
            definitions: Vec::new(),
        });
        self.by_name.insert(symbol.to_owned(), id);
        id
    }

    fn callee(&mut self, object: u32, callee: Callee) -> NodeId {
        match callee {
            Callee::Function(function) => self
                .objects
                .get(object as usize)
                .map_or(0, |loaded| loaded.first + function),
            Callee::Symbol(symbol) => {
                let name = self
                    .object(object)
                    .and_then(|o| o.symbols.get(symbol as usize))
                    .map_or_else(String::new, |s| s.name.clone());
                self.name(&name)
            }
        }
    }

    fn translate(&mut self, object: u32, body: Body) -> Facts {
        let edges = body
            .calls
            .into_iter()
            .map(|call| Edge {
                at: call.at,
                to: self.callee(object, call.to),
                tail: call.tail,
                locations: call.locations,
            })
            .collect();
        let traps = body
            .traps
            .iter()
            .map(|trap| (trap.at, trap.after.map(|after| self.callee(object, after))))
            .collect();
        let ends = body
            .ends
            .iter()
            .map(|call| (call.at, self.callee(object, call.to)))
            .collect();
        Facts {
            edges,
            traps,
            ends,
            gaps: body.gaps.iter().map(|gap| (gap.at, gap.kind)).collect(),
            returns: body.returns,
            instructions: body.instructions,
        }
    }
}
