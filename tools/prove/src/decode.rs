// SPDX-License-Identifier: MIT OR Apache-2.0

//! A function's bytes as steps: what each instruction does to control flow, and whom it names.

use crate::data::DataRef;
use crate::elf::{Function, Object, Reloc, SectionKind};
use crate::names;
use iced_x86::{Decoder, DecoderOptions, FlowControl, Instruction, OpKind};

/// Somebody who can be called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Callee {
    /// A function of the same object, by index.
    Function(u32),
    /// Whatever defines this symbol (by index), in this object or another.
    Symbol(u32),
}

/// What a relocated operand refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operand {
    /// The start of a function.
    Callee(Callee),
    /// A place inside of a function.
    Inside(u32, u64),
    Data(DataRef),
    /// The slot of the linker's that holds a function's address.
    Slot(Callee),
    Unknown,
}

/// Where a direct branch goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Branch {
    /// An offset of the section, inside of this function.
    Inside(u64),
    /// Another function, or this one again from its start.
    To(Callee),
    /// Out of this function, and not to the start of one.
    Astray,
}

/// What an instruction does to control flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flow {
    Next,
    Jump(Branch),
    /// Jumps or goes on.
    Maybe(Branch),
    Call(Branch),
    IndirectCall,
    IndirectJump,
    Return,
    /// Raises an exception that no code expects: `ud2`, `int3`.
    Trap,
    /// No valid instruction starts here.
    Invalid,
}

/// One instruction.
pub(crate) struct Step {
    pub(crate) at: u64,
    pub(crate) next: u64,
    pub(crate) flow: Flow,
    pub(crate) operand: Option<Operand>,
    pub(crate) code: Instruction,
}

/// Decodes all of a function, in order of offset.
pub(crate) fn decode(object: &Object, function: &Function) -> Vec<Step> {
    let code = object.code(function);
    let mut decoder = Decoder::with_ip(64, code, function.lo, DecoderOptions::NONE);
    let mut steps = Vec::with_capacity(code.len() / 4);
    while decoder.can_decode() {
        let code = decoder.decode();
        let (at, next) = (code.ip(), code.next_ip());
        let relocs = object.relocs(function.section, at..next);
        let operand = relocs
            .first()
            .map(|reloc| resolve(object, reloc, next.wrapping_sub(reloc.offset) as i64));
        let flow = if code.is_invalid() {
            Flow::Invalid
        } else {
            flow(object, function, &code, relocs, operand)
        };
        steps.push(Step {
            at,
            next,
            flow,
            operand,
            code,
        });
    }
    steps
}

fn flow(
    object: &Object,
    function: &Function,
    code: &Instruction,
    relocs: &[Reloc],
    operand: Option<Operand>,
) -> Flow {
    let direct = |wrap: fn(Branch) -> Flow| {
        let near = matches!(
            code.op0_kind(),
            OpKind::NearBranch64 | OpKind::NearBranch32 | OpKind::NearBranch16
        );
        let branch = if near {
            branch(object, function, code, relocs, operand)
        } else {
            Branch::Astray
        };
        // A conditional jump to a thunk would still go on; it is left to look like a call of it.
        match code.flow_control() {
            FlowControl::UnconditionalBranch | FlowControl::Call => {
                thunk(object, branch).unwrap_or(wrap(branch))
            }
            _ => wrap(branch),
        }
    };
    match code.flow_control() {
        FlowControl::Next => Flow::Next,
        FlowControl::UnconditionalBranch => direct(Flow::Jump),
        FlowControl::ConditionalBranch | FlowControl::XbeginXabortXend => direct(Flow::Maybe),
        FlowControl::Call if code.op0_kind() == OpKind::NearBranch64 => direct(Flow::Call),
        // `syscall` and `vmcall` leave for another world and come back.
        FlowControl::Call => Flow::Next,
        FlowControl::Return => Flow::Return,
        FlowControl::IndirectCall => match operand {
            Some(Operand::Slot(callee)) => Flow::Call(Branch::To(callee)),
            _ => Flow::IndirectCall,
        },
        FlowControl::IndirectBranch => match operand {
            Some(Operand::Slot(callee)) => Flow::Jump(Branch::To(callee)),
            _ => Flow::IndirectJump,
        },
        FlowControl::Exception => Flow::Trap,
        FlowControl::Interrupt => {
            if matches!(
                code.code(),
                iced_x86::Code::Int3 | iced_x86::Code::Int1 | iced_x86::Code::Into
            ) {
                Flow::Trap
            } else {
                Flow::Next
            }
        }
    }
}

/// The kernel replaces returns and indirect calls by branches to its own thunks.
fn thunk(object: &Object, branch: Branch) -> Option<Flow> {
    let Branch::To(Callee::Symbol(symbol)) = branch else {
        return None;
    };
    let name = &object.symbols.get(symbol as usize)?.name;
    if names::is_return_thunk(name) {
        Some(Flow::Return)
    } else if names::is_indirect_thunk(name) {
        Some(Flow::IndirectCall)
    } else {
        None
    }
}

fn branch(
    object: &Object,
    function: &Function,
    code: &Instruction,
    relocs: &[Reloc],
    operand: Option<Operand>,
) -> Branch {
    let inside = |offset: u64| function.lo < offset && offset < function.hi;
    match (relocs, operand) {
        ([], _) => {
            // The assembler resolved it: both ends are in one section.
            let to = code.near_branch_target();
            if inside(to) {
                return Branch::Inside(to);
            }
            match object.function_at(function.section, to) {
                Some((callee, true)) => Branch::To(Callee::Function(callee)),
                _ => Branch::Astray,
            }
        }
        ([reloc], Some(Operand::Callee(callee))) if ends_with(code, reloc) => Branch::To(callee),
        ([reloc], Some(Operand::Inside(_, offset))) if ends_with(code, reloc) => {
            let same = object
                .target(reloc, 4)
                .is_some_and(|(section, _)| section == function.section);
            if same && inside(offset) {
                Branch::Inside(offset)
            } else {
                Branch::Astray
            }
        }
        _ => Branch::Astray,
    }
}

/// Whether a relocation fills the last four bytes of an instruction, as it does in any branch.
fn ends_with(code: &Instruction, reloc: &Reloc) -> bool {
    reloc.pc_relative() && reloc.offset.checked_add(4) == Some(code.next_ip())
}

/// Follows a relocation of an instruction that ends `tail` bytes after the relocated field starts.
pub(crate) fn resolve(object: &Object, reloc: &Reloc, tail: i64) -> Operand {
    let adjust = if reloc.pc_relative() { tail } else { 0 };
    let Some(symbol) = object.symbols.get(reloc.symbol as usize) else {
        return Operand::Unknown;
    };
    let plain = reloc.addend.checked_add(adjust) == Some(0);
    // A weak definition may lose to another one when linking, so it goes by its name.
    let by_name = !symbol.name.is_empty() && (symbol.undefined || symbol.weak && !symbol.local);
    if by_name || reloc.got() {
        let callee = match object.function_of(reloc.symbol) {
            Some(function) if !by_name => Callee::Function(function),
            _ => Callee::Symbol(reloc.symbol),
        };
        return match (plain, reloc.got()) {
            (true, true) => Operand::Slot(callee),
            (true, false) => Operand::Callee(callee),
            (false, _) => Operand::Unknown,
        };
    }
    let Some((section, offset)) = object.target(reloc, adjust) else {
        return Operand::Unknown;
    };
    match object.sections.get(section as usize).map(|s| s.kind) {
        Some(SectionKind::Text) => match object.function_at(section, offset) {
            Some((function, true)) => Operand::Callee(Callee::Function(function)),
            Some((function, false)) => Operand::Inside(function, offset),
            None => Operand::Unknown,
        },
        Some(SectionKind::Data) => Operand::Data((section, offset)),
        _ => Operand::Unknown,
    }
}
