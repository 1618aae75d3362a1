// SPDX-License-Identifier: MIT OR Apache-2.0

//! `#[derive(Word)]`: the views of an enum, and how it is packed into a word.

use proc_macro2::{
    Ident,
    Span,
    TokenStream, //
};
use quote::{
    format_ident,
    quote,
    quote_spanned, //
};
use syn::{
    parse_quote_spanned,
    Generics,
    Lifetime, //
};

mod model;
mod tags;

use model::{
    Model,
    Variant, //
};
use tags::Plan;

pub(crate) fn expand(item: TokenStream) -> TokenStream {
    match syn::parse2(item).and_then(Model::of) {
        Ok(model) => Expansion::of(&model).emit(),
        Err(error) => error.to_compile_error(),
    }
}

/// Which of the two views.
#[derive(Clone, Copy)]
enum View {
    Shared,
    Mutable,
}

/// What several parts of the expansion need.
struct Expansion<'m> {
    model: &'m Model,
    plan: Plan<'m>,
    shared: Ident,
    mutable: Ident,
    /// The parameters of the views.
    generics: Generics,
    word: Lifetime,
}

impl<'m> Expansion<'m> {
    fn of(model: &'m Model) -> Self {
        let name = &model.name;
        let word = fresh(&model.generics);
        let mut generics = model.generics.clone();
        let plan = Plan::of(&model.variants);
        // Without a payload there is nothing to borrow.
        if model
            .variants
            .iter()
            .any(|variant| variant.payload.is_some())
        {
            let (_, arguments, _) = model.generics.split_for_impl();
            let outlives = parse_quote_spanned!(here()=> #name #arguments: #word);
            generics.make_where_clause().predicates.push(outlives);
            generics
                .params
                .insert(0, parse_quote_spanned!(here()=> #word));
        }
        Expansion {
            model,
            plan,
            shared: format_ident!("{name}Ref", span = name.span()),
            mutable: format_ident!("{name}Mut", span = name.span()),
            generics,
            word,
        }
    }

    fn emit(&self) -> TokenStream {
        let shared = self.view(View::Shared);
        let mutable = self.view(View::Mutable);
        let tagged = self.tagged();
        let debug = self.debug();
        let copy = self.copy();
        let checked = self.checked_here();
        quote! {
            #shared
            #mutable
            #tagged
            #debug
            #copy
            #checked
        }
    }

    fn name_of(&self, view: View) -> &Ident {
        match view {
            View::Shared => &self.shared,
            View::Mutable => &self.mutable,
        }
    }

    /// The enum that a borrowed word gives.
    fn view(&self, view: View) -> TokenStream {
        let Model { name, vis, .. } = self.model;
        let view_name = self.name_of(view);
        let (adjective, gives, derives) = match view {
            View::Shared => ("shared", quote!(Ref), &self.model.options.derives[..]),
            View::Mutable => ("mutable", quote!(Mut), &[][..]),
        };
        let docs = format!("What a {adjective} reference to a word of [`{name}`] gives.");
        let variants = self.model.variants.iter().map(|variant| {
            let Variant { name: of, .. } = variant;
            let docs = format!("See [`{name}::{of}`].");
            let fields = match &variant.payload {
                None => quote!(),
                Some(payload) => {
                    let word = &self.word;
                    let ty = payload.slot(&quote!(#gives<#word>));
                    match &payload.field {
                        Some(field) => quote!({ #[doc = "The payload."] #field: #ty }),
                        None => quote!((#ty)),
                    }
                }
            };
            quote!(#[doc = #docs] #of #fields)
        });
        let generics = &self.generics;
        let clause = &self.generics.where_clause;
        let derives = (!derives.is_empty()).then(|| quote!(#[derive(#(#derives),*)]));
        quote_spanned! {here()=>
            #[doc = #docs]
            #[allow(dead_code, reason = "not every word is borrowed in both ways, nor every payload read")]
            #[allow(private_interfaces, reason = "a payload may be as private as its enum has it")]
            #[allow(single_use_lifetimes, reason = "the parameters are those of the enum")]
            #[allow(
                clippy::borrowed_box,
                clippy::box_collection,
                clippy::enum_variant_names,
                clippy::module_name_repetitions,
                clippy::redundant_allocation,
                clippy::type_complexity,
                clippy::upper_case_acronyms,
                clippy::vec_box,
                reason = "the names and the types are those of the enum, and are judged there"
            )]
            #derives
            #vis enum #view_name #generics #clause { #(#variants),* }
        }
    }

    fn tagged(&self) -> TokenStream {
        let Model {
            name,
            generics,
            options,
            ..
        } = self.model;
        let (params, arguments, clause) = generics.split_for_impl();
        let (_, view_arguments, _) = self.generics.split_for_impl();
        let (shared, mutable, word) = (&self.shared, &self.mutable, &self.word);
        let raw = match options.copy {
            Some(_) => quote_spanned!(here()=> ::kelson::__private::word::raw::Copied<Self>),
            None => quote_spanned!(here()=> ::kelson::__private::word::raw::Owned<Self>),
        };
        let codes = self.plan.codes();
        let checks = self.plan.checks(name);
        let pack = self.pack();
        let unpack = self.decode(&quote!(Self), &quote!(from_word));
        let view = self.decode(&quote!(#shared), &quote!(view));
        let view_mut = self.decode(&quote!(#mutable), &quote!(view_mut));
        quote_spanned! {here()=>
            // SAFETY: the words of different variants have different tags, none the start of another, or
            // have the same tag and different numbers. So what `unpack` and the views find is the variant
            // that was packed; and its payload, for a tag is taken off as it was put on.
            #[automatically_derived]
            #[allow(single_use_lifetimes, reason = "the parameters are those of the enum")]
            #[allow(
                clippy::init_numbered_fields,
                reason = "one form does for tuples and for fields with names"
            )]
            #[allow(
                clippy::undocumented_unsafe_blocks,
                reason = "what they rest on is said where they are made, and generated code has no comments"
            )]
            unsafe impl #params ::kelson::word::Tagged for #name #arguments #clause {
                type Ref<#word> = #shared #view_arguments where Self: #word;
                type Mut<#word> = #mutable #view_arguments where Self: #word;
                type Raw = #raw;

                const CODES: &'static [::kelson::word::Code] = &#codes;
                const CHECK: () = { #checks };

                #[inline(always)]
                #[track_caller]
                fn pack(self) -> ::kelson::__private::core::ptr::NonNull<()> {
                    const { <Self as ::kelson::word::Tagged>::CHECK }
                    #pack
                }

                #[inline(always)]
                unsafe fn unpack(word: ::kelson::__private::core::ptr::NonNull<()>) -> Self {
                    #unpack
                }

                #[inline(always)]
                unsafe fn view<#word>(word: ::kelson::__private::core::ptr::NonNull<()>) -> <Self as ::kelson::word::Tagged>::Ref<#word>
                where
                    Self: #word,
                {
                    #view
                }

                #[inline(always)]
                unsafe fn view_mut<#word>(word: ::kelson::__private::core::ptr::NonNull<()>) -> <Self as ::kelson::word::Tagged>::Mut<#word>
                where
                    Self: #word,
                {
                    #view_mut
                }
            }
        }
    }

    /// The arms that give a value its tag. An enum that implements `Drop` lets no payload be moved out
    /// of it, so each is copied out of a value that is not dropped.
    fn pack(&self) -> TokenStream {
        let arms = self
            .model
            .variants
            .iter()
            .zip(&self.plan.places)
            .map(|(variant, place)| {
                let name = &variant.name;
                let code = place.code();
                match &variant.payload {
                    None => {
                        let number = place.number;
                        quote_spanned! {here()=>
                            // SAFETY: by the check the number fits above the tag.
                            Self::#name { .. } => unsafe {
                                ::kelson::__private::word::code::number(#number, #code)
                            },
                        }
                    }
                    Some(payload) => {
                        let pattern = payload.around(quote_spanned!(here()=> payload));
                        let into_word = payload.slot(&quote!(into_word));
                        quote_spanned! {here()=>
                            Self::#name #pattern => {
                                // SAFETY: `payload` is a reference, and nobody uses what it refers to
                                // again: `this` is dropped as a whole or not at all, and it is not.
                                let payload = unsafe { ::kelson::__private::core::ptr::read(payload) };
                                let word = #into_word(payload, #code.width);
                                // SAFETY: by the contract of `Slot`, and by the check.
                                unsafe { ::kelson::__private::word::code::tag(word, #code) }
                            }
                        }
                    }
                }
            });
        quote_spanned! {here()=>
            let this = ::kelson::__private::core::mem::ManuallyDrop::new(self);
            match &*this { #(#arms)* }
        }
    }

    /// Finds the variant of `word`, and makes one of `result` with what `function` makes of the payload.
    fn decode(&self, result: &TokenStream, function: &TokenStream) -> TokenStream {
        let mut found = self.plan.tags().map(|(code, variants)| {
            let has = quote_spanned!(here()=> ::kelson::__private::word::code::has(word, #code));
            (has, one_of(variants, &code, result, function))
        });
        // What has none of the other tags has the last one.
        let Some((_, last)) = found.next_back() else {
            return quote!();
        };
        let branches = found.map(|(has, value)| quote_spanned!(here()=> if #has { #value } else));
        // The word is not the user's, who may forbid it: so it is not at the payload.
        // SAFETY: (of what is generated) a payload is that of a word with its tag. The rest is promised
        // by the caller of the function that this is in.
        quote_spanned!(here()=> unsafe { #(#branches)* { #last } })
    }

    /// That the word is `Debug`, if the shared view is.
    fn debug(&self) -> Option<TokenStream> {
        let derives = &self.model.options.derives;
        if !derives.iter().any(|path| {
            path.segments
                .last()
                .is_some_and(|last| last.ident == "Debug")
        }) {
            return None;
        }
        let name = &self.model.name;
        let word = &self.word;
        let mut generics = self.model.generics.clone();
        let bounds: Vec<syn::WherePredicate> = generics
            .type_params()
            .map(|param| {
                let param = &param.ident;
                parse_quote_spanned!(here()=> #param: ::kelson::__private::core::fmt::Debug)
            })
            .collect();
        generics.make_where_clause().predicates.extend(bounds);
        let (params, arguments, clause) = generics.split_for_impl();
        Some(quote_spanned! {here()=>
            #[automatically_derived]
            #[allow(
                single_use_lifetimes,
                clippy::needless_lifetimes,
                reason = "the parameters are those of the enum, and the trait names the lifetime"
            )]
            impl #params ::kelson::__private::word::DebugTagged for #name #arguments #clause {
                fn debug<#word>(
                    view: &<Self as ::kelson::word::Tagged>::Ref<#word>,
                    f: &mut ::kelson::__private::core::fmt::Formatter<'_>,
                ) -> ::kelson::__private::core::fmt::Result
                where
                    Self: #word,
                {
                    ::kelson::__private::core::fmt::Debug::fmt(view, f)
                }
            }
        })
    }

    /// That the enum is `Copy` if it says so: at that word.
    fn copy(&self) -> Option<TokenStream> {
        let Model {
            name,
            generics,
            options,
            ..
        } = self.model;
        let at = ours(options.copy?);
        let mut name = name.clone();
        name.set_span(at);
        let (params, arguments, clause) = generics.split_for_impl();
        Some(quote_spanned! {at=>
            const _: () = {
                fn word_copy<E: ::kelson::__private::word::raw::CopyEnum>() {}

                #[allow(dead_code, single_use_lifetimes, clippy::extra_unused_lifetimes, reason = "it is there to be type-checked")]
                fn of #params (_: &#name #arguments) #clause {
                    word_copy::<#name #arguments>();
                }
            };
        })
    }

    /// The check of an enum that is known by itself is made with the item.
    fn checked_here(&self) -> Option<TokenStream> {
        let Model { name, generics, .. } = self.model;
        if generics
            .params
            .iter()
            .any(|param| !matches!(param, syn::GenericParam::Lifetime(_)))
        {
            return None;
        }
        let statics = generics
            .params
            .iter()
            .map(|_| Lifetime::new("'static", here()));
        Some(quote_spanned! {here()=>
            const _: () = <#name<#(#statics),*> as ::kelson::word::Tagged>::CHECK;
        })
    }
}

/// What `word` is, of the variants that have its tag.
fn one_of(
    variants: &[&Variant],
    code: &TokenStream,
    result: &TokenStream,
    function: &TokenStream,
) -> TokenStream {
    if let [variant] = variants {
        let name = &variant.name;
        let Some(payload) = &variant.payload else {
            return quote_spanned!(here()=> #result::#name {});
        };
        let ignores = payload.slot(&quote!(IGNORES_TAG));
        let word = quote_spanned! {here()=>
            ::kelson::__private::word::code::payload(word, #code, #ignores), #code.width
        };
        return payload.variant(result, name, function, &word);
    }
    let arms = variants.iter().enumerate().map(|(number, variant)| {
        let name = &variant.name;
        quote_spanned!(here()=> #number => #result::#name {},)
    });
    quote_spanned! {here()=>
        match ::kelson::__private::word::code::number_of(word, #code) {
            #(#arms)*
            // SAFETY: by the caller's promise it is from `pack`, and so one of these.
            _ => ::kelson::__private::core::hint::unreachable_unchecked(),
        }
    }
}

/// A lifetime that the enum does not have.
fn fresh(generics: &Generics) -> Lifetime {
    let mut name = String::from("'w");
    while generics
        .lifetimes()
        .any(|param| param.lifetime.to_string() == name)
    {
        name.push('w');
    }
    Lifetime::new(&name, here())
}

/// A place in the user's source, with names of ours.
fn ours(span: Span) -> Span {
    span.resolved_at(here())
}

fn here() -> Span {
    Span::mixed_site()
}
