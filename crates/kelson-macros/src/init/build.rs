// SPDX-License-Identifier: MIT OR Apache-2.0

//! `build!`: a struct whose fields are initialized one by one, in any control flow.
//!
//! Each field becomes a variable that is declared without a value. What rustc knows of such
//! variables is all that the macro needs: that each is initialized on every path and on none twice,
//! what to drop when the block is left early, and what to say of a mistake.

use crate::diag;
use crate::init::{
    is_type,
    look_up_pins, //
};
use proc_macro2::{
    Delimiter,
    Group,
    Ident,
    Span,
    TokenStream,
    TokenTree, //
};
use quote::{
    quote,
    quote_spanned, //
};
use syn::{
    parse::{
        discouraged::Speculative as _,
        Parse,
        ParseStream, //
    },
    spanned::Spanned as _,
    Expr,
    Member,
    Path,
    PathArguments,
    Token, //
};

pub(crate) fn build(input: TokenStream) -> TokenStream {
    syn::parse2::<Model>(input)
        .and_then(|model| model.expand())
        .unwrap_or_else(|errors| {
            // Where an expression is expected, several errors need a block.
            let errors = errors.to_compile_error();
            quote!({ #errors })
        })
}

/// `out => Type, |name| { .. }`.
struct Model {
    /// The place, if there is one already.
    out: Option<Expr>,
    /// The struct.
    path: Path,
    /// Whether fields may be changed after they are initialized.
    mutable: Option<Token![mut]>,
    /// What the block calls the value.
    name: Ident,
    body: Group,
}

const FORM: &str = "the form is `build!(Type, |value| { value.field = ..; })` or `build!(place => Type, |value| { .. })`";

impl Parse for Model {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let ahead = input.fork();
        let out = match Expr::parse_without_eager_brace(&ahead) {
            Ok(out) if ahead.peek(Token![=>]) => {
                input.advance_to(&ahead);
                input.parse::<Token![=>]>()?;
                Some(out)
            }
            _ => None,
        };
        let expected = |span, what: &str| diag::error(span, format_args!("expected {what}"), FORM);
        let found = input.span();
        let mut path: Path = input
            .parse()
            .map_err(|_| expected(found, "the name of a struct"))?;
        // In an expression, generic arguments need their own `::`; nobody has to write it here.
        for segment in &mut path.segments {
            if let PathArguments::AngleBracketed(arguments) = &mut segment.arguments {
                arguments.colon2_token.get_or_insert_with(Default::default);
            }
        }
        // With a comma, rustfmt takes the rest for a closure, and formats it so.
        input.parse::<Option<Token![,]>>()?;
        let found = input.span();
        let (mutable, name) = (|| {
            input.parse::<Token![|]>()?;
            let name = (input.parse()?, input.parse()?);
            input.parse::<Token![|]>()?;
            Ok(name)
        })()
        .map_err(|_: syn::Error| expected(found, "a name for the value between bars"))?;
        let found = input.span();
        match input.parse() {
            Ok(TokenTree::Group(body)) if body.delimiter() == Delimiter::Brace => {
                if !input.is_empty() {
                    return Err(expected(input.span(), "nothing after the block"));
                }
                Ok(Model {
                    out,
                    path,
                    mutable,
                    name,
                    body,
                })
            }
            _ => Err(expected(found, "a block")),
        }
    }
}

/// Tokens whose names are ours: no item or variable of the user is meant by them, or hides them.
macro_rules! ours {
    ($($token:tt)*) => {
        quote_spanned!(Span::mixed_site()=> $($token)*)
    };
}

mod rewrite;
mod tokens;

/// Where the user's token is, but with our own names.
fn ours_at(span: Span) -> Span {
    span.resolved_at(Span::mixed_site())
}

impl Model {
    fn expand(self) -> syn::Result<TokenStream> {
        if let (Some(_), Some(variant)) = (&self.out, variant(&self.path)) {
            return Err(diag::error(
                variant.span(),
                "only a struct can be built in a place field by field",
                "for a variant of an enum, use `init!`, or leave out the place to get a value",
            ));
        }
        if let (Some(_), Some(mutable)) = (&self.out, &self.mutable) {
            return Err(diag::error(
                mutable.span(),
                "in a place, a field is initialized once and not changed",
                "leave `mut` out; change the field when the value is built",
            ));
        }
        let mut rewrite = rewrite::Rewrite {
            name: self.name.clone(),
            in_place: self.out.is_some(),
            variant: variant(&self.path).map(|_| self.path.clone()),
            fields: Vec::new(),
            errors: None,
        };
        rewrite.collect(self.body.stream());
        rewrite.call(&self.body.stream());
        let body = rewrite.stream(self.body.stream());
        if let Some(errors) = rewrite.errors {
            return Err(errors);
        }
        let mut block = Group::new(Delimiter::Brace, body);
        block.set_span(self.body.span());
        Ok(expansion(&self, &rewrite.fields, &block))
    }
}

/// The variant of an enum that a path names, as far as names tell: `Type::Variant`.
fn variant(path: &Path) -> Option<&Ident> {
    let mut segments = path.segments.iter().rev();
    let last = segments.next()?;
    let of_type = segments.next()?.ident.to_string();
    of_type
        .starts_with(char::is_uppercase)
        .then_some(&last.ident)
}

fn expansion(model: &Model, fields: &[Field], block: &Group) -> TokenStream {
    let Model {
        path,
        name,
        mutable,
        ..
    } = model;
    // To rustc they are the user's own variables, declared where the value gets its name: then it
    // calls them by their names. The statement is elsewhere, for there is no place where rustc could
    // propose to write a value.
    let elsewhere = ours_at(path.span());
    let variant = variant(path).map(|_| path);
    let declared = fields.iter().map(|field| {
        let variable = field.at(name.span());
        let of = match &model.out {
            None => of_value(&field.member, variant),
            Some(_) => vacant(&field.member),
        };
        quote_spanned! {elsewhere=>
            #[allow(unused_mut, reason = "not every field is changed after it is written")]
            #[allow(non_snake_case, reason = "the name is that of the field")]
            #[allow(clippy::needless_late_init, reason = "the block writes it, wherever it does")]
            let #mutable #variable;
            // Never reached, and no use of the variable to rustc. It tells it the type.
            #[allow(unreachable_code, clippy::never_loop, reason = "it is there to be type-checked")]
            loop {
                break;
                ::kelson::init::fields::OfField::of(#of, &#variable);
            }
        }
    });
    let declared = quote!(#(#declared)*);
    // At its end the block has to have initialized all of them: that is where rustc says so.
    let end = model.body.span_close().resolved_at(name.span());
    let at_end: Vec<Ident> = fields.iter().map(|field| field.at(end)).collect();
    let fields: Vec<&Member> = fields.iter().map(|field| &field.member).collect();
    let missing = fields.iter().map(|field| ours!(#field: loop {},));
    let Some(out) = &model.out else {
        let value = Ident::new("__build_value", Span::mixed_site());
        return ours! {{
            // Never called. Without it, rustc would not know the types before the end.
            #[allow(
                unreachable_code,
                clippy::diverging_sub_expression,
                reason = "it is there to be type-checked"
            )]
            let #value = ::kelson::init::fields::Whole::of(|| #path { #(#missing)* });
            #declared
            #block
            #[allow(clippy::redundant_field_names, reason = "the variable may have the name of the field")]
            #path { #(#fields: #at_end,)* }
        }};
    };
    let place = Ident::new("__build_place", Span::mixed_site());
    let slot = Ident::new("__build_slot", Span::mixed_site());
    // No reference can be made to a field of a packed struct that may not be aligned.
    let aligned = fields.iter().map(|field| {
        let field = quote_spanned!(ours_at(field.span())=> &(*#slot).#field);
        ours!(let _ = #field;)
    });
    let is_type = is_type(path, &slot);
    let lookup = look_up_pins(&place);
    ours! {{
        let #place = ::kelson::init::fields::begin(#out);
        let #slot = #place.as_ptr();
        // Never called. The literal is where rustc sees that every field is there; it also tells
        // it the type.
        #[allow(
            unreachable_code,
            clippy::diverging_sub_expression,
            reason = "it is there to be type-checked"
        )]
        let _ = || unsafe {
            #is_type
            ::kelson::__private::core::ptr::write(#slot, #path { #(#missing)* });
            #(#aligned)*
        };
        #lookup
        #declared
        #block
        ::kelson::__private::core::mem::forget((#(#at_end,)*));
        // SAFETY: each field has a guard, which is forgotten: there is a value, whole.
        unsafe { #place.finish() }
    }}
}

/// A field, and the variable that stands for it.
struct Field {
    /// The field as it is written where it is first named.
    member: Member,
    /// The variable.
    variable: Ident,
}

impl Field {
    /// The variable, as one that is written at `span`.
    fn at(&self, span: Span) -> Ident {
        let mut variable = self.variable.clone();
        variable.set_span(span);
        variable
    }
}

/// A field of a value without a place: its type.
fn of_value(field: &Member, variant: Option<&Path>) -> TokenStream {
    let here = ours_at(field.span());
    let value = Ident::new("__build_value", here);
    let whole = Ident::new("whole", here);
    let place = match variant {
        None => quote_spanned!(here=> &raw const #whole.#field),
        Some(path) => quote_spanned! {here=>
            match #whole {
                #path { #field: field, .. } => field,
                #[allow(unreachable_patterns, reason = "a struct has this form alone, and a variant has others beside it")]
                _ => loop {},
            }
        },
    };
    quote_spanned!(here=> #value.field(|#whole| #place))
}

/// A vacant field of the value in the place.
fn vacant(field: &Member) -> TokenStream {
    let here = ours_at(field.span());
    let place = Ident::new("__build_place", here);
    let slot = Ident::new("__build_slot", here);
    // SAFETY: the field is one of a struct, aligned, as the closure in `expansion` has rustc check.
    // It is vacant and taken once, or the variable for its guard would be assigned twice. The
    // guard is dropped before the place, which is declared before it, or forgotten at the end.
    quote_spanned! {here=>
        unsafe { ::kelson::init::fields::Field::new(&#place, &raw mut (*#slot).#field) }
    }
}
