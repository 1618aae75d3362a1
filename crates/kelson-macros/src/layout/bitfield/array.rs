// SPDX-License-Identifier: MIT OR Apache-2.0

//! The methods of an array of fields.

use super::{
    access::{
        bits,
        check_index,
        check_value,
        head, //
    },
    convert::{
        conversions,
        Conversions, //
    },
    field::Model,
    parse::Register,
};
use proc_macro2::{
    TokenStream,
    TokenTree, //
};

pub(super) fn methods(krate: &TokenTree, register: &Register, model: &Model<'_>) -> TokenStream {
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
        #vis const #len_name: ::kelson::__private::core::primitive::usize = #len;
        #(#cfgs)*
        #[doc = #stride_doc]
        #vis const #stride_name: ::kelson::__private::core::primitive::u32 = #stride;

        #(#cfgs)*
        #[inline(always)]
        const fn #place(index: ::kelson::__private::core::primitive::usize) -> ::kelson::__private::core::primitive::u32 {
            // No element has a bit beyond the register.
            (index as ::kelson::__private::core::primitive::u32).wrapping_mul(#stride).wrapping_add(#shift)
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
            #constness fn #getter(self, index: ::kelson::__private::core::primitive::usize) -> #returned {
                let bits = #all_bits::get(self.inner, Self::#place(index), #width);
                #decode
            }

            #get_head
            #[must_use]
            #vis fn #name(self, index: ::kelson::__private::core::primitive::usize) -> #returned {
                #krate::build_assert!(index < Self::#len_name, #outside);
                self.#getter(index)
            }

            #try_head
            #[must_use]
            #vis #constness fn #try_get(
                self,
                index: ::kelson::__private::core::primitive::usize,
            ) -> ::kelson::__private::core::option::Option<#returned> {
                match index < Self::#len_name {
                    true => ::kelson::__private::core::option::Option::Some(self.#getter(index)),
                    false => ::kelson::__private::core::option::Option::None,
                }
            }

            #const_head
            #[must_use]
            #vis #constness fn #const_get<const INDEX: ::kelson::__private::core::primitive::usize>(self) -> #returned {
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
        const fn #put(self, index: ::kelson::__private::core::primitive::usize, bits: #word) -> Self {
            Self { inner: #all_bits::put(self.inner, Self::#place(index), #width, bits) }
        }

        #with_head
        #[must_use]
        #vis fn #with #param(self, index: ::kelson::__private::core::primitive::usize, value: #argument) -> Self {
            #krate::build_assert!(index < Self::#len_name, #outside);
            let bits = #encode;
            self.#put(index, bits)
        }

        #set_head
        #vis fn #set #param(&mut self, index: ::kelson::__private::core::primitive::usize, value: #argument) {
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
                index: ::kelson::__private::core::primitive::usize,
                value: #ty,
            ) -> ::kelson::__private::core::result::Result<Self, #krate::bitfield::DoesNotFit<#ty>> {
                if index >= Self::#len_name {
                    return ::kelson::__private::core::result::Result::Err(#krate::bitfield::DoesNotFit { value });
                }
                let bits = #encode;
                ::kelson::__private::core::result::Result::Ok(self.#put(index, bits))
            }
        });
        return methods;
    };
    methods.extend(ours! {
        #const_head
        #[must_use]
        #vis const fn #with_const<const INDEX: ::kelson::__private::core::primitive::usize, const VALUE: #number>(self) -> Self {
            #check_index
            #check_value
            let value = #ty::truncate(VALUE);
            let bits = #encode;
            self.#put(INDEX, bits)
        }

        #try_head
        #vis const fn #try_with<V: #krate::bitfield::TryFits>(
            self,
            index: ::kelson::__private::core::primitive::usize,
            value: V,
        ) -> ::kelson::__private::core::result::Result<Self, #krate::bitfield::DoesNotFit<V>> {
            if index >= Self::#len_name || !#ty::has_room_for(value) {
                return ::kelson::__private::core::result::Result::Err(#krate::bitfield::DoesNotFit { value });
            }
            let value = #ty::lowest_of(value);
            let bits = #encode;
            ::kelson::__private::core::result::Result::Ok(self.#put(index, bits))
        }
    });
    methods
}
