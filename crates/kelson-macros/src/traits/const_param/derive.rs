// SPDX-License-Identifier: MIT OR Apache-2.0

//! `#[derive(ConstParamTy)]`: how values of a type are encoded, field by field.

use crate::diag;
use crate::itself;
use proc_macro2::{
    Span,
    TokenStream, //
};
use quote::{
    quote,
    quote_spanned,
    ToTokens, //
};
use syn::{
    spanned::Spanned,
    Data,
    DeriveInput,
    Fields,
    GenericParam,
    Generics,
    Ident,
    Member, //
};

/// Tokens whose names are ours.
macro_rules! ours {
    ($($token:tt)*) => {
        quote_spanned!(Span::mixed_site()=> $($token)*)
    };
}

pub(crate) fn derive(item: TokenStream) -> TokenStream {
    syn::parse2::<DeriveInput>(item)
        .and_then(Model::new)
        .map_or_else(
            |error| error.to_compile_error(),
            |model| model.to_token_stream(),
        )
}

/// What values of the type can look like.
struct Model {
    name: Ident,
    generics: Generics,
    variants: Vec<Variant>,
    tag: Tag,
}

/// One form of the values: a struct has one, an enum has its variants.
struct Variant {
    /// Of an enum.
    name: Option<Ident>,
    fields: Fields,
}

/// What comes before the fields.
enum Tag {
    /// Nothing: a struct.
    None,
    /// The discriminant, of an enum without fields.
    Discriminant,
    /// The number of the variant, in that many bytes.
    Number(usize),
}

impl Model {
    fn new(mut input: DeriveInput) -> syn::Result<Self> {
        let (name, generics) = (input.ident.clone(), input.generics.clone());
        itself::by_name(&mut input, &name, &generics)?;
        for param in &input.generics.params {
            if let GenericParam::Lifetime(lifetime) = param {
                return Err(diag::error(
                    lifetime.span(),
                    format_args!(
                        "`{}` has a lifetime, and a const parameter has none",
                        input.ident
                    ),
                    "use a type without references",
                ));
            }
        }
        let (variants, tag) = match input.data {
            Data::Struct(data) => (
                vec![Variant {
                    name: None,
                    fields: data.fields,
                }],
                Tag::None,
            ),
            Data::Enum(data) => {
                let variants: Vec<Variant> = data
                    .variants
                    .into_iter()
                    .map(|variant| Variant {
                        name: Some(variant.ident),
                        fields: variant.fields,
                    })
                    .collect();
                if variants.is_empty() {
                    return Err(diag::error(
                        input.ident.span(),
                        format_args!(
                            "`{}` has no value that could be a const parameter",
                            input.ident
                        ),
                        "give it a variant",
                    ));
                }
                let tag = if variants
                    .iter()
                    .all(|variant| matches!(variant.fields, Fields::Unit))
                {
                    Tag::Discriminant
                } else {
                    Tag::Number(if variants.len() <= 256 { 1 } else { 2 })
                };
                (variants, tag)
            }
            Data::Union(data) => {
                return Err(diag::error(
                    data.union_token.span(),
                    "`ConstParamTy` cannot be derived for a union",
                    "which of its fields is the value, only the program knows; use an enum",
                ))
            }
        };
        let mut generics = input.generics;
        let params: Vec<Ident> = generics
            .type_params()
            .map(|param| param.ident.clone())
            .collect();
        let clause = generics.make_where_clause();
        for param in params {
            let at = param.span().resolved_at(Span::mixed_site());
            clause
                .predicates
                .push(syn::parse_quote_spanned!(at=> #param: ::kelson::ConstParamTy));
        }
        Ok(Model {
            name: input.ident,
            generics,
            variants,
            tag,
        })
    }

    /// How many bytes the tag has, as an expression.
    fn tag_width(&self) -> TokenStream {
        match self.tag {
            Tag::None => quote!(0),
            Tag::Discriminant => ours!(__c::tag_width::<Self>()),
            Tag::Number(width) => quote!(#width),
        }
    }

    /// The tag of a variant.
    fn tag_of(&self, index: usize) -> TokenStream {
        let name = &self.name;
        let variant = &self.variants[index].name;
        match self.tag {
            Tag::Discriminant => {
                let (_, arguments, _) = self.generics.split_for_impl();
                let arguments = arguments.as_turbofish();
                ours!((#name #arguments::#variant as ::kelson::__private::core::primitive::i128))
            }
            _ => {
                let index = index as i128;
                ours!(#index)
            }
        }
    }

    /// The sum over the fields of the longest variant, after so much for the tag.
    fn size(&self, tag: TokenStream, constant: &str) -> TokenStream {
        let constant = Ident::new(constant, Span::mixed_site());
        let sums = self.variants.iter().map(|variant| {
            let terms = variant.fields.iter().map(|field| {
                let ty = &field.ty;
                ours!(<#ty as ::kelson::ConstParamTy>::#constant)
            });
            quote!(0 #(+ #terms)*)
        });
        ours!(#tag + __c::at_most(&[#(#sums),*]))
    }

    /// Where each field is encoded, by the sizes of those before it.
    fn places(&self, place: &TokenStream) -> TokenStream {
        let (_, arguments, clause) = self.generics.split_for_impl();
        let name = &self.name;
        let (tags, width) = match self.tag {
            Tag::None => (0usize, quote!(0)),
            Tag::Discriminant => return TokenStream::new(),
            Tag::Number(width) => (1, quote!(#width)),
        };
        let all = self.variants.iter().enumerate().flat_map(|(v, variant)| {
            let types: Vec<_> = variant.fields.iter().map(|field| &field.ty).collect();
            (0..types.len()).map(move |f| (v, f, types[..f].to_vec()))
        });
        all.map(|(v, f, before)| {
            ours! {
                impl #place __c::Place for __At<__P, #name #arguments, #v, #f> #clause {
                    const WORDS: [::kelson::__private::core::primitive::i128; 8] = __P::WORDS;
                    const IS_PACKED: ::kelson::__private::core::primitive::bool = __P::IS_PACKED;
                    const SCALAR: ::kelson::__private::core::primitive::usize =
                        __P::SCALAR + #tags #(+ <#before as ::kelson::ConstParamTy>::SCALARS)*;
                    const BYTE: ::kelson::__private::core::primitive::usize =
                        __P::BYTE + #width #(+ <#before as ::kelson::ConstParamTy>::BYTES)*;
                }
            }
        })
        .collect()
    }

    /// The encoding of the value of `S`.
    fn encoding(&self) -> TokenStream {
        let (_, arguments, _) = self.generics.split_for_impl();
        let name = &self.name;
        let width = match self.tag {
            Tag::Discriminant => ours!(__c::tag_width::<#name #arguments>()),
            _ => self.tag_width(),
        };
        let arms = self.variants.iter().enumerate().map(|(v, variant)| {
            let tag = match self.tag {
                Tag::None => None,
                _ => {
                    let tag = self.tag_of(v);
                    Some(ours!(.scalar(#tag, #width)))
                }
            };
            let fields = variant.fields.iter().enumerate().map(|(f, field)| {
                let ty = &field.ty;
                ours!(.then::<<#ty as ::kelson::ConstParamTy>::Encode<__Part<__S, #name #arguments, #v, #f>>>())
            });
            let path = variant.path();
            ours!(::kelson::__private::core::option::Option::Some(#name #path { .. }) => __c::Encoding::EMPTY #tag #(#fields)*)
        });
        ours! {
            match __S::VALUE {
                #(#arms,)*
                ::kelson::__private::core::option::Option::None => __c::Encoding::EMPTY,
            }.padded::<#name #arguments>()
        }
    }

    /// The value that is encoded at `P`, if it is one.
    fn decoding(&self) -> TokenStream {
        let name = &self.name;
        let (_, arguments, _) = self.generics.split_for_impl();
        let width = match self.tag {
            Tag::Discriminant => ours!(__c::tag_width::<#name #arguments>()),
            _ => self.tag_width(),
        };
        let variants = self.variants.iter().enumerate().map(|(v, variant)| {
            let path = variant.path();
            let mut value = Vec::new();
            let mut found = Vec::new();
            let mut fields = Vec::new();
            for (f, (field, member)) in variant.fields.iter().zip(variant.fields.members()).enumerate() {
                let ty = &field.ty;
                let local = Ident::new(&format!("field{f}"), Span::mixed_site());
                let place = ours!(__At<__P, #name #arguments, #v, #f>);
                fields.push(ours! {
                    <<#ty as ::kelson::ConstParamTy>::Decode<#place> as __c::Given<#ty>>::VALUE
                });
                found.push(ours!(::kelson::__private::core::option::Option::Some(#local)));
                value.push(quote!(#member: #local));
            }
            let decoded = if fields.is_empty() {
                ours!(::kelson::__private::core::option::Option::Some(#name #path {}))
            } else {
                ours! {
                    match (#(#fields,)*) {
                        (#(#found,)*) => ::kelson::__private::core::option::Option::Some(#name #path { #(#value),* }),
                        _ => ::kelson::__private::core::option::Option::None,
                    }
                }
            };
            match self.tag {
                Tag::None => decoded,
                _ => {
                    let tag = self.tag_of(v);
                    ours!(if __c::is_tag(__c::read::<__P>(0, #width), #tag, #width) { #decoded } else)
                }
            }
        });
        match self.tag {
            Tag::None => quote!(#(#variants)*),
            _ => ours!(#(#variants)* { ::kelson::__private::core::option::Option::None }),
        }
    }
}

impl Variant {
    /// What follows the type's name.
    fn path(&self) -> TokenStream {
        match &self.name {
            Some(name) => quote!(::#name),
            None => TokenStream::new(),
        }
    }
}

impl ToTokens for Model {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Model { name, generics, .. } = self;
        let (params, arguments, clause) = generics.split_for_impl();
        // The same with a parameter of ours before them.
        let with = |param: TokenStream| {
            let mut generics = generics.clone();
            generics
                .params
                .insert(0, syn::parse_quote_spanned!(Span::mixed_site()=> #param));
            let (params, _, _) = generics.split_for_impl();
            params.to_token_stream()
        };
        let source = with(ours!(__S: __c::Given<#name #arguments>));
        let place = with(ours!(__P: __c::Place));
        let tags = match self.tag {
            Tag::None => 0usize,
            _ => 1,
        };
        let scalars = self.size(quote!(#tags), "SCALARS");
        let bytes = self.size(self.tag_width(), "BYTES");
        let parts = self.variants.iter().enumerate().flat_map(|(v, variant)| {
            let fields = variant.fields.iter().zip(variant.fields.members());
            let (source, arguments) = (&source, &arguments);
            fields.enumerate().map(move |(f, (field, member))| {
                let ty = &field.ty;
                let path = variant.path();
                let member: &Member = &member;
                ours! {
                    impl #source __c::Given<#ty> for __Part<__S, #name #arguments, #v, #f> #clause {
                        const VALUE: ::kelson::__private::core::option::Option<#ty> = match __S::VALUE {
                            ::kelson::__private::core::option::Option::Some(#name #path { #member: value, .. }) => {
                                ::kelson::__private::core::option::Option::Some(value)
                            }
                            _ => ::kelson::__private::core::option::Option::None,
                        };
                    }
                }
            })
        });
        let places = self.places(&place.to_token_stream());
        let encoding = self.encoding();
        let decoding = self.decoding();
        let at = name.span().resolved_at(Span::mixed_site());
        let implementation = quote_spanned!(at=> ::kelson::ConstParamTy for #name #arguments);
        // Of a generic type, each use is checked.
        let check = generics
            .params
            .is_empty()
            .then(|| quote_spanned!(at=> const _: () = __c::assert_small::<#name>();));
        tokens.extend(ours! {
            const _: () = {
                use ::kelson::__private::const_param as __c;

                impl #params #implementation #clause {
                    const SCALARS: ::kelson::__private::core::primitive::usize = #scalars;
                    const BYTES: ::kelson::__private::core::primitive::usize = #bytes;
                    type Encode<__S: __c::Given<Self>> = __Both<__S, Self>;
                    type Decode<__P: __c::Place> = __Both<__P, Self>;
                    type EncodeArray<__S: __c::Given<[Self; __N]>, const __N: ::kelson::__private::core::primitive::usize> =
                        __c::UnrolledEncode<__S, Self, __N>;
                    type DecodeArray<__P: __c::Place, const __N: ::kelson::__private::core::primitive::usize> =
                        __c::UnrolledDecode<__P, Self, __N>;
                }

                pub struct __Both<S, T>(::kelson::__private::core::marker::PhantomData<(S, T)>);

                #[allow(dead_code, reason = "without fields there are no parts to name")]
                pub struct __Part<S, T, const V: ::kelson::__private::core::primitive::usize, const F: ::kelson::__private::core::primitive::usize>(
                    ::kelson::__private::core::marker::PhantomData<(S, T)>,
                );

                #[allow(dead_code, reason = "without fields there are no places to name")]
                pub struct __At<P, T, const V: ::kelson::__private::core::primitive::usize, const F: ::kelson::__private::core::primitive::usize>(
                    ::kelson::__private::core::marker::PhantomData<(P, T)>,
                );

                #(#parts)*

                #places

                impl #source __c::Encoded for __Both<__S, #name #arguments> #clause {
                    const ENCODING: __c::Encoding = #encoding;
                }

                impl #place __c::Given<#name #arguments> for __Both<__P, #name #arguments> #clause {
                    const VALUE: ::kelson::__private::core::option::Option<#name #arguments> = #decoding;
                }

                #check
            };
        });
    }
}
