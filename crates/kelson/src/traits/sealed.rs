// SPDX-License-Identifier: MIT OR Apache-2.0

//! Traits that only their own crate implements.

/// Seals a trait: everybody may use it, only its own crate implements it.
///
/// Either the trait lists its types:
///
/// ```
/// use kelson::sealed;
///
/// /// An integer that fits a device register.
/// #[sealed(u8, u16, u32)]
/// pub trait Register: Copy {
///     const WIDTH: usize;
/// }
///
/// impl Register for u8 {
///     const WIDTH: usize = 1;
/// }
/// impl Register for u16 {
///     const WIDTH: usize = 2;
/// }
/// # assert_eq!(u16::WIDTH, 2);
/// ```
///
/// or each `impl` says that it may:
///
/// ```
/// use kelson::sealed;
///
/// #[sealed]
/// pub trait Bus {
///     fn name(&self) -> &'static str;
/// }
///
/// pub struct Pci;
///
/// #[sealed]
/// impl Bus for Pci {
///     fn name(&self) -> &'static str {
///         "pci"
///     }
/// }
/// # assert_eq!(Pci.name(), "pci");
/// ```
///
/// # Syntax
///
/// - `#[sealed] trait T`: implemented with `#[sealed] impl T for X` anywhere in the crate.
/// - `#[sealed(A, B<u8>, <T: Copy> C<T>)] trait T`: for exactly these types; a type with generic
///   parameters of its own is preceded by them. The impls themselves need no attribute.
/// - `#[sealed] impl path::T for X`: by the path that leads to the trait. Where the trait was
///   brought in by `use`, say which module declares it: `#[sealed(in crate::bus)] impl Bus for X`.
///
/// # Generated code
///
/// Beside the trait `T`, an empty trait `__Seal_T`, visible in the crate only, which `T` gets as
/// its first supertrait; for each type, an empty impl of that.
///
/// # Reserved names
///
/// `__Seal_T` beside each sealed trait `T`.
///
/// # Why it holds
///
/// The seal is `pub(crate)`, so no path in another crate leads to it, nothing re-exports it, and a
/// trait that cannot be named cannot be implemented: there the supertrait bound fails (E0277). The
/// trait stays usable in bounds and, where it was dyn-compatible, as `dyn T`. Unsafe code may
/// therefore rely on the set of implementors as it may rely on the crate's own code.
///
/// # Cost
///
/// None: no method, no vtable entry.
pub use kelson_macros::sealed;
