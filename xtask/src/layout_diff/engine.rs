// SPDX-License-Identifier: MIT OR Apache-2.0

//! What `kelson::c_layout::engine` says of a type.

use kelson::c_layout::engine::{self, Abi, lay_out};

use super::model::{self, Int, Kind, Place, Record, Step, Type, places};
use super::target::Target;

/// More members than any record has. The engine's lists have a length that is part of their type.
const MEMBERS: usize = 24;

/// The size, the alignment, and the position of each member in bits.
type Layout = engine::Layout<MEMBERS>;

/// Where the engine puts everything; the answers are in the order of [`places`].
pub(super) fn answer(record: &Record, target: &Target) -> Result<Vec<u64>, String> {
    let mut all = Vec::new();
    let named = record.named();
    for place in places(record) {
        all.push(match place {
            Place::Size(number) => lay(named[number], target)?.size as u64,
            Place::Align(number) => lay(named[number], target)?.align as u64,
            Place::Offset(number, path) => position(named[number], &path, target)? / 8,
            Place::Bits(number, path, _, _) => position(named[number], &path, target)?,
        });
    }
    Ok(all)
}

/// Whether a type can be had on a target.
pub(super) fn exists(record: &Record, target: &Target) -> bool {
    target.has_int128() || !has_int128(record)
}

fn has_int128(record: &Record) -> bool {
    record.members.iter().any(|member| match &member.kind {
        Kind::Anonymous(record) => has_int128(record),
        Kind::Field(of) | Kind::Flexible(of) => match of.element() {
            Type::Int128 => true,
            Type::Record(record) => has_int128(record),
            _ => false,
        },
        Kind::Bits(..) | Kind::Unnamed(..) => false,
    })
}

/// Whether all bytes of a record whose members are fields belong to one of them.
pub(super) fn is_full(record: &Record, target: &Target) -> Result<bool, String> {
    let mut sizes = Vec::new();
    for member in &record.members {
        if let Kind::Field(of) = &member.kind {
            sizes.push(of_type(of, target)?.0);
        }
    }
    let filled = match record.is_union {
        true => sizes.into_iter().max().unwrap_or(0),
        false => sizes.into_iter().sum(),
    };
    Ok(filled == lay(record, target)?.size)
}

/// Where a member begins, in bits.
fn position(record: &Record, path: &[Step], target: &Target) -> Result<u64, String> {
    let Some((step, rest)) = path.split_first() else {
        return Ok(0);
    };
    let start = lay(record, target)?.position[step.member];
    match &record.members[step.member].kind {
        Kind::Anonymous(inner) => Ok(start + position(&under(inner, record.pack), rest, target)?),
        _ => Ok(start),
    }
}

/// An anonymous record stands under the pragma of its parent.
fn under(record: &Record, pack: Option<u64>) -> Record {
    Record {
        pack,
        ..record.clone()
    }
}

fn lay(record: &Record, target: &Target) -> Result<Layout, String> {
    let abi = Abi {
        big_endian: target.big_endian,
        unnamed_aligns: target.unnamed_aligns,
        zero_width_aligns: target.unnamed_aligns,
        ..Abi::SYSTEM_V
    };
    let mut members = [engine::Member::ABSENT; MEMBERS];
    for (of, slot) in record.members.iter().zip(&mut members) {
        *slot = member(of, record, target)?;
    }
    let described = engine::Record {
        abi,
        union: record.is_union,
        packed: record.packed,
        pack: record.pack.unwrap_or(0) as usize,
        align: record.aligned.unwrap_or(0) as usize,
    };
    lay_out(described, &members).map_err(|mistake| format!("the engine refuses it: {mistake:?}"))
}

fn member(of: &model::Member, record: &Record, target: &Target) -> Result<engine::Member, String> {
    let int = |int| (target.size(int) as usize, target.align(int) as usize);
    let mut made = match &of.kind {
        Kind::Field(of) => {
            let (size, align) = of_type(of, target)?;
            engine::Member::field(size, align)
        }
        Kind::Bits(of, width) => {
            let (size, align) = int(*of);
            engine::Member::bits(size, align, *width as u32)
        }
        Kind::Unnamed(of, width) => {
            let (size, align) = int(*of);
            engine::Member::bits(size, align, *width as u32).unnamed()
        }
        Kind::Anonymous(inner) => {
            let inner = lay(&under(inner, record.pack), target)?;
            engine::Member::field(inner.size, inner.align)
        }
        Kind::Flexible(of) => {
            let (size, align) = of_type(of, target)?;
            engine::Member {
                kind: engine::Kind::Flexible,
                ..engine::Member::field(size, align)
            }
        }
    };
    made.packed = of.packed;
    made.requested = of.aligned.unwrap_or(0) as usize;
    Ok(made)
}

/// Size and alignment of a type.
fn of_type(of: &Type, target: &Target) -> Result<(usize, usize), String> {
    let (size, align) = match of {
        Type::Int(of) => (target.size(*of), target.align(*of)),
        Type::Typedef(of, align) => (target.size(*of), *align),
        Type::Int128 => (16, 16),
        Type::Float => (4, 4),
        Type::Double => (8, target.align8),
        Type::Pointer => (target.long, target.long),
        Type::Enum(made) => (made.size(), target.align(Int::Enum(*made))),
        Type::Record(record) => {
            let layout = lay(record, target)?;
            return Ok((layout.size, layout.align));
        }
        Type::Array(of, length) => {
            let (size, align) = of_type(of, target)?;
            return Ok((size * *length as usize, align));
        }
    };
    Ok((size as usize, align as usize))
}
