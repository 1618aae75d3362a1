// SPDX-License-Identifier: MIT OR Apache-2.0

//! Where a feature can take part in a compilation.
//!
//! A feature registers functions here and never learns which others do. They run in the order of registration, and
//! a function that replaces one of rustc's queries calls the one it found there.

use rustc_ast::Crate;
use rustc_interface::Config;
use rustc_interface::interface::Compiler;
use rustc_middle::ty::TyCtxt;
use rustc_middle::util::Providers;
use rustc_session::Session;

use crate::options::{Declared, Values, Wrong};

/// A language feature: what it listens to, and how it takes part.
pub(crate) struct Feature {
    /// Its `-K` options.
    pub(crate) options: &'static [Declared],
    /// The names of its attributes, after `kelsonc::`.
    pub(crate) attributes: &'static [&'static str],
    /// Puts its functions among the hooks, if its options ask for it.
    pub(crate) register: fn(&Values<'_>, &mut Hooks) -> Result<(), Wrong>,
}

type OnConfig = Box<dyn FnOnce(&mut Config) + Send>;
type OnRoot = Box<dyn FnOnce(&Compiler, &mut Crate) + Send>;

pub(crate) type OnQueries = fn(&Session, &mut Providers);

/// What features registered.
#[derive(Default)]
pub(crate) struct Hooks {
    /// Whether any `-K` option was given. Without, only what changes nothing for rustc may be registered.
    pub(crate) active: bool,
    /// What an option asked for instead of a compilation.
    pub(crate) answer: Option<String>,
    pub(crate) config: Vec<OnConfig>,
    pub(crate) root: Vec<OnRoot>,
    pub(crate) queries: Vec<OnQueries>,
    pub(crate) expanded: Vec<fn(TyCtxt<'_>)>,
    pub(crate) analyzed: Vec<fn(TyCtxt<'_>)>,
}

impl Hooks {
    /// Before the session starts: options of rustc can be set.
    pub(crate) fn on_config(&mut self, hook: impl FnOnce(&mut Config) + Send + 'static) {
        self.config.push(Box::new(hook));
    }

    /// After the crate's root file is parsed and before anything is expanded: items can be added.
    pub(crate) fn on_root(&mut self, hook: impl FnOnce(&Compiler, &mut Crate) + Send + 'static) {
        self.root.push(Box::new(hook));
    }

    /// When rustc's queries are put together: each can be replaced. Keep the old one and call it.
    pub(crate) fn on_queries(&mut self, hook: OnQueries) {
        self.queries.push(hook);
    }

    /// After names are resolved and all crates are loaded, before types are checked: what this crate sees of others
    /// can be judged, and an error comes before those that would follow from it.
    pub(crate) fn on_expanded(&mut self, hook: fn(TyCtxt<'_>)) {
        self.expanded.push(hook);
    }

    /// After types and borrows are checked, before code is generated if it is.
    pub(crate) fn on_analyzed(&mut self, hook: fn(TyCtxt<'_>)) {
        self.analyzed.push(hook);
    }
}
