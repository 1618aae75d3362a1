// SPDX-License-Identifier: MIT OR Apache-2.0

//! Items of our own in the user's crate, and the other tricks against rustc.
//!
//! What is injected may use unstable features of the compiler. The user's code may not get them by that, so no
//! `#![feature]` is added: every span of an injected item is marked as coming from an expansion that may use them,
//! which is how the standard library's own prelude gets into a crate. The mark also tells lints that no person wrote
//! this. Marks are transparent: names resolve as if the item stood in the user's file.

use std::sync::OnceLock;

use rustc_ast::mut_visit::{self, MutVisitor};
use rustc_ast::{Crate, Item, ItemKind};
use rustc_data_structures::stable_hasher::StableHasher;
use rustc_hashes::Hash64;
use rustc_interface::interface::Compiler;
use rustc_interface::passes;
use rustc_middle::ty::{RegisteredTools, TyCtxt};
use rustc_middle::util::Providers;
use rustc_parse::lexer::StripTokens;
use rustc_parse::parser::{AllowConstBlockItems, ForceCollect, Parser};
use rustc_session::Session;
use rustc_session::config::CrateType;
use rustc_span::def_id::{CrateNum, DefId, DefPathHash, StableCrateId};
use rustc_span::hygiene::{AstPass, ExpnData, ExpnKind, LocalExpnId};
use rustc_span::{DUMMY_SP, FileName, HashStableContext, Ident, Span, Symbol, sym};

/// The name before `::` in our attributes. The library `kelson` has attributes too; a name of our own cannot clash.
pub(crate) const TOOL: &str = "kelsonc";

/// The expansion that injected items are marked with.
static MARK: OnceLock<LocalExpnId> = OnceLock::new();

/// The unstable features that injected items use.
const FEATURES: [Symbol; 3] = [
    sym::prelude_import,
    sym::link_llvm_intrinsics,
    sym::cfg_accessible,
];

type ToolsProvider = fn(TyCtxt<'_>, ()) -> RegisteredTools;
static TOOLS: OnceLock<ToolsProvider> = OnceLock::new();

/// Makes `kelsonc::...` an attribute.
pub(crate) fn queries(_: &Session, providers: &mut Providers) {
    let _ = TOOLS.set(providers.queries.registered_tools);
    providers.queries.registered_tools = |tcx, ()| {
        let mut tools = TOOLS.get().expect("set when queries were put together")(tcx, ());
        tools.insert(Ident::with_dummy_span(Symbol::intern(TOOL)));
        tools
    };
}

/// Whether another crate has an injected function of a name that starts like this.
///
/// Functions of a foreign block are how a crate's metadata says what it was built with: no attribute of ours may stand on
/// a crate, and these are few, listed, and leave nothing in the object file.
pub(crate) fn is_declared(tcx: TyCtxt<'_>, krate: CrateNum, stem: &str) -> bool {
    let blocks = tcx.foreign_modules(krate).values();
    let mut items = blocks.flat_map(|block| &block.foreign_items);
    items.any(|item| tcx.item_name(*item).as_str().starts_with(stem))
}

/// Whether something is part of the standard library, as seen from a crate that is not.
pub(crate) fn is_library(tcx: TyCtxt<'_>, item: DefId) -> bool {
    // Only the library says which of its items are stable.
    !item.is_local() && tcx.lookup_stability(item.krate.as_def_id()).is_some()
}

/// The expansion, made the first time it is needed.
fn mark(compiler: &Compiler, krate: &Crate) -> LocalExpnId {
    *MARK.get_or_init(|| {
        let edition = compiler.sess.edition();
        let kind = ExpnKind::AstPass(AstPass::StdImports);
        let data = ExpnData::allow_unstable(kind, DUMMY_SP, edition, FEATURES.into(), None, None);
        LocalExpnId::fresh(data, Identity::of(compiler, krate))
    })
}

/// Which crate this is. Expansions are told apart across crates by it, and rustc works it out only after parsing.
struct Identity(StableCrateId);

impl Identity {
    /// As rustc will have it a moment later.
    fn of(compiler: &Compiler, krate: &Crate) -> Identity {
        let session = &compiler.sess;
        let attributes = rustc_expand::config::pre_configure_attrs(session, &krate.attrs);
        let types = passes::collect_crate_types(
            session,
            &compiler.codegen_backend.supported_crate_types(session),
            compiler.codegen_backend.name(),
            &attributes,
            krate.spans.inner_span,
        );
        Identity(StableCrateId::new(
            passes::get_crate_name(session, &attributes),
            types.contains(&CrateType::Executable),
            session.opts.cg.metadata.clone(),
            session.cfg_version,
        ))
    }
}

impl HashStableContext for Identity {
    // Our expansion has no place in any file.
    fn span_hash_stable(&mut self, _: Span, _: &mut StableHasher) {}

    // It has no definition either; only the crate is asked for.
    fn def_path_hash(&self, _: DefId) -> DefPathHash {
        DefPathHash::new(self.0, Hash64::ZERO)
    }

    fn assert_default_hashing_controls(&self, _: &str) {}
}

/// Whether a span belongs to an injected item.
pub(crate) fn is_ours(span: Span) -> bool {
    MARK.get()
        .is_some_and(|mark| span.ctxt().outer_expn() == mark.to_expn_id())
}

/// The text of items in a scope of their own: what the user has at the root, a constant `slot` or a type `u8`, is not in it.
/// They have no name that the user could see.
pub(crate) fn apart(items: &str) -> String {
    format!("const _: () = {{ mod {TOOL} {{ {items} }} }};")
}

/// Puts items at the end of a crate's root: an import of a module that is in it resolves after that only. `origin` is
/// what messages about them name as their file.
///
/// An error in the text is the user's only where part of the text came from an option, so it is reported as any other.
pub(crate) fn items(compiler: &Compiler, krate: &mut Crate, origin: &str, text: String) {
    let mark = mark(compiler, krate);
    let session = &compiler.sess;
    let name = FileName::Custom(origin.to_owned());
    let parser =
        rustc_parse::new_parser_from_source_str(&session.psess, name, text, StripTokens::Nothing);
    let mut found = parse(rustc_parse::unwrap_or_emit_fatal(parser));
    for item in &mut found {
        Marker(mark).visit_item(item);
    }
    append(krate, mark, found);
}

/// The same, with all messages at one place. Arguments of macros are marked as well.
pub(crate) fn items_at(compiler: &Compiler, krate: &mut Crate, place: Span, text: String) {
    let mark = mark(compiler, krate);
    let session = &compiler.sess;
    let name = FileName::Custom("kelsonc".to_owned());
    let place = place.with_call_site_ctxt(mark.to_expn_id());
    let tokens = rustc_parse::source_str_to_stream(&session.psess, name, text, Some(place));
    let tokens = rustc_parse::unwrap_or_emit_fatal(tokens);
    append(
        krate,
        mark,
        parse(Parser::new(&session.psess, tokens, None)),
    );
}

#[expect(clippy::vec_box, reason = "rustc keeps items like this")]
fn append(krate: &mut Crate, mark: LocalExpnId, mut items: Vec<Box<Item>>) {
    for item in &mut items {
        Placeless(mark).visit_item(item);
    }
    krate.items.extend(items);
}

/// A place to show for what an option asked for.
pub(crate) fn place(compiler: &Compiler, origin: &str, text: &str) -> Span {
    let name = FileName::Custom(origin.to_owned());
    let files = compiler.sess.source_map();
    let file = files.new_source_file(name, text.to_owned());
    Span::with_root_ctxt(file.start_pos, file.end_position())
}

#[expect(clippy::vec_box, reason = "rustc keeps items like this")]
fn parse(mut parser: Parser<'_>) -> Vec<Box<Item>> {
    let mut found = Vec::new();
    loop {
        match parser.parse_item(ForceCollect::No, AllowConstBlockItems::No) {
            Ok(Some(item)) => found.push(item),
            Ok(None) => return found,
            Err(error) => {
                error.emit();
                return Vec::new();
            }
        }
    }
}

/// Marks every span it meets.
struct Marker(LocalExpnId);

impl MutVisitor for Marker {
    fn visit_span(&mut self, span: &mut Span) {
        *span = span.with_call_site_ctxt(self.0.to_expn_id());
    }
}

/// Takes the place from imports of crates. Messages write the path of what is in a crate by the name that the crate was
/// given here, unless nobody wrote the import; then by its own. Having no place is how rustc tells.
struct Placeless(LocalExpnId);

impl MutVisitor for Placeless {
    fn visit_item(&mut self, item: &mut Item) {
        mut_visit::walk_item(self, item);
        if matches!(item.kind, ItemKind::ExternCrate(..)) {
            item.span = DUMMY_SP.with_call_site_ctxt(self.0.to_expn_id());
        }
    }
}
