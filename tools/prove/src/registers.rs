// SPDX-License-Identifier: MIT OR Apache-2.0

//! What registers are known to hold: just enough to see through hoisted calls and jump tables.
//!
//! The compiler loads the address of a function into a register when it calls it twice, and the
//! start of a jump table before a loop. Both are followed by propagating constants along the
//! control flow. Whatever is not one of the few forms below is [`Value::Unknown`].

use crate::data::DataRef;
use crate::decode::{Callee, Operand, Step};
use iced_x86::{Code, Instruction, InstructionInfoFactory, OpAccess, OpKind, Register};

/// What a register holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Value {
    Unknown,
    /// The address of a function.
    Code(Callee),
    /// The address of data, perhaps of a jump table.
    Data(DataRef),
    /// An entry of the position-independent jump table at this place.
    Entry(DataRef),
    /// That entry plus the table's start: an address in the code.
    Case(DataRef),
}

/// The sixteen general registers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Registers([Value; 16]);

impl Registers {
    /// Nothing is known: the state on entry.
    pub(crate) const UNKNOWN: Self = Self([Value::Unknown; 16]);

    /// Forgets what does not hold on both of two ways to here; says whether that was anything.
    pub(crate) fn merge(&mut self, other: &Self) -> bool {
        let before = *self;
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            if mine != theirs {
                *mine = Value::Unknown;
            }
        }
        before != *self
    }

    /// What an indirect call or jump leads to.
    pub(crate) fn target(&self, step: &Step) -> Value {
        match step.code.op0_kind() {
            OpKind::Register => self.get(step.code.op0_register()),
            // `jmp *table(,%rax,8)`, the table's address a constant of the instruction.
            OpKind::Memory if is_case(&step.code) => match step.operand {
                Some(Operand::Data(at)) if step.code.memory_base() == Register::None => {
                    Value::Case(at)
                }
                None if step.code.memory_displacement64() == 0 => {
                    match self.get(step.code.memory_base()) {
                        Value::Data(at) => Value::Case(at),
                        _ => Value::Unknown,
                    }
                }
                _ => Value::Unknown,
            },
            _ => Value::Unknown,
        }
    }

    /// Applies one instruction that goes on to the next, or a call that returned.
    pub(crate) fn step(&mut self, step: &Step, call: bool, info: &mut InstructionInfoFactory) {
        if call {
            // By every calling convention that the compiler uses for functions it did not inline.
            for register in [0, 1, 2, 6, 7, 8, 9, 10, 11] {
                self.0[register] = Value::Unknown;
            }
            return;
        }
        let code = &step.code;
        let result = self.result(step);
        for used in info.info(code).used_registers() {
            let written = !matches!(
                used.access(),
                OpAccess::None | OpAccess::Read | OpAccess::CondRead | OpAccess::NoMemAccess
            );
            if written {
                self.set(used.register(), Value::Unknown);
            }
        }
        if let Some((register, value)) = result {
            self.set(register, value);
        }
    }

    /// The register that an instruction gives a value we can name.
    fn result(&self, step: &Step) -> Option<(Register, Value)> {
        let code = &step.code;
        let register = code.op0_register();
        let value = match code.code() {
            Code::Lea_r64_m if code.is_ip_rel_memory_operand() => match step.operand? {
                Operand::Data(at) => Value::Data(at),
                Operand::Callee(callee) => Value::Code(callee),
                _ => return None,
            },
            Code::Mov_r64_rm64 if code.is_ip_rel_memory_operand() => match step.operand? {
                Operand::Slot(callee) => Value::Code(callee),
                _ => return None,
            },
            Code::Mov_r64_rm64 | Code::Mov_rm64_r64
                if code.op0_kind() == OpKind::Register && code.op1_kind() == OpKind::Register =>
            {
                self.get(code.op1_register())
            }
            // `movslq (%base,%index,4), %entry`
            Code::Movsxd_r64_rm32
                if code.op1_kind() == OpKind::Memory
                    && code.memory_index() != Register::None
                    && code.memory_index_scale() == 4
                    && code.memory_displacement64() == 0
                    && step.operand.is_none() =>
            {
                match self.get(code.memory_base()) {
                    Value::Data(at) => Value::Entry(at),
                    _ => return None,
                }
            }
            Code::Add_r64_rm64 | Code::Add_rm64_r64
                if code.op0_kind() == OpKind::Register && code.op1_kind() == OpKind::Register =>
            {
                match (self.get(register), self.get(code.op1_register())) {
                    (Value::Entry(a), Value::Data(b)) | (Value::Data(b), Value::Entry(a))
                        if a == b =>
                    {
                        Value::Case(a)
                    }
                    _ => return None,
                }
            }
            _ => return None,
        };
        Some((register, value))
    }

    fn get(&self, register: Register) -> Value {
        slot(register)
            .and_then(|slot| self.0.get(slot).copied())
            .unwrap_or(Value::Unknown)
    }

    fn set(&mut self, register: Register, value: Value) {
        if let Some(place) = slot(register.full_register()).and_then(|slot| self.0.get_mut(slot)) {
            *place = value;
        }
    }
}

/// A memory operand that picks an eight-byte entry of a table.
fn is_case(code: &Instruction) -> bool {
    code.memory_index() != Register::None && code.memory_index_scale() == 8
}

fn slot(register: Register) -> Option<usize> {
    register.is_gpr64().then(|| register.number())
}
