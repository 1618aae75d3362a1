// SPDX-License-Identifier: MIT OR Apache-2.0

//! The code of a register.

use super::{
    crate_at,
    field::Model,
    judge,
    parse::{
        Conversion,
        Register, //
    },
};
use proc_macro2::{
    Ident,
    Span,
    TokenStream,
    TokenTree, //
};
use quote::{
    format_ident,
    quote_spanned, //
};
use syn::{
    punctuated::Punctuated,
    spanned::Spanned,
    Attribute,
    Path,
    Token, //
};

/// Tokens of ours: what they name, user code does not see.
macro_rules! ours {
    ($($tokens:tt)*) => { quote_spanned!(Span::mixed_site()=> $($tokens)*) };
}

pub(super) fn register(krate: &TokenTree, register: Register) -> TokenStream {
    let mut models: Vec<Model<'_>> = register
        .fields
        .iter()
        .map(|field| Model::new(krate, &register, field))
        .collect();
    let errors = judge::errors(&register, &mut models);
    let errors: TokenStream = register
        .errors
        .iter()
        .chain(&errors)
        .map(syn::Error::to_compile_error)
        .collect();

    let mut accessors = TokenStream::new();
    for model in models.iter().filter(|model| !model.nameless) {
        accessors.extend(of_field(krate, &register, model));
    }
    let (the_type, checks) = (
        the_type(krate, &register),
        judge::checks(krate, &register, &models),
    );
    let debug = match derives(&register.attrs, "Debug") {
        true => TokenStream::new(),
        false => debug(&register, &models),
    };
    let name = &register.name;
    ours! {
        #errors
        #the_type
        #[allow(dead_code)]
        #[automatically_derived]
        impl #name {
            #accessors
        }
        #debug
        #checks
    }
}

/// Whether the user's own attributes derive a trait.
fn derives(attrs: &[Attribute], name: &str) -> bool {
    let traits = Punctuated::<Path, Token![,]>::parse_terminated;
    attrs
        .iter()
        .filter(|attr| attr.path().is_ident("derive"))
        .filter_map(|attr| attr.parse_args_with(traits).ok())
        .flatten()
        .any(|path| path.segments.last().is_some_and(|last| last.ident == name))
}

fn the_type(krate: &TokenTree, register: &Register) -> TokenStream {
    let Register {
        attrs,
        vis,
        name,
        word,
        ..
    } = register;
    let default = (!derives(attrs, "Default")).then(|| {
        ours! {
            #[automatically_derived]
            impl ::core::default::Default for #name {
                #[inline(always)]
                fn default() -> Self {
                    Self { inner: 0 }
                }
            }
        }
    });
    ours! {
        #[allow(non_camel_case_types)]
        #(#attrs)*
        #[repr(transparent)]
        #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::cmp::PartialEq, ::core::cmp::Eq)]
        #vis struct #name {
            inner: #word,
        }

        #[allow(dead_code)]
        #[automatically_derived]
        impl #name {
            /// The register with these bits.
            #[inline(always)]
            #[must_use]
            #vis const fn from_raw(value: #word) -> Self {
                Self { inner: value }
            }

            /// All bits.
            #[inline(always)]
            #[must_use]
            #vis const fn into_raw(self) -> #word {
                self.inner
            }

            /// The register without any bit set.
            #[inline(always)]
            #[must_use]
            #vis const fn zeroed() -> Self {
                Self { inner: 0 }
            }
        }

        #default

        #[automatically_derived]
        impl ::core::convert::From<#name> for #word {
            #[inline(always)]
            fn from(value: #name) -> Self {
                value.inner
            }
        }

        #[automatically_derived]
        impl ::core::convert::From<#word> for #name {
            #[inline(always)]
            fn from(value: #word) -> Self {
                Self { inner: value }
            }
        }

        #krate::__register! { #vis #name #word }
    }
}

/// How a field's bits become a value, and a value its bits.
struct Conversions {
    /// The type of the value.
    ty: TokenStream,
    /// What the getter returns.
    returned: TokenStream,
    /// The value, from `bits`, which has no bit beyond the field.
    decode: TokenStream,
    /// The bits, from `value`.
    encode: TokenStream,
    /// What setters take is any type that fits.
    fits: Option<TokenStream>,
    /// `const`, unless methods of traits are called.
    constness: Option<Token![const]>,
}

fn conversions(krate: &TokenTree, register: &Register, model: &Model<'_>) -> Conversions {
    let (word, width) = (&register.word, model.width());
    let all_bits = bits(krate, word);
    let constness = Some(Token![const](Span::mixed_site()));
    let bounded = ours!(#krate::bitfield::Bounded::<#word, #width>);
    let invalid = ours!(#krate::bitfield::InvalidBits);
    let of = |ty: &syn::Type| {
        // An error that says the type is none for a field is at the type.
        let at = ty.span().resolved_at(Span::mixed_site());
        let krate = crate_at(krate, at);
        (
            quote_spanned!(at=> <#ty as #krate::Bits>::Raw),
            quote_spanned!(at=> <#ty as #krate::Bits>::CODEC),
        )
    };
    match &model.field.conversion {
        Conversion::None => Conversions {
            returned: bounded.clone(),
            decode: ours!(#bounded::truncate(bits)),
            encode: ours!(#bounded::from_fitting(value).get()),
            fits: Some(ours!(#word)),
            ty: bounded,
            constness,
        },
        Conversion::Signed => {
            let signed = format_ident!("i{}", &word.to_string()[1..]);
            let number = ours!(#krate::bitfield::Bounded::<#signed, #width>);
            Conversions {
                returned: number.clone(),
                decode: ours!(#number::truncate(bits as #signed)),
                // A negative number has ones above the field.
                encode: ours!(#number::from_fitting(value).get() as #word & #all_bits::ones(#width)),
                fits: Some(ours!(#signed)),
                ty: number,
                constness,
            }
        }
        Conversion::Total(_, ty) if model.field.words.from => Conversions {
            ty: ours!(#ty),
            returned: ours!(#ty),
            decode: quote_spanned!(ty.span().resolved_at(Span::mixed_site())=> <#ty as ::core::convert::From<#bounded>>::from(#bounded::truncate(bits))),
            encode: quote_spanned!(ty.span().resolved_at(Span::mixed_site())=> <#bounded as ::core::convert::From<#ty>>::from(value).get()),
            fits: None,
            constness: None,
        },
        Conversion::Partial(_, ty) if model.field.words.from => Conversions {
            ty: ours!(#ty),
            returned: ours! {
                ::core::result::Result<#ty, <#ty as ::core::convert::TryFrom<#bounded>>::Error>
            },
            decode: quote_spanned!(ty.span().resolved_at(Span::mixed_site())=> <#ty as ::core::convert::TryFrom<#bounded>>::try_from(#bounded::truncate(bits))),
            encode: quote_spanned!(ty.span().resolved_at(Span::mixed_site())=> <#bounded as ::core::convert::From<#ty>>::from(value).get()),
            fits: None,
            constness: None,
        },
        Conversion::Total(_, ty) => {
            let (raw, codec) = of(ty);
            Conversions {
                ty: ours!(#ty),
                returned: ours!(#ty),
                decode: ours!(#codec.decode_all(bits as #raw)),
                encode: ours!(#codec.encode(value) as #word),
                fits: None,
                constness,
            }
        }
        Conversion::Partial(_, ty) => {
            let (raw, codec) = of(ty);
            Conversions {
                ty: ours!(#ty),
                returned: ours!(::core::result::Result<#ty, #invalid<#word>>),
                // The field may have more bits than the integer that the type is made from.
                decode: ours! {{
                    let raw = bits as #raw;
                    match #codec.decode(raw) {
                        ::core::option::Option::Some(value) if raw as #word == bits => {
                            ::core::result::Result::Ok(value)
                        }
                        _ => ::core::result::Result::Err(#invalid { bits }),
                    }
                }},
                encode: ours!(#codec.encode(value) as #word),
                fits: None,
                constness,
            }
        }
    }
}

/// The constants and methods of a field.
fn of_field(krate: &TokenTree, register: &Register, model: &Model<'_>) -> TokenStream {
    let word = &register.word;
    let vis = &register.vis;
    let (shift, width) = (model.shift(), model.width());
    let (cfgs, definition) = (model.cfgs(), model.definition(word));
    let bits = bits(krate, word);
    let (range_name, mask_name, shift_name) = (
        model.constant("_RANGE"),
        model.constant("_MASK"),
        model.constant("_SHIFT"),
    );
    let cfgs: Vec<_> = cfgs.collect();
    let (range_doc, mask_doc, shift_doc) = {
        let which = match model.array() {
            Some(_) => "the first element of the field",
            None => "the field",
        };
        let name = &model.text;
        (
            format!("The bits of {which} `{name}`."),
            format!("The mask of {which} `{name}`."),
            format!("The lowest bit of {which} `{name}`."),
        )
    };
    let constants = ours! {
        #definition
        #(#cfgs)*
        #[doc = #range_doc]
        #vis const #range_name: ::core::ops::RangeInclusive<u8> =
            (#shift as u8)..=((#shift + #width - 1) as u8);
        #(#cfgs)*
        #[doc = #mask_doc]
        #vis const #mask_name: #word = #bits::mask(#shift, #width);
        #(#cfgs)*
        #[doc = #shift_doc]
        #vis const #shift_name: u32 = #shift;
    };
    let methods = match model.array() {
        None => scalar(krate, register, model),
        Some(_) => array(krate, register, model),
    };
    ours!(#constants #methods)
}

/// The library's arithmetic for a word.
fn bits(krate: &TokenTree, word: &Ident) -> TokenStream {
    let module = format_ident!("of_{word}");
    ours!(#krate::__private::bits::#module)
}

/// What stands before a method: the user's attributes, and a sentence.
fn head(model: &Model<'_>, sentence: String) -> TokenStream {
    let attrs = &model.field.attrs;
    let docs = attrs.iter().any(|attr| attr.path().is_ident("doc"));
    // A paragraph of its own.
    let blank = docs.then(|| ours!(#[doc = ""]));
    ours! {
        #(#attrs)*
        #blank
        #[doc = #sentence]
        #[inline(always)]
    }
}

/// Checks the constant parameter `VALUE`. The error is at the field, with a note about the call.
fn check_value(krate: &TokenTree, model: &Model<'_>, ty: &TokenStream) -> TokenStream {
    let at = model.field.name.span().resolved_at(Span::mixed_site());
    let (krate, text, width) = (crate_at(krate, at), &model.text, model.width());
    quote_spanned! {at=>
        const {
            #krate::__private::bitfield::check::constant(
                #text, #width, #ty::truncate(VALUE).get() == VALUE,
            )
        };
    }
}

/// Checks the constant parameter `INDEX`.
fn check_index(krate: &TokenTree, model: &Model<'_>) -> TokenStream {
    let at = model.field.name.span().resolved_at(Span::mixed_site());
    let (krate, text, len) = (crate_at(krate, at), &model.text, model.constant("_LEN"));
    quote_spanned! {at=>
        const { #krate::__private::bitfield::check::index(#text, INDEX, Self::#len) };
    }
}

fn scalar(krate: &TokenTree, register: &Register, model: &Model<'_>) -> TokenStream {
    let Register { vis, word, .. } = register;
    let (words, text) = (model.field.words, &model.text);
    let (shift, width) = (model.shift(), model.width());
    let all_bits = bits(krate, word);
    let Conversions {
        ty,
        returned,
        decode,
        encode,
        fits,
        constness,
    } = conversions(krate, register, model);

    let mut methods = TokenStream::new();
    if !words.write_only {
        let head = head(model, format!("Returns the field `{text}`."));
        let name = &model.field.name;
        methods.extend(ours! {
            #head
            #[must_use]
            #vis #constness fn #name(self) -> #returned {
                let bits = #all_bits::get(self.inner, #shift, #width);
                #decode
            }
        });
    }
    if words.read_only {
        return methods;
    }
    let (with, set) = (model.item("with_"), model.item("set_"));
    let (param, argument) = match &fits {
        Some(number) => (
            Some(ours!(<V: #krate::bitfield::Fits<#number, #width>>)),
            ours!(V),
        ),
        None => (None, ty.clone()),
    };
    let (with_head, set_head) = (
        head(
            model,
            format!("Returns the register with `value` in the field `{text}`."),
        ),
        head(model, format!("Sets the field `{text}`.")),
    );
    methods.extend(ours! {
        #with_head
        #[must_use]
        #vis #constness fn #with #param(self, value: #argument) -> Self {
            let bits = #encode;
            Self { inner: #all_bits::put(self.inner, #shift, #width, bits) }
        }

        #set_head
        #vis #constness fn #set #param(&mut self, value: #argument) {
            let bits = #encode;
            self.inner = #all_bits::put(self.inner, #shift, #width, bits);
        }
    });
    let Some(number) = fits else {
        return methods;
    };
    let (with_const, try_with) = (model.item("with_const_"), model.item("try_with_"));
    let check_value = check_value(krate, model, &ty);
    let (const_head, try_head) = (
        head(
            model,
            format!("Returns the register with the constant `VALUE` in the field `{text}`."),
        ),
        head(
            model,
            format!("Returns the register with `value` in the field `{text}`, if it fits there."),
        ),
    );
    methods.extend(ours! {
        #const_head
        #[must_use]
        #vis const fn #with_const<const VALUE: #number>(self) -> Self {
            #check_value
            let value = #ty::truncate(VALUE);
            let bits = #encode;
            Self { inner: #all_bits::put(self.inner, #shift, #width, bits) }
        }

        #try_head
        #vis const fn #try_with<V: #krate::bitfield::TryFits>(
            self,
            value: V,
        ) -> ::core::result::Result<Self, #krate::bitfield::DoesNotFit<V>> {
            if !#ty::has_room_for(value) {
                return ::core::result::Result::Err(#krate::bitfield::DoesNotFit { value });
            }
            let value = #ty::lowest_of(value);
            let bits = #encode;
            ::core::result::Result::Ok(
                Self { inner: #all_bits::put(self.inner, #shift, #width, bits) },
            )
        }
    });
    methods
}

fn array(krate: &TokenTree, register: &Register, model: &Model<'_>) -> TokenStream {
    let Register { vis, word, .. } = register;
    let (words, text) = (model.field.words, &model.text);
    let (shift, width, len, stride) = (model.shift(), model.width(), model.len(), model.stride());
    let all_bits = bits(krate, word);
    let Conversions {
        ty,
        returned,
        decode,
        encode,
        fits,
        constness,
    } = conversions(krate, register, model);
    let cfgs: Vec<_> = model.cfgs().collect();
    let (place, put) = (model.item("__bit_of_"), model.item("__put_"));
    let (len_name, stride_name) = (model.constant("_LEN"), model.constant("_STRIDE"));
    let len_doc = format!("How many elements the field `{text}` has.");
    let stride_doc =
        format!("How many bits an element of the field `{text}` is from the one before.");
    let (check_value, check_index) = (check_value(krate, model, &ty), check_index(krate, model));
    let outside = format!("the index of `{text}` may be out of bounds");

    let mut methods = ours! {
        #(#cfgs)*
        #[doc = #len_doc]
        #vis const #len_name: usize = #len;
        #(#cfgs)*
        #[doc = #stride_doc]
        #vis const #stride_name: u32 = #stride;

        #(#cfgs)*
        #[inline(always)]
        const fn #place(index: usize) -> u32 {
            // No element has a bit beyond the register.
            (index as u32).wrapping_mul(#stride).wrapping_add(#shift)
        }
    };
    if !words.write_only {
        let (getter, name) = (model.item("__get_"), &model.field.name);
        let (try_get, const_get) = (model.item("try_"), model.item("const_"));
        let (get_head, try_head, const_head) = (
            head(
                model,
                format!(
                    "Returns the element `index` of the field `{text}`.\n\n\
                 That there is one is proven when the program is built: see `build_assert!`."
                ),
            ),
            head(
                model,
                format!("Returns the element `index` of the field `{text}`, if there is one."),
            ),
            head(
                model,
                format!("Returns the element `INDEX` of the field `{text}`."),
            ),
        );
        methods.extend(ours! {
            #(#cfgs)*
            #[inline(always)]
            #constness fn #getter(self, index: usize) -> #returned {
                let bits = #all_bits::get(self.inner, Self::#place(index), #width);
                #decode
            }

            #get_head
            #[must_use]
            #vis fn #name(self, index: usize) -> #returned {
                #krate::build_assert!(index < Self::#len_name, #outside);
                self.#getter(index)
            }

            #try_head
            #[must_use]
            #vis #constness fn #try_get(
                self,
                index: usize,
            ) -> ::core::option::Option<#returned> {
                match index < Self::#len_name {
                    true => ::core::option::Option::Some(self.#getter(index)),
                    false => ::core::option::Option::None,
                }
            }

            #const_head
            #[must_use]
            #vis #constness fn #const_get<const INDEX: usize>(self) -> #returned {
                #check_index
                self.#getter(INDEX)
            }
        });
    }
    if words.read_only {
        return methods;
    }
    let (with, set, try_with) = (
        model.item("with_"),
        model.item("set_"),
        model.item("try_with_"),
    );
    let (param, argument) = match &fits {
        Some(number) => (
            Some(ours!(<V: #krate::bitfield::Fits<#number, #width>>)),
            ours!(V),
        ),
        None => (None, ty.clone()),
    };
    let (with_head, set_head, try_head) = (
        head(model, format!(
            "Returns the register with `value` in the element `index` of the field `{text}`.\n\n\
             That there is one is proven when the program is built: see `build_assert!`."
        )),
        head(model, format!(
            "Sets the element `index` of the field `{text}`.\n\n\
             That there is one is proven when the program is built: see `build_assert!`."
        )),
        head(model, format!(
            "Returns the register with `value` in the element `index` of the field `{text}`, if there \
             is such an element and the value fits there."
        )),
    );
    methods.extend(ours! {
        #(#cfgs)*
        #[inline(always)]
        const fn #put(self, index: usize, bits: #word) -> Self {
            Self { inner: #all_bits::put(self.inner, Self::#place(index), #width, bits) }
        }

        #with_head
        #[must_use]
        #vis fn #with #param(self, index: usize, value: #argument) -> Self {
            #krate::build_assert!(index < Self::#len_name, #outside);
            let bits = #encode;
            self.#put(index, bits)
        }

        #set_head
        #vis fn #set #param(&mut self, index: usize, value: #argument) {
            #krate::build_assert!(index < Self::#len_name, #outside);
            let bits = #encode;
            *self = self.#put(index, bits);
        }
    });
    let with_const = model.item("with_const_");
    let const_head = head(model, format!(
        "Returns the register with the constant `VALUE` in the element `INDEX` of the field `{text}`."
    ));
    let Some(number) = fits else {
        methods.extend(ours! {
            #try_head
            #vis #constness fn #try_with(
                self,
                index: usize,
                value: #ty,
            ) -> ::core::result::Result<Self, #krate::bitfield::DoesNotFit<#ty>> {
                if index >= Self::#len_name {
                    return ::core::result::Result::Err(#krate::bitfield::DoesNotFit { value });
                }
                let bits = #encode;
                ::core::result::Result::Ok(self.#put(index, bits))
            }
        });
        return methods;
    };
    methods.extend(ours! {
        #const_head
        #[must_use]
        #vis const fn #with_const<const INDEX: usize, const VALUE: #number>(self) -> Self {
            #check_index
            #check_value
            let value = #ty::truncate(VALUE);
            let bits = #encode;
            self.#put(INDEX, bits)
        }

        #try_head
        #vis const fn #try_with<V: #krate::bitfield::TryFits>(
            self,
            index: usize,
            value: V,
        ) -> ::core::result::Result<Self, #krate::bitfield::DoesNotFit<V>> {
            if index >= Self::#len_name || !#ty::has_room_for(value) {
                return ::core::result::Result::Err(#krate::bitfield::DoesNotFit { value });
            }
            let value = #ty::lowest_of(value);
            let bits = #encode;
            ::core::result::Result::Ok(self.#put(index, bits))
        }
    });
    methods
}

/// `Debug`: all bits, then the fields that can be read.
fn debug(register: &Register, models: &[Model<'_>]) -> TokenStream {
    let name = &register.name;
    let fields = models
        .iter()
        .filter(|model| !model.field.words.write_only && !model.nameless)
        .map(|model| {
            let (cfgs, text) = (model.cfgs(), &model.text);
            let getter = &model.field.name;
            // That a type is not `Debug` is told where it is written.
            let at = match &model.field.conversion {
                Conversion::None | Conversion::Signed => Span::mixed_site(),
                Conversion::Total(_, ty) | Conversion::Partial(_, ty) => {
                    ty.span().resolved_at(Span::mixed_site())
                }
            };
            let value = match model.array() {
                None => quote_spanned!(at=> &self.#getter()),
                Some(_) => {
                    let (getter, len) = (model.item("__get_"), model.constant("_LEN"));
                    quote_spanned! {at=>
                        &::core::array::from_fn::<_, { #name::#len }, _>(|index| self.#getter(index))
                    }
                }
            };
            ours!(#(#cfgs)* fields.field(#text, #value);)
        });
    let name_text = name.to_string();
    ours! {
        #[automatically_derived]
        impl ::core::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let mut fields = f.debug_struct(#name_text);
                fields.field("<raw>", &::core::format_args!("{:#x}", self.inner));
                #(#fields)*
                fields.finish()
            }
        }
    }
}
