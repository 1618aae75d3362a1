// SPDX-License-Identifier: MIT OR Apache-2.0

//! What the engine is told: the target's rules, the record and its members.

/// What differs from target to target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Abi {
    /// Unnamed bit-fields count for the alignment of the record.
    pub unnamed_aligns: bool,
    /// Bit-fields of width 0 count for the alignment of the record.
    pub zero_width_aligns: bool,
    /// The first bit of a byte is the most significant one.
    pub big_endian: bool,
    /// How much is known of the target.
    pub support: Support,
}

/// Which records of a target can be laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Support {
    /// All.
    Full,
    /// Those without bit-fields: nobody has compared the others with a C compiler.
    NoBitFields,
    /// None: the target has the rules of Microsoft's compilers.
    Microsoft,
}

impl Abi {
    /// The rules of most psABIs, little-endian.
    pub const SYSTEM_V: Abi = Abi {
        unnamed_aligns: false,
        zero_width_aligns: false,
        big_endian: false,
        support: Support::Full,
    };

    /// The rules for Arm, 32 bits and 64, little-endian.
    pub const AAPCS: Abi = Abi {
        unnamed_aligns: true,
        zero_width_aligns: true,
        ..Abi::SYSTEM_V
    };

    /// The rules of the target that this crate is compiled for.
    #[allow(unexpected_cfgs, reason = "Rust 1.85 has not heard of Cygwin")]
    pub const TARGET: Abi = {
        let microsoft = cfg!(any(windows, target_os = "uefi", target_os = "cygwin"));
        let arm = cfg!(any(target_arch = "arm", target_arch = "aarch64"));
        // Apple's compilers left these two rules out.
        let aapcs = arm && cfg!(not(target_vendor = "apple"));
        let known = cfg!(any(
            target_arch = "aarch64",
            target_arch = "arm",
            target_arch = "loongarch64",
            target_arch = "mips",
            target_arch = "mips64",
            target_arch = "powerpc",
            target_arch = "powerpc64",
            target_arch = "riscv32",
            target_arch = "riscv64",
            target_arch = "s390x",
            target_arch = "x86",
            target_arch = "x86_64",
        )) && cfg!(not(target_os = "aix"));
        Abi {
            unnamed_aligns: aapcs,
            zero_width_aligns: aapcs,
            big_endian: cfg!(target_endian = "big"),
            support: if microsoft {
                Support::Microsoft
            } else if known {
                Support::Full
            } else {
                Support::NoBitFields
            },
        }
    };
}

/// What is said of a struct or union as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record {
    /// The rules.
    pub abi: Abi,
    /// It is a union.
    pub union: bool,
    /// `__attribute__((packed))`.
    pub packed: bool,
    /// The `N` of `#pragma pack(N)`, or 0.
    pub pack: usize,
    /// The `N` of `__attribute__((aligned(N)))`, or 0.
    pub align: usize,
}

impl Record {
    /// A struct of which nothing special is said.
    pub const fn new(abi: Abi) -> Self {
        Record {
            abi,
            union: false,
            packed: false,
            pack: 0,
            align: 0,
        }
    }

    /// A union instead.
    pub const fn union(mut self) -> Self {
        self.union = true;
        self
    }

    /// With `__attribute__((packed))`.
    pub const fn packed(mut self) -> Self {
        self.packed = true;
        self
    }

    /// With `#pragma pack(N)`.
    pub const fn pack(mut self, limit: usize) -> Self {
        self.pack = limit;
        self
    }

    /// With `__attribute__((aligned(N)))`.
    pub const fn align(mut self, align: usize) -> Self {
        self.align = align;
        self
    }
}

/// What kind of member it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A plain one.
    Field,
    /// A bit-field of so many bits.
    Bits(u32),
    /// A flexible array; the size of the member is that of its element, and counts for nothing.
    Flexible,
    /// None in this configuration. It keeps its place in the list, for the numbers of the others.
    Absent,
}

/// A member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// The kind.
    pub kind: Kind,
    /// The size of the type, in bytes.
    pub size: usize,
    /// The alignment of the type.
    pub align: usize,
    /// How many bits values of the type have: 1 for `bool`, else all.
    pub width: u32,
    /// The `N` of `__attribute__((aligned(N)))` on the member, or 0.
    pub requested: usize,
    /// `__attribute__((packed))` on the member.
    pub packed: bool,
    /// It has a name.
    pub named: bool,
}

impl Member {
    /// No member in this configuration.
    pub const ABSENT: Member = Member {
        kind: Kind::Absent,
        size: 0,
        align: 1,
        width: 0,
        requested: 0,
        packed: false,
        named: false,
    };

    /// A plain member.
    pub const fn field(size: usize, align: usize) -> Self {
        Member {
            kind: Kind::Field,
            size,
            align,
            // Too much for `u32` only where it is no base of bit-fields.
            width: if size <= 16 { size as u32 * 8 } else { 0 },
            requested: 0,
            packed: false,
            named: true,
        }
    }

    /// A plain member of type `T`.
    pub const fn of<T>() -> Self {
        Member::field(size_of::<T>(), align_of::<T>())
    }

    /// A bit-field whose base has this size and alignment. Width 0 goes with no name.
    pub const fn bits(size: usize, align: usize, width: u32) -> Self {
        Member {
            kind: Kind::Bits(width),
            named: width != 0,
            ..Member::field(size, align)
        }
    }

    /// A bit-field of base `T`.
    pub const fn bits_of<T>(width: u32) -> Self {
        Member::bits(size_of::<T>(), align_of::<T>(), width)
    }

    /// A flexible array of elements `T`.
    pub const fn flexible<T>() -> Self {
        Member {
            kind: Kind::Flexible,
            ..Member::of::<T>()
        }
    }

    /// With a base of which only so many bits count: `bool` has 1.
    pub const fn width(mut self, width: u32) -> Self {
        self.width = width;
        self
    }

    /// With an alignment of its own.
    pub const fn aligned(mut self, align: usize) -> Self {
        self.requested = align;
        self
    }

    /// With `__attribute__((packed))`.
    pub const fn packed(mut self) -> Self {
        self.packed = true;
        self
    }

    /// With a name, which one of width 0 must not have.
    pub const fn named(mut self) -> Self {
        self.named = true;
        self
    }

    /// Without a name.
    pub const fn unnamed(mut self) -> Self {
        self.named = false;
        self
    }
}
