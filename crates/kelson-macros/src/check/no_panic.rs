// SPDX-License-Identifier: MIT OR Apache-2.0

//! `#[no_panic]`: a record in the object file that names the function it stands in.
//!
//! The record must not cost anything in the function, or the proof would be of other code than
//! the one that ships, so it is no statement but a `global_asm!` in a module of its own: legal in
//! `const`, generic and trait functions alike, and emitted once however often the function is
//! instantiated. It says on which line the function begins; the prover finds the
//! instances by the debug information, where each states the same.

use crate::diag;
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

/// The version of the record's format, its first field.
const FORMAT: u32 = 1;

/// Where the records are.
const SECTION: &str = ".kelson.no_panic";

pub(crate) fn expand(args: TokenStream, item: TokenStream) -> TokenStream {
    match (parse_args(args), parse(&item)) {
        (Err(error), _) | (_, Err(error)) => diag::beside(&item, &error),
        (Ok(()), Ok(function)) => function.with_record(),
    }
}

fn parse_args(args: TokenStream) -> syn::Result<()> {
    match args.into_iter().next() {
        None => Ok(()),
        Some(first) => Err(diag::error(
            first.span(),
            "`#[no_panic]` takes no arguments",
            "write `#[no_panic]`; what the prover may assume is told to `cargo kelson prove`",
        )),
    }
}

/// A function as tokens: all that matters is its name and where its body starts, and whatever
/// syntax the language gains in between passes through untouched.
struct Function {
    name: Ident,
    head: Vec<TokenTree>,
    body: Group,
}

fn parse(item: &TokenStream) -> syn::Result<Function> {
    let mut head: Vec<TokenTree> = item.clone().into_iter().collect();
    let Some(name) = function_name(&head) else {
        let span = head_span(&head);
        return Err(diag::error(
            span,
            "`#[no_panic]` goes on a function",
            "put it on each function that must not panic",
        ));
    };
    if let Some(keyword) = head
        .iter()
        .find(|token| matches!(token, TokenTree::Ident(i) if i == "async"))
    {
        // Its body is compiled as another function, which has no name to look for.
        return Err(diag::error(
            keyword.span(),
            format_args!("`async fn {name}` only makes a future; what may panic is its polling"),
            "move the code that must not panic into a function of its own, and mark that",
        ));
    }
    match head.pop() {
        Some(TokenTree::Group(body)) if body.delimiter() == Delimiter::Brace => {
            Ok(Function { name, head, body })
        }
        _ => Err(diag::error(
            name.span(),
            format_args!("function `{name}` has no body to prove"),
            "put `#[no_panic]` on the implementations",
        )),
    }
}

/// The identifier after the first `fn` that is not inside brackets of some kind.
fn function_name(tokens: &[TokenTree]) -> Option<Ident> {
    let at = tokens
        .iter()
        .position(|token| matches!(token, TokenTree::Ident(i) if i == "fn"))?;
    // `fn` also starts function pointer types, but never before an item's own keyword.
    let keyword_before = tokens[..at].iter().any(|token| {
        matches!(token, TokenTree::Ident(i)
            if ["struct", "enum", "union", "type", "static", "impl", "trait", "mod", "use", "let"]
                .iter()
                .any(|keyword| i == keyword))
    });
    match tokens.get(at + 1) {
        Some(TokenTree::Ident(name)) if !keyword_before => Some(name.clone()),
        _ => None,
    }
}

/// Where an item begins, its attributes passed over.
fn head_span(tokens: &[TokenTree]) -> Span {
    let mut rest = tokens;
    while let [TokenTree::Punct(pound), TokenTree::Group(_), tail @ ..] = rest {
        if pound.as_char() != '#' {
            break;
        }
        rest = tail;
    }
    rest.first().map_or_else(Span::call_site, TokenTree::span)
}

impl Function {
    fn with_record(self) -> TokenStream {
        let Function { name, head, body } = self;
        let prefix = format!(".asciz \"{FORMAT}|");
        // A raw identifier is written `r#type` in the source and `type` in debug information.
        let suffix = format!("|{}\"", name.to_string().trim_start_matches("r#"));
        let module = Ident::new("__kelson_no_panic", Span::mixed_site());
        let start = head_span(&head);
        // The section's type is one of those that ELF leaves to applications: the kernel's modpost
        // takes a section of program data that is not loaded for a mistake.
        let record_in = |section: &str| {
            let push = format!(".pushsection {section},\"\",%0x8b656c73");
            // `line!()` is that of its span; debug information counts from the visibility on.
            quote_spanned! {start=>
                ::kelson::__private::core::arch::global_asm!(
                    #push,
                    ::kelson::__private::core::concat!(
                        #prefix, ::kelson::__private::core::file!(), "|", ::kelson::__private::core::line!(), "|",
                        ::kelson::__private::core::module_path!(), #suffix
                    ),
                    ".popsection",
                    options(raw)
                );
            }
        };
        let mut record = record_in(SECTION);
        if cfg!(kelson_kernel) {
            // A module keeps its records. The linker script of the kernel itself has to name every
            // section, and has a name for those that end with the object file.
            let of_object = record_in(&format!(".discard{SECTION}"));
            record = quote!(#[cfg(MODULE)] #record #[cfg(not(MODULE))] #of_object);
        }
        // Miri has no assembler, and the section directive is ELF's.
        let record = quote_spanned! {start=>
            #[cfg(not(any(miri, target_vendor = "apple", windows)))]
            mod #module {
                #record
            }
        };
        let statements: Vec<TokenTree> = body.stream().into_iter().collect();
        let (attributes, statements) = statements.split_at(inner_attributes(&statements));
        let mut with_record = Group::new(
            Delimiter::Brace,
            quote!(#(#attributes)* #record #(#statements)*),
        );
        with_record.set_span(body.span());
        quote!(#(#head)* #with_record)
    }
}

/// How many tokens the body's own attributes, `#![..]`, take: they must stay first.
fn inner_attributes(body: &[TokenTree]) -> usize {
    let mut rest = body;
    while let [TokenTree::Punct(pound), TokenTree::Punct(bang), TokenTree::Group(_), tail @ ..] =
        rest
    {
        if pound.as_char() != '#' || bang.as_char() != '!' {
            break;
        }
        rest = tail;
    }
    body.len() - rest.len()
}
