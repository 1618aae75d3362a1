// SPDX-License-Identifier: MIT OR Apache-2.0

//! What becomes of a marked call: another instance of the same function, without checks.
//!
//! A call is marked by one generic argument more than the function has parameters, which is `()`. So the mark goes
//! wherever the call goes: through inlining, through the metadata of a generic function into another crate, and
//! through the choice of a trait's impl when types are known. Rustc asks which instance to call at two places, its
//! inliner and its code generator, both times by the query `resolve_instance_raw`. The answer to a marked call is the
//! answer without the mark, as a variant where it is a function of the standard library.
//!
//! A variant has the body of its function with the answer to "are there checks" replaced by "no", and its calls of
//! other functions of the library marked. It is a kind of instance that rustc has, the adapter from `FnMut` to
//! `FnOnce`, for a function that is never adapted. Such an instance belongs to the crate that asks for it, may pass on
//! the place of its caller, and gets its body by a query.
//!
//! The library ends where the program begins: a closure that is given to a function of the library is not followed.

use std::sync::{LazyLock, Mutex, OnceLock, PoisonError};

use rustc_data_structures::fx::{FxHashMap, FxHashSet};
use rustc_hir::def::DefKind;
use rustc_hir::def_id::{DefId, LOCAL_CRATE};
use rustc_middle::middle::codegen_fn_attrs::CodegenFnAttrFlags;
use rustc_middle::mir::interpret::Scalar;
use rustc_middle::mir::visit::{MutVisitor, Visitor};
use rustc_middle::mir::{
    BasicBlockData, Body, Const, Location, MirSource, NonDivergingIntrinsic, Operand,
    RuntimeChecks, Rvalue, Statement, StatementKind, Terminator, TerminatorKind,
};
use rustc_middle::ty::{
    self, GenericArgsRef, Instance, InstanceKind, PseudoCanonicalInput, SymbolName, Ty, TyCtxt,
};
use rustc_middle::util::Providers;
use rustc_session::Session;
use rustc_span::{DUMMY_SP, ErrorGuaranteed};
use rustc_symbol_mangling::symbol_name_for_instance_in_crate;

use super::mir;
use crate::inject::is_library;

type Question<'tcx> = PseudoCanonicalInput<'tcx, (DefId, GenericArgsRef<'tcx>)>;
type Answer<'tcx> = Result<Option<Instance<'tcx>>, ErrorGuaranteed>;

static RESOLVE: OnceLock<for<'tcx> fn(TyCtxt<'tcx>, Question<'tcx>) -> Answer<'tcx>> =
    OnceLock::new();
static SHIM: OnceLock<for<'tcx> fn(TyCtxt<'tcx>, InstanceKind<'tcx>) -> Body<'tcx>> =
    OnceLock::new();
static SYMBOL: OnceLock<for<'tcx> fn(TyCtxt<'tcx>, Instance<'tcx>) -> SymbolName<'tcx>> =
    OnceLock::new();

pub(super) fn queries(_: &Session, providers: &mut Providers) {
    let _ = RESOLVE.set(providers.queries.resolve_instance_raw);
    providers.queries.resolve_instance_raw = resolve;
    let _ = SHIM.set(providers.queries.mir_shims);
    providers.queries.mir_shims = |tcx, kind| match of(tcx, kind) {
        Some(function) => body(tcx, kind, function),
        None => SHIM.get().expect("set when queries were put together")(tcx, kind),
    };
    let _ = SYMBOL.set(providers.queries.symbol_name);
    providers.queries.symbol_name = symbol;
}

/// Whether a call of a function can be marked with any effect, wherever generic arguments lead it.
pub(super) fn may_check(tcx: TyCtxt<'_>, function: DefId) -> bool {
    is_library(tcx, function)
        && tcx.intrinsic(function).is_none()
        && tcx.fn_sig(function).skip_binder().safety().is_unsafe()
}

/// Whether the mark takes a check away from a call of a function, as far as is known before generic arguments are.
pub(super) fn can_check(tcx: TyCtxt<'_>, function: DefId) -> bool {
    may_check(tcx, function)
        && (tcx.trait_of_assoc(function).is_some()
            || is_variable(tcx, function) && checks(tcx, function))
}

/// The type of a function, with the mark.
pub(super) fn marked<'tcx>(tcx: TyCtxt<'tcx>, function: Ty<'tcx>) -> Ty<'tcx> {
    match *function.kind() {
        ty::FnDef(id, args) if args.len() == tcx.generics_of(id).count() => {
            let mark = ty::GenericArg::from(tcx.types.unit);
            let args = tcx.mk_args_from_iter(args.iter().chain([mark]));
            Ty::new_fn_def(tcx, id, args)
        }
        _ => function,
    }
}

fn resolve<'tcx>(tcx: TyCtxt<'tcx>, question: Question<'tcx>) -> Answer<'tcx> {
    let (function, args) = question.value;
    let may_be_mark = |last: &ty::GenericArg<'tcx>| last.as_type().is_some_and(Ty::is_unit);
    let generics = tcx.generics_of(function);
    if !args.last().is_some_and(may_be_mark) || args.len() <= generics.count() {
        return RESOLVE.get().expect("set when queries were put together")(tcx, question);
    }
    let unmarked = PseudoCanonicalInput {
        typing_env: question.typing_env,
        value: (function, args.truncate_to(tcx, generics)),
    };
    let answer = tcx.resolve_instance_raw(unmarked)?;
    Ok(answer.map(|instance| match instance.def {
        InstanceKind::Item(function) if is_variable(tcx, function) && checks(tcx, function) => {
            let track_caller = instance.def.requires_caller_location(tcx);
            let call_once = function;
            Instance {
                def: InstanceKind::ClosureOnceShim {
                    call_once,
                    track_caller,
                },
                args: instance.args,
            }
        }
        _ => instance,
    }))
}

/// The function that an instance is a variant of.
fn of(tcx: TyCtxt<'_>, kind: InstanceKind<'_>) -> Option<DefId> {
    let InstanceKind::ClosureOnceShim { call_once, .. } = kind else {
        return None;
    };
    let of_trait = tcx.trait_of_assoc(call_once);
    let adapts = of_trait.is_some() && of_trait == tcx.lang_items().fn_once_trait();
    (!adapts).then_some(call_once)
}

/// Whether there can be a variant of a function: its body is known, and nothing ties it to one symbol.
fn is_variable(tcx: TyCtxt<'_>, function: DefId) -> bool {
    if !is_library(tcx, function)
        || !matches!(tcx.def_kind(function), DefKind::Fn | DefKind::AssocFn)
        || !tcx.is_mir_available(function)
    {
        return false;
    }
    let attributes = tcx.codegen_fn_attrs(function);
    let tied = CodegenFnAttrFlags::RUSTC_STD_INTERNAL_SYMBOL | CodegenFnAttrFlags::NAKED;
    !attributes.contains_extern_indicator() && !attributes.flags.intersects(tied)
}

/// Whether a function of the library checks something, itself or in what it calls. What it calls by a trait is not
/// known here and may.
fn checks(tcx: TyCtxt<'_>, function: DefId) -> bool {
    static KNOWN: LazyLock<Mutex<FxHashMap<DefId, bool>>> = LazyLock::new(Mutex::default);
    let known = || KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    // The answer depends on that crate and those below it, and is kept outside of rustc's sight.
    let _ = tcx.crate_hash(function.krate);
    if let Some(answer) = known().get(&function) {
        return *answer;
    }
    let (mut seen, mut waiting) = (FxHashSet::from_iter([function]), vec![function]);
    let mut found = false;
    while let Some(next) = waiting.pop()
        && !found
    {
        let body = tcx.optimized_mir(next);
        let mut search = Search {
            tcx,
            found: body.basic_blocks.iter().any(mir::is_check),
            calls: Vec::new(),
        };
        search.visit_body(body);
        found = search.found;
        let calls = search.calls.into_iter();
        waiting.extend(calls.filter(|call| is_variable(tcx, *call) && seen.insert(*call)));
    }
    match found {
        true => _ = known().insert(function, true),
        false => known().extend(seen.into_iter().map(|function| (function, false))),
    }
    found
}

/// Looks for checks in a body, and for what it calls.
struct Search<'tcx> {
    tcx: TyCtxt<'tcx>,
    found: bool,
    calls: Vec<DefId>,
}

impl<'tcx> Visitor<'tcx> for Search<'tcx> {
    fn visit_operand(&mut self, operand: &Operand<'tcx>, location: Location) {
        if let Operand::RuntimeChecks(RuntimeChecks::UbChecks) = operand {
            self.found = true;
        }
        if let Some((function, _)) = operand.const_fn_def()
            && is_library(self.tcx, function)
            && self.tcx.intrinsic(function).is_none()
        {
            match self.tcx.trait_of_assoc(function) {
                None => self.calls.push(function),
                // What is called by these was given by the caller.
                Some(of_trait) if self.tcx.fn_trait_kind_from_def_id(of_trait).is_some() => {}
                Some(_) => self.found = true,
            }
        }
        self.super_operand(operand, location);
    }
}

/// The body of a function without checks.
fn body<'tcx>(tcx: TyCtxt<'tcx>, kind: InstanceKind<'tcx>, function: DefId) -> Body<'tcx> {
    let mut body = tcx.optimized_mir(function).clone();
    body.source = MirSource::from_instance(kind);
    for block in body.basic_blocks_mut() {
        if mir::is_check(block) {
            mir::skip(block);
        }
        pass_by(block);
    }
    NoChecks(tcx).visit_body(&mut body);
    body
}

/// Makes a block go past a check, so that the check is not even compiled.
///
/// Where not to check is to go on where nothing can go on, the library has been optimized to assume that there are
/// checks: `NonZero::new_unchecked` comes to its check with a zero only.
fn pass_by<'tcx>(block: &mut BasicBlockData<'tcx>) {
    let assumes = |statement: &Statement<'tcx>| match &statement.kind {
        StatementKind::Intrinsic(intrinsic) => match &**intrinsic {
            NonDivergingIntrinsic::Assume(operand) => asks(block, operand),
            _ => false,
        },
        _ => false,
    };
    if let Some(never) = block.statements.iter().position(assumes) {
        block.statements.truncate(never);
        block.terminator_mut().kind = TerminatorKind::Unreachable;
        return;
    }
    if let TerminatorKind::SwitchInt { discr, targets } = &block.terminator().kind
        && asks(block, discr)
    {
        let target = targets.target_for_value(0);
        block.terminator_mut().kind = TerminatorKind::Goto { target };
    }
}

/// Whether an operand is the answer to the question whether to check. A variable is if nothing else in the block is
/// assigned to it.
fn asks<'tcx>(block: &BasicBlockData<'tcx>, operand: &Operand<'tcx>) -> bool {
    let is_question =
        |operand: &Operand<'_>| matches!(operand, Operand::RuntimeChecks(RuntimeChecks::UbChecks));
    let Some(place) = operand.place() else {
        return is_question(operand);
    };
    let mut assigned = block
        .statements
        .iter()
        .filter_map(|statement| statement.kind.as_assign())
        .filter(|(to, _)| to.local == place.local)
        .map(|(to, value)| {
            *to == place && matches!(value, Rvalue::Use(operand, ..) if is_question(operand))
        })
        .peekable();
    assigned.peek().is_some() && assigned.all(|is_question| is_question)
}

/// Answers the question whether to check, and hands the mark on to what is called.
struct NoChecks<'tcx>(TyCtxt<'tcx>);

impl<'tcx> MutVisitor<'tcx> for NoChecks<'tcx> {
    fn tcx(&self) -> TyCtxt<'tcx> {
        self.0
    }

    fn visit_operand(&mut self, operand: &mut Operand<'tcx>, location: Location) {
        if let Operand::RuntimeChecks(RuntimeChecks::UbChecks) = operand {
            let no = Scalar::from_bool(false);
            *operand = Operand::const_from_scalar(self.0, self.0.types.bool, no, DUMMY_SP);
        }
        self.super_operand(operand, location);
    }

    fn visit_terminator(&mut self, terminator: &mut Terminator<'tcx>, location: Location) {
        self.super_terminator(terminator, location);
        let TerminatorKind::Call { func, target, .. } = &mut terminator.kind else {
            return;
        };
        let Operand::Constant(constant) = func else {
            return;
        };
        let ty = constant.const_.ty();
        if let ty::FnDef(callee, _) = *ty.kind()
            && is_library(self.0, callee)
            && self.0.intrinsic(callee).is_none()
            // What does not return is a panic, or promises that it is not reached.
            && (target.is_some() || may_check(self.0, callee))
        {
            constant.const_ = Const::zero_sized(marked(self.0, ty));
        }
    }
}

/// A symbol of its own beside that of the function. Each crate has its own variants.
fn symbol<'tcx>(tcx: TyCtxt<'tcx>, instance: Instance<'tcx>) -> SymbolName<'tcx> {
    if of(tcx, instance.def).is_none() {
        return SYMBOL.get().expect("set when queries were put together")(tcx, instance);
    }
    let name = symbol_name_for_instance_in_crate(tcx, instance, LOCAL_CRATE);
    SymbolName::new(tcx, &format!("{name}.no_ub_checks"))
}
