// SPDX-License-Identifier: MIT OR Apache-2.0

//! The targets whose layouts are compared, and what their scalars are like.

use super::model::Int;

/// A target as C compilers see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) name: &'static str,
    pub(super) arguments: &'static [&'static str],
    /// Size of `long` and of pointers.
    pub(super) long: u64,
    /// Alignment of the 8-byte types in a record.
    pub(super) align8: u64,
    pub(super) big_endian: bool,
    /// Whether bit-fields without a name raise the alignment of their record, which is a rule of Arm's.
    pub(super) unnamed_aligns: bool,
}

/// The machine the Rust half runs on.
pub(super) const HOST: Target = Target {
    name: "x86_64",
    arguments: &[],
    long: 8,
    align8: 8,
    big_endian: false,
    unnamed_aligns: false,
};

/// What GCC for x86-64 can make besides.
pub(super) const GCC: &[Target] = &[Target {
    name: "i686",
    arguments: &["-m32"],
    long: 4,
    align8: 4,
    ..HOST
}];

/// What Clang can make without anything else installed. Without headers and without linking, a name is enough.
pub(super) const CLANG: &[Target] = &[
    Target {
        name: "i686",
        arguments: &["--target=i686-linux-gnu"],
        long: 4,
        align8: 4,
        ..HOST
    },
    Target {
        name: "aarch64",
        arguments: &["--target=aarch64-linux-gnu"],
        unnamed_aligns: true,
        ..HOST
    },
    Target {
        name: "armv7",
        arguments: &["--target=armv7-linux-gnueabihf"],
        long: 4,
        unnamed_aligns: true,
        ..HOST
    },
    Target {
        name: "riscv64",
        arguments: &["--target=riscv64-linux-gnu"],
        ..HOST
    },
    Target {
        name: "loongarch64",
        arguments: &["--target=loongarch64-linux-gnu"],
        ..HOST
    },
    Target {
        name: "powerpc64",
        arguments: &["--target=powerpc64-linux-gnu"],
        big_endian: true,
        ..HOST
    },
    Target {
        name: "s390x",
        arguments: &["--target=s390x-linux-gnu"],
        big_endian: true,
        ..HOST
    },
    Target {
        name: "riscv32",
        arguments: &["--target=riscv32-linux-gnu"],
        long: 4,
        ..HOST
    },
    Target {
        name: "mips",
        arguments: &["--target=mips-linux-gnu"],
        long: 4,
        big_endian: true,
        ..HOST
    },
    Target {
        name: "mips64",
        arguments: &["--target=mips64-linux-gnuabi64"],
        big_endian: true,
        ..HOST
    },
    Target {
        name: "powerpc",
        arguments: &["--target=powerpc-linux-gnu"],
        long: 4,
        big_endian: true,
        ..HOST
    },
];

impl Target {
    /// The size of an integer type.
    pub(super) fn size(&self, of: Int) -> u64 {
        of.size(self.long)
    }

    /// Its alignment in a record.
    pub(super) fn align(&self, of: Int) -> u64 {
        match self.size(of) {
            8 => self.align8,
            size => size,
        }
    }

    /// Whether it has `__int128`, aligned as everywhere.
    pub(super) fn has_int128(&self) -> bool {
        self.long == 8 && self.name != "s390x"
    }
}
