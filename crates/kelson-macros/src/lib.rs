// SPDX-License-Identifier: MIT OR Apache-2.0

//! The proc macros of [`kelson`](../kelson/index.html), which re-exports and documents them.
//!
//! This file is the index: each macro is parsed, modelled and expanded in the file of its feature.
//! Attribute macros always give the user's item back, with the errors beside it, so that one
//! mistake does not become ten and editors keep working.

use proc_macro::TokenStream;

mod attributes;
mod cfg;
mod check;
mod diag;
mod init;
mod itself;
mod layout;
mod project;
mod traits;

/// See `kelson::when`.
#[proc_macro_attribute]
pub fn when(args: TokenStream, item: TokenStream) -> TokenStream {
    cfg::when::when(args.into(), item.into()).into()
}

/// See `kelson::if_cfg`.
#[proc_macro]
pub fn if_cfg(input: TokenStream) -> TokenStream {
    cfg::when::if_cfg(input.into()).into()
}

/// See `kelson::cfg_select`.
#[proc_macro]
pub fn cfg_select(input: TokenStream) -> TokenStream {
    cfg::when::cfg_select(input.into()).into()
}

/// See `kelson::no_panic`.
#[proc_macro_attribute]
pub fn no_panic(args: TokenStream, item: TokenStream) -> TokenStream {
    check::no_panic::expand(args.into(), item.into()).into()
}

/// See `kelson::where_assert`.
#[proc_macro_attribute]
pub fn where_assert(args: TokenStream, item: TokenStream) -> TokenStream {
    check::static_assert::where_assert(args.into(), item.into()).into()
}

/// See `kelson::sealed`.
#[proc_macro_attribute]
pub fn sealed(args: TokenStream, item: TokenStream) -> TokenStream {
    traits::sealed::expand(args.into(), item.into()).into()
}

/// See `kelson::c_layout`.
#[proc_macro_attribute]
pub fn c_layout(args: TokenStream, item: TokenStream) -> TokenStream {
    layout::c_layout::expand(args.into(), item.into()).into()
}

/// See `kelson::c!`.
#[proc_macro]
pub fn c(input: TokenStream) -> TokenStream {
    traits::const_param::expand(input.into()).into()
}

/// See `kelson::ConstParamTy`.
#[proc_macro_derive(ConstParamTy)]
pub fn const_param_ty(item: TokenStream) -> TokenStream {
    traits::const_param::derive(item.into()).into()
}

/// See `kelson::project`.
#[proc_macro]
pub fn project(input: TokenStream) -> TokenStream {
    project::project::expand(input.into()).into()
}

/// See `kelson::init!`.
#[proc_macro]
pub fn init(input: TokenStream) -> TokenStream {
    init::init::init(input.into()).into()
}

/// See `kelson::build!`.
#[proc_macro]
pub fn build(input: TokenStream) -> TokenStream {
    init::build::build(input.into()).into()
}

/// See `kelson::pinned`.
#[proc_macro_attribute]
pub fn pinned(args: TokenStream, item: TokenStream) -> TokenStream {
    init::pinned::expand(args.into(), item.into()).into()
}

/// See `kelson::init::Zeroable`.
#[proc_macro_derive(Zeroable)]
pub fn zeroable(item: TokenStream) -> TokenStream {
    init::zeroed::expand(item.into()).into()
}

/// See `kelson::pat`.
#[proc_macro]
pub fn pat(input: TokenStream) -> TokenStream {
    layout::pat::expand(input.into()).into()
}

/// See `kelson::opaque`.
#[proc_macro]
pub fn opaque(input: TokenStream) -> TokenStream {
    layout::opaque::expand(input.into()).into()
}

/// See `kelson::align`.
#[proc_macro_attribute]
pub fn align(args: TokenStream, item: TokenStream) -> TokenStream {
    layout::align::expand(args.into(), item.into()).into()
}

/// See `kelson::bitfield!`.
#[proc_macro]
pub fn bitfield(input: TokenStream) -> TokenStream {
    layout::bitfield::expand(input.into()).into()
}

/// See `kelson::Bits`.
#[proc_macro_derive(Bits, attributes(bits))]
pub fn bits(item: TokenStream) -> TokenStream {
    layout::bitfield::derive(item.into()).into()
}

/// See `kelson::Word`.
#[proc_macro_derive(Word, attributes(word, tag))]
pub fn word(item: TokenStream) -> TokenStream {
    layout::word::expand(item.into()).into()
}
