// SPDX-License-Identifier: MIT OR Apache-2.0

//! Limits of this kernel as types, and numbers of C that keep to them.

use core::mem::offset_of;
use kelson::{
    pat,
    Alignment,
    PowerOfTwo, //
};
use kernel::{
    bindings,
    prelude::*, //
};

type Cpu = pat!(u32 is 0..bindings::NR_CPUS);
type Nice = pat!(i32 is bindings::MIN_NICE..=bindings::MAX_NICE as i32);
type Errno = pat!(i32 is -(bindings::MAX_ERRNO as i32)..=-1);

/// As C has it in `pat.c`.
#[derive(Clone, Copy, Default)]
#[repr(C)]
struct Numbers {
    cpu: u32,
    nice: i32,
    error: i32,
}

/// The same for C, and no number of it is out of range.
#[repr(C)]
struct Limits {
    cpu: Cpu,
    nice: Nice,
    error: Errno,
}

// Defined in `pat.c`.
unsafe extern "C" {
    fn kelson_limits_now(limits: *mut Numbers);
    fn kelson_limits_sum(limits: *const Limits) -> i64;
}

impl Limits {
    fn new(numbers: Numbers) -> Option<Self> {
        Some(Limits {
            cpu: Cpu::new(numbers.cpu)?,
            nice: Nice::new(numbers.nice)?,
            error: Errno::new(numbers.error)?,
        })
    }
}

fn now() -> Numbers {
    let mut numbers = Numbers::default();
    // SAFETY: it is a struct of the same fields, for C to write to.
    unsafe { kelson_limits_now(&mut numbers) };
    numbers
}

cases! { pat:
    fn numbers_of_c_are_in_range() {
        let numbers = now();
        let limits = Limits::new(numbers);
        expect!(limits.is_some());
        if let Some(limits) = limits {
            expect_eq!(limits.cpu.get(), numbers.cpu);
            expect_eq!(limits.nice.get(), numbers.nice);
            expect_eq!(limits.error.get(), -(bindings::ENOENT as i32));
            // C reads them as the integers that they are.
            let sum = i64::from(numbers.cpu) + i64::from(numbers.nice) + i64::from(numbers.error);
            // SAFETY: it is a struct of the same layout, for C to read.
            expect_eq!(unsafe { kelson_limits_sum(&limits) }, sum);
        }
    }

    fn they_are_laid_out_as_in_c() {
        expect_eq!(size_of::<Limits>(), size_of::<Numbers>());
        expect_eq!(offset_of!(Limits, error), offset_of!(Numbers, error));
        expect_eq!(size_of::<Result<(), Errno>>(), size_of::<i32>());
    }

    fn limits_are_those_of_the_kernel() {
        expect_eq!(Cpu::MAX.get(), bindings::NR_CPUS - 1);
        expect_eq!((Nice::MIN.get(), Nice::MAX.get()), (-20, 19));
        expect_eq!(Nice::MAX.checked_add(1), None);
        expect_eq!(Cpu::MAX.wrapping_add(1), Cpu::MIN);
        // What the kernel's own type takes for an errno.
        for code in [-4096, -4095, -22, -1, 0, 1] {
            let errno = Errno::new(code);
            expect_eq!(errno.is_some(), (-4095..0).contains(&code));
            if let Some(errno) = errno {
                expect_eq!(Error::from_errno(errno.get()).to_errno(), errno.get());
            }
        }
    }

    fn a_number_below_the_limit_is_an_index() {
        let loads = [3_u64; bindings::NR_CPUS as usize];
        let cpu = Cpu::new(now().cpu);
        expect_eq!(cpu.map(|cpu| loads[cpu.get() as usize]), Some(3));
    }

    fn alignments_are_those_of_the_kernel() {
        use kernel::ptr::Alignable;
        const PAGE: Alignment = Alignment::new(kernel::page::PAGE_SIZE).unwrap();
        const KERNELS: kernel::ptr::Alignment =
            kernel::ptr::Alignment::new::<{ kernel::page::PAGE_SIZE }>();
        expect_eq!((PAGE.get(), PAGE.log2()), (KERNELS.as_usize(), KERNELS.log2()));
        for size in [0, 1, 4095, 4096, 4097, usize::MAX - 4095, usize::MAX] {
            expect_eq!(PAGE.align_up(size), size.align_up(KERNELS));
            expect_eq!(PAGE.align_down(size), size.align_down(KERNELS));
        }
        let sectors = PowerOfTwo::<u64>::of::<512>();
        expect_eq!((5000 / sectors, 5000 % sectors), (9, 392));
    }
}
