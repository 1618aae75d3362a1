// SPDX-License-Identifier: MIT OR Apache-2.0

//! `#[where_assert]`. The other forms are declarative macros in the library.

use crate::diag;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned, ToTokens};
use std::hash::{DefaultHasher, Hash, Hasher};
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned;
use syn::{parse_quote_spanned, Block, Expr, Generics, ImplItem, Item, ItemImpl, LitStr, Token};

pub(crate) fn where_assert(args: TokenStream, item: TokenStream) -> TokenStream {
    let assertion = match parse_args(args) {
        Ok(assertion) => assertion,
        Err(error) => return diag::beside(&item, &error),
    };
    // A method is a function with a receiver, which `syn::Item` knows too.
    let model = match syn::parse2::<Item>(item.clone()) {
        Ok(model) => model,
        Err(error) => return diag::beside(&item, &error),
    };
    expand(&assertion, model).unwrap_or_else(|error| diag::beside(&item, &error))
}

/// `CONDITION` or `CONDITION, "message"`.
struct Assertion {
    condition: Expr,
    message: Option<LitStr>,
}

impl Parse for Assertion {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let condition = input.parse()?;
        let mut message = None;
        if input.parse::<Option<Token![,]>>()?.is_some() && !input.is_empty() {
            let found = input.span();
            message = Some(input.parse::<LitStr>().map_err(|_| {
                diag::error(
                    found,
                    "expected the message, a string literal",
                    "to assert two conditions, join them by `&&` or repeat the attribute",
                )
            })?);
            input.parse::<Option<Token![,]>>()?;
        }
        if !input.is_empty() {
            return Err(diag::error(
                input.span(),
                "expected the end of the assertion",
                "the form is `#[where_assert(CONDITION, \"message\")]`",
            ));
        }
        Ok(Assertion { condition, message })
    }
}

fn parse_args(args: TokenStream) -> syn::Result<Assertion> {
    if args.is_empty() {
        return Err(diag::error(
            Span::call_site(),
            "`#[where_assert]` needs a condition",
            "write `#[where_assert(N.is_power_of_two(), \"message\")]`",
        ));
    }
    syn::parse2(args)
}

impl Assertion {
    /// `assert!(CONDITION, "message")`, spanned on the condition.
    fn check(&self) -> TokenStream {
        let condition = &self.condition;
        let message = self.message.iter();
        quote_spanned!(condition.span()=> ::kelson::__private::core::assert!(#condition #(, #message)*))
    }

    /// The name of a constant that holds the check.
    ///
    /// Two blocks of one type must not both declare the same name, and expansion must not depend
    /// on what was expanded before, so the name comes from the text of the block and condition.
    fn constant_name(&self, item: &TokenStream) -> Ident {
        let mut hasher = DefaultHasher::new();
        item.to_string().hash(&mut hasher);
        self.check().to_string().hash(&mut hasher);
        format_ident!(
            "WHERE_ASSERT_{:08X}",
            hasher.finish() as u32,
            span = Span::mixed_site()
        )
    }

    /// Puts the check at the head of a function's body.
    fn guard(&self, body: &mut Block) {
        let check = self.check();
        body.stmts.insert(
            0,
            parse_quote_spanned!(self.condition.span()=> const { #check };),
        );
    }
}

fn expand(assertion: &Assertion, item: Item) -> syn::Result<TokenStream> {
    match item {
        Item::Impl(mut block) if block.trait_.is_some() => {
            guard_each(assertion, &mut block)?;
            Ok(block.into_token_stream())
        }
        Item::Impl(mut block) => {
            name_one_constant(assertion, &mut block)?;
            Ok(block.into_token_stream())
        }
        Item::Fn(mut function) => {
            assertion.guard(&mut function.block);
            Ok(function.into_token_stream())
        }
        Item::Struct(item) => on_type(assertion, &item.ident, &item.generics, &item),
        Item::Enum(item) => on_type(assertion, &item.ident, &item.generics, &item),
        Item::Union(item) => on_type(assertion, &item.ident, &item.generics, &item),
        other => {
            let kind = diag::kind_of(&other);
            Err(diag::error(
                other.span(),
                format_args!("`#[where_assert]` does not go on {} {kind}", diag::article(kind)),
                "it goes on an `impl`, a function, or a type without generic parameters; elsewhere use `static_assert!`",
            ))
        }
    }
}

/// On a type the condition is checked at once, so there must be just one instance of it.
fn on_type(
    assertion: &Assertion,
    name: &Ident,
    generics: &Generics,
    item: &dyn ToTokens,
) -> syn::Result<TokenStream> {
    if let Some(parameter) = generics
        .params
        .iter()
        .find(|p| !matches!(p, syn::GenericParam::Lifetime(_)))
    {
        return Err(diag::error(
            parameter.span(),
            format_args!("`{name}` is generic, so there is no one type to check"),
            format_args!("put `#[where_assert]` on the `impl` of `{name}` that makes its values"),
        ));
    }
    // An impl gives `Self` its meaning; the block keeps it from view.
    let check = assertion.check();
    let constant = assertion.constant_name(&item.to_token_stream());
    let (params, arguments, bounds) = generics.split_for_impl();
    // A lifetime has no effect on any constant; `'_` stands for whichever.
    let lifetimes = generics.lifetimes().map(|_| quote!('_));
    Ok(quote! {
        #item
        const _: () = {
            impl #params #name #arguments #bounds {
                const #constant: () = #check;
            }
            <#name<#(#lifetimes),*>>::#constant
        };
    })
}

/// An impl of a trait has no place for a constant of ours, so each body has the check itself.
fn guard_each(assertion: &Assertion, block: &mut ItemImpl) -> syn::Result<()> {
    let mut guarded = 0;
    for item in &mut block.items {
        match item {
            ImplItem::Fn(function) => assertion.guard(&mut function.block),
            ImplItem::Const(constant) => {
                let check = assertion.check();
                let value = &constant.expr;
                constant.expr = parse_quote_spanned!(value.span()=> { #check; #value });
            }
            _ => continue,
        }
        guarded += 1;
    }
    demand_some(guarded, block)
}

/// An inherent impl gets one constant, so that one mistake is one error, however many functions
/// of the block the program uses.
fn name_one_constant(assertion: &Assertion, block: &mut ItemImpl) -> syn::Result<()> {
    let name = assertion.constant_name(&block.to_token_stream());
    let mut guarded = 0;
    for item in &mut block.items {
        match item {
            ImplItem::Fn(function) => {
                function.block.stmts.insert(
                    0,
                    parse_quote_spanned!(assertion.condition.span()=> const { Self::#name };),
                );
            }
            ImplItem::Const(constant) => {
                let value = &constant.expr;
                constant.expr = parse_quote_spanned!(value.span()=> { Self::#name; #value });
            }
            _ => continue,
        }
        guarded += 1;
    }
    let check = assertion.check();
    // Where nothing of the block is used, the user hears of that; ours need not be counted too.
    let constant = quote_spanned! {assertion.condition.span()=>
        #[doc(hidden)]
        #[allow(dead_code, reason = "what is in the block may be unused, and says so itself")]
        const #name: () = #check;
    };
    block.items.insert(
        0,
        parse_quote_spanned!(assertion.condition.span()=> #constant),
    );
    demand_some(guarded, block)
}

/// A check that nothing names would never run.
fn demand_some(guarded: usize, block: &ItemImpl) -> syn::Result<()> {
    if guarded > 0 {
        return Ok(());
    }
    Err(diag::error(
        block.self_ty.span(),
        "this `impl` has no function or constant, so nothing would check the condition",
        "put `#[where_assert]` on the `impl` that has the constructor",
    ))
}
