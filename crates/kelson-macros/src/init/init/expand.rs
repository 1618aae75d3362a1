// SPDX-License-Identifier: MIT OR Apache-2.0

//! From the model to tokens.
//!
//! The code that is written builds one field after the other. Each field built is held by a guard,
//! a local variable, so leaving the code in any way drops what there is, last field first. A
//! closure that is never called has a plain literal, by which rustc checks that every field is
//! there, once, and may be named here.

use super::{
    Access,
    Field,
    Initializer,
    Name,
    Part,
    PartKind,
    Shape,
    Source, //
};
use crate::attributes::conditions;
use crate::init::{
    is_type,
    letters,
    look_up_pins,
    pins, //
};
use proc_macro2::{
    Ident,
    Span,
    TokenStream,
    TokenTree, //
};
use quote::{
    format_ident,
    quote,
    quote_spanned,
    ToTokens, //
};
use syn::{
    spanned::Spanned,
    visit::{
        self,
        Visit, //
    },
    Attribute,
    Expr,
    Path, //
};

/// Tokens whose names are ours: no item or variable of the user is meant by them, or hides them.
macro_rules! ours {
    ($($token:tt)*) => {
        quote_spanned!(Span::mixed_site()=> $($token)*)
    };
}

/// Where the user's token is, but with our own names.
fn ours_at(span: Span) -> Span {
    span.resolved_at(Span::mixed_site())
}

pub(super) fn expand(model: &Initializer) -> TokenStream {
    match &model.out {
        Some(out) => in_place(model, &out.to_token_stream()),
        None => lazy(model),
    }
}

/// An initializer that runs when there is a place.
fn lazy(model: &Initializer) -> TokenStream {
    let error = match &model.error {
        Some(error) => error.to_token_stream(),
        None if can_fail(model) => ours!(_),
        None => ours!(::kelson::__private::core::convert::Infallible),
    };
    let out = Ident::new("__out", Span::mixed_site());
    let body = in_place(model, &out.to_token_stream());
    ours! {
        ::kelson::init::lazy::<_, #error, _>(move |#out| ::kelson::__private::core::result::Result::Ok(#body))
    }
}

/// An expression that builds the value in the place `out`.
fn in_place(model: &Initializer, out: &TokenStream) -> TokenStream {
    let names = Names::new(model);
    let Names { place, slot, .. } = &names;
    let check = check(model, &names);
    let tail = model.tail.iter().map(|tail| {
        let zero =
            quote_spanned!(ours_at(tail.span())=> ::kelson::init::fields::zero(&#place, #tail));
        ours!(#zero;)
    });
    let variant = names
        .variant
        .iter()
        .map(|(layout, name)| {
            ours!(let #slot = ::kelson::init::fields::variant::<#name, _, _, _>(&#place, #layout());)
        });
    let mut steps = TokenStream::new();
    let mut filled = Vec::new();
    let mut filled_perhaps = TokenStream::new();
    for Part { attributes, kind } in &model.parts {
        match kind {
            PartKind::Code(code) => steps.extend(ours!(#(#attributes)* #code;)),
            PartKind::Field(field) => {
                let guard = guard(&field.name);
                steps.extend(step(field, attributes, &guard, &names));
                let mut cfgs = conditions(attributes).peekable();
                if cfgs.peek().is_some() {
                    filled_perhaps
                        .extend(ours!(#(#cfgs)* ::kelson::__private::core::mem::forget(#guard);));
                } else {
                    filled.push(guard);
                }
            }
        }
    }
    let lookup = model.has_initializers().then(|| look_up_pins(place));
    ours! {{
        let #place = ::kelson::init::fields::begin(#out);
        let #slot = #place.as_ptr();
        #check
        #lookup
        #(#tail)*
        #(#variant)*
        #steps
        #filled_perhaps
        ::kelson::__private::core::mem::forget((#(#filled,)*));
        unsafe { #place.finish() }
    }}
}

impl Initializer {
    /// Whether a field is built in place, so that it matters whether fields are pinned.
    fn has_initializers(&self) -> bool {
        self.parts.iter().any(|part| match &part.kind {
            PartKind::Field(field) => !matches!(field.source, Source::Value),
            PartKind::Code(_) => false,
        })
    }
}

/// The variables of the expansion. Hygiene keeps them apart from variables of the user, but not
/// from a `static` or `const`, hence the names.
struct Names {
    place: Ident,
    slot: Ident,
    is_array: bool,
    /// The type, if it is a struct.
    path: Option<Path>,
    /// What has the layout of a variant of an enum, and its name.
    variant: Option<(TokenStream, TokenStream)>,
}

impl Names {
    fn new(model: &Initializer) -> Names {
        let (path, variant) = match &model.shape {
            Shape::Fields { path, .. } => (Some(path.clone()), variant(path)),
            Shape::Array(_) => (None, None),
        };
        Names {
            place: Ident::new("__place", Span::mixed_site()),
            slot: Ident::new("__slot", Span::mixed_site()),
            is_array: path.is_none(),
            path,
            variant,
        }
    }

    /// A call that fills the field `vacant` by its initializer.
    fn fill(&self, field: &Field, vacant: &TokenStream) -> TokenStream {
        let value = &field.value;
        let pins = pins();
        let at = ours_at(value.span());
        let (Some(lender_name), Some(path), Name::Ident(borrower)) =
            (&field.lender, &self.path, &field.name)
        else {
            let fill = quote_spanned!(at=> ::kelson::init::Initializer::fill);
            // The span of the whole call is that of the arrow, where it is said whether it can fail.
            return quote_spanned!(ours_at(field.source.span())=> #fill(#pins, #vacant, #value));
        };
        let order = format_ident!(
            "{}_is_declared_before_{}",
            borrower,
            lender_name,
            span = ours_at(lender_name.span())
        );
        let guard = guard(&Name::Ident(lender_name.clone()));
        let lender = quote_spanned!(ours_at(lender_name.span())=> #guard.shared());
        // Whoever has made the constant, its type says what it is about.
        let (first, second) = (letters(borrower), letters(lender_name));
        let built = &self.place;
        let loan = ours! {
            unsafe {
                ::kelson::init::fields::Loan::new::<#first, #second, _, _>(&#built, #lender, #path::#order)
            }
        };
        let kept = quote_spanned! {ours_at(borrower.span())=>
            ::kelson::init::fields::keep(#pins, #vacant)
        };
        quote_spanned!(at=> ::kelson::init::fields::fill_borrowing(#kept, #loan, #value))
    }

    /// A pointer to the field.
    fn pointer(&self, name: &Name) -> TokenStream {
        let slot = &self.slot;
        match name {
            Name::Ident(ident) => ours!(&raw mut (*#slot).#ident),
            Name::Index(index) if self.is_array => ours!(&raw mut (*#slot)[#index]),
            // The fields of a variant are those of a struct after its tag, and named.
            Name::Index(index) if self.variant.is_some() => {
                let name = format_ident!("_{}", index.index, span = index.span);
                ours!(&raw mut (*#slot).#name)
            }
            Name::Index(index) => ours!(&raw mut (*#slot).#index),
        }
    }
}

/// The function by which the `pinned` attribute gives the layout of a variant, if `path` names one,
/// and the name of the variant. A function of the user's cannot promise anything of that name.
///
/// Only the names tell a variant from a struct in a module: `Type::Variant`, `Self::Variant`.
pub(super) fn variant(path: &Path) -> Option<(TokenStream, TokenStream)> {
    let mut path = path.clone();
    let last = path.segments.pop()?.into_value();
    let kind = path.segments.last()?.ident.to_string();
    if !kind.starts_with(char::is_uppercase) {
        return None;
    }
    let function = format_ident!("{}_needs_pinned_and_an_integer_repr", last.ident);
    path.segments.pop_punct();
    Some((quote!(#path::#function), letters(&last.ident)))
}

/// A plain literal with the same fields, for rustc to check. It also tells rustc the type.
fn check(model: &Initializer, names: &Names) -> TokenStream {
    let Names { slot, .. } = names;
    let is_type = match (&model.shape, &names.variant) {
        (Shape::Fields { path, .. }, None) => Some(is_type(path, slot)),
        _ => None,
    };
    let (literal, aligned) = match &model.shape {
        Shape::Array(count) => {
            let elements = (0..*count).map(|_| ours!(return));
            (ours!([#(#elements),*]), None)
        }
        // There is no literal without a fixed size; a pattern has to name all fields too.
        Shape::Fields {
            path,
            is_unsized: true,
        } => {
            let fields = fields(model, |name| guard(name).into_token_stream());
            // A field of a packed struct cannot be bound by reference.
            return ours! {
                #[allow(unused_variables, reason = "it is there to be type-checked")]
                let _ = || unsafe {
                    #is_type
                    let #path { #fields } = &*#slot;
                };
            };
        }
        Shape::Fields { path, .. } => {
            let fields = fields(model, |_| ours!(return));
            let tail = model.tail.iter().map(|_| ours!(..return));
            (
                ours!(#path { #fields #(#tail)* }),
                names.variant.is_none().then(|| aligned(model, slot)),
            )
        }
    };
    ours! {
        #[allow(
            unreachable_code,
            clippy::diverging_sub_expression,
            reason = "it is there to be type-checked"
        )]
        let _ = || unsafe {
            #is_type
            ::kelson::__private::core::ptr::write(#slot, #literal);
            #aligned
        };
    }
}

/// The fields of a literal or a pattern, and what stands for each.
fn fields(model: &Initializer, what: impl Fn(&Name) -> TokenStream) -> TokenStream {
    let mut fields = TokenStream::new();
    for part in &model.parts {
        if let PartKind::Field(field) = &part.kind {
            let cfgs = conditions(&part.attributes);
            let (name, what) = (field.name.tokens(), what(&field.name));
            fields.extend(ours!(#(#cfgs)* #name: #what,));
        }
    }
    fields
}

/// References to the fields: there is none to a field of a packed struct that may not be aligned.
fn aligned(model: &Initializer, slot: &Ident) -> TokenStream {
    let mut all = Vec::new();
    let mut perhaps = TokenStream::new();
    for part in &model.parts {
        if let PartKind::Field(field) = &part.kind {
            let name = field.name.tokens();
            let reference = quote_spanned!(ours_at(name.span())=> &(*#slot).#name);
            let mut cfgs = conditions(&part.attributes).peekable();
            if cfgs.peek().is_some() {
                perhaps.extend(ours!(#(#cfgs)* let _ = #reference;));
            } else {
                all.push(reference);
            }
        }
    }
    // In one statement, which costs rustc less than one for each.
    ours!(let _ = (#(#all,)*); #perhaps)
}

impl Source {
    /// Where it says how the value comes.
    fn span(&self) -> Span {
        match self {
            Source::Value => Span::call_site(),
            Source::Initializer(arrow) => arrow.span(),
            Source::Fallible(question) => question.span(),
        }
    }
}

impl Name {
    fn tokens(&self) -> TokenStream {
        match self {
            Name::Ident(ident) => ident.to_token_stream(),
            Name::Index(index) => index.to_token_stream(),
        }
    }
}

/// The statements that build one field.
fn step(field: &Field, attributes: &[Attribute], guard: &Ident, names: &Names) -> TokenStream {
    let Names { place, .. } = names;
    let value = &field.value;
    let pointer = names.pointer(&field.name);
    // Spanned as the name, where it is said that a field cannot be built in place.
    let at = ours_at(match &field.name {
        Name::Ident(ident) => ident.span(),
        Name::Index(index) => index.span,
    });
    let vacant =
        quote_spanned!(at=> unsafe { ::kelson::init::fields::Field::new(&#place, #pointer) });
    let filled = || names.fill(field, &vacant);
    let built = match &field.source {
        Source::Value => ours!(#vacant.write(::kelson::init::fields::Hold { value: #value })),
        Source::Initializer(arrow) => {
            let filled = filled();
            quote_spanned!(ours_at(arrow.span())=> ::kelson::init::fields::CannotFail::built(#filled))
        }
        Source::Fallible(question) => {
            let filled = filled();
            quote!(#filled #question)
        }
    };
    let (mutable, access) = match (&field.access, &field.name) {
        (Some(access), Name::Ident(name)) => {
            let cfgs = conditions(attributes);
            match access {
                Access::Shared => (None, Some(ours!(#(#cfgs)* let #name = #guard.shared();))),
                Access::Exclusive => (
                    Some(ours!(mut)),
                    Some(
                        ours!(#(#cfgs)* #[allow(unused_mut, reason = "not every field is changed after it is made")] let mut #name = #guard.pinned();),
                    ),
                ),
            }
        }
        _ => (None, None),
    };
    ours!(#(#attributes)* let #mutable #guard = #built; #access)
}

/// The variable that holds a field until the whole is built.
///
/// Not named like the field: a variable cannot have the name of a `static` or `const` in scope.
fn guard(name: &Name) -> Ident {
    match name {
        Name::Ident(ident) => format_ident!("__init_{}", ident, span = ours_at(ident.span())),
        Name::Index(index) => format_ident!("__init_{}", index.index, span = ours_at(index.span)),
    }
}

/// Whether the error of a lazy initializer is decided by the code in it.
fn can_fail(model: &Initializer) -> bool {
    struct Search(bool);

    impl Visit<'_> for Search {
        fn visit_expr(&mut self, expr: &Expr) {
            match expr {
                Expr::Try(_) | Expr::Return(_) => self.0 = true,
                // What is in these returns from them, not from the initializer.
                Expr::Closure(_) | Expr::Async(_) => (),
                _ => visit::visit_expr(self, expr),
            }
        }

        fn visit_item(&mut self, _: &syn::Item) {}

        fn visit_macro(&mut self, invoked: &syn::Macro) {
            self.0 |= mentions_try(invoked.tokens.clone());
        }
    }

    let mut search = Search(false);
    for part in &model.parts {
        match &part.kind {
            PartKind::Code(code) => search.visit_expr(code),
            PartKind::Field(field) => {
                search.0 |= matches!(field.source, Source::Fallible(..));
                search.visit_expr(&field.value);
            }
        }
    }
    search.0
}

/// Whether the arguments of a macro have a `?` or a `return`. If there is one that does not leave
/// the macro, the error has to be given: that is an error with a clear message, not a wrong guess.
fn mentions_try(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => mentions_try(group.stream()),
        TokenTree::Ident(ident) => ident == "return",
        TokenTree::Punct(punct) => punct.as_char() == '?',
        TokenTree::Literal(_) => false,
    })
}
