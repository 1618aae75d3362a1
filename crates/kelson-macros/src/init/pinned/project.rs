// SPDX-License-Identifier: MIT OR Apache-2.0

//! `project`: pinned access to every field of a pinned value.

use super::{
    cfgs,
    ours,
    pin_lifetime,
    with_pin,
    Pinned, //
};
use proc_macro2::{
    Ident,
    Span,
    TokenStream, //
};
use quote::{
    format_ident,
    quote_spanned, //
};
use syn::{
    Field,
    Fields,
    ItemEnum, //
};

/// A field of the projection. `vis` is `None` in an enum.
fn pinned_field(field: &Field, has_vis: bool) -> TokenStream {
    let pin = pin_lifetime();
    let cfgs = cfgs(&field.attrs);
    let vis = has_vis.then_some(&field.vis);
    let name = field.ident.as_ref().map(|name| ours!(#name:));
    let ty = &field.ty;
    ours!(#(#cfgs)* #vis #name ::kelson::__private::core::pin::Pin<&#pin mut #ty>)
}

/// Each field with what decides whether it is there, its name, and a variable for it.
fn bound(fields: &Fields) -> impl Iterator<Item = (Vec<TokenStream>, TokenStream, Ident)> + '_ {
    fields.iter().enumerate().map(|(index, field)| {
        let cfgs = cfgs(&field.attrs).collect();
        let local = format_ident!("field_{index}", span = Span::mixed_site());
        let index = syn::Index::from(index);
        let name = match &field.ident {
            Some(name) => ours!(#name),
            None => ours!(#index),
        };
        (cfgs, name, local)
    })
}

pub(super) fn of_struct(pinned: &Pinned<'_>, fields: &Fields) -> TokenStream {
    let Pinned {
        vis,
        name,
        generics,
        ..
    } = pinned;
    let projection = format_ident!("{}Projection", name);
    let pin = pin_lifetime();
    let with_pin = with_pin(generics);
    let params = &with_pin.params;
    let (_, pin_arguments, _) = with_pin.split_for_impl();
    let (impl_generics, arguments, clause) = generics.split_for_impl();
    let marker = ours!(::kelson::__private::core::marker::PhantomData<&#pin mut #name #arguments>);
    let declared = fields.iter().map(|f| pinned_field(f, true));
    let declared = match fields {
        Fields::Unnamed(_) => ours!((#(#declared,)* #marker) #clause;),
        _ => ours!(#clause { #(#declared,)* __of: #marker }),
    };
    let bound: Vec<_> = bound(fields).collect();
    let patterns = bound
        .iter()
        .map(|(cfgs, name, local)| ours!(#(#cfgs)* #name: #local));
    let made = bound.iter().map(|(cfgs, name, local)| {
        ours!(#(#cfgs)* #name: ::kelson::__private::core::pin::Pin::new_unchecked(#local))
    });
    let of = match fields {
        Fields::Unnamed(fields) => {
            let index = syn::Index::from(fields.unnamed.len());
            ours!(#index)
        }
        _ => ours!(__of),
    };
    ours! {
        #[doc(hidden)]
        #[allow(dead_code, reason = "not every type is projected, nor each of its fields")]
        #[allow(single_use_lifetimes, reason = "the parameters are those of the type")]
        #vis struct #projection<#params> #declared

        #[allow(dead_code, reason = "not every type is projected, nor each of its fields")]
        #[allow(single_use_lifetimes, reason = "the parameters are those of the type")]
        impl #impl_generics #name #arguments #clause {
            /// Pinned access to each field.
            #[inline]
            #vis fn project<#pin>(
                self: ::kelson::__private::core::pin::Pin<&#pin mut Self>,
            ) -> #projection #pin_arguments {
                // The pattern has rustc check that these are all its fields, of these types: another
                // attribute of the type may have changed them since.
                // SAFETY: nothing is moved out of `self`, and its fields are pinned with it, as
                // `Structural` says.
                unsafe {
                    let Self { #(#patterns,)* } = self.get_unchecked_mut();
                    #projection {
                        #(#made,)*
                        #of: ::kelson::__private::core::marker::PhantomData,
                    }
                }
            }
        }
    }
}

pub(super) fn of_enum(pinned: &Pinned<'_>, item: &ItemEnum) -> TokenStream {
    let Pinned {
        vis,
        name,
        generics,
        fields,
    } = pinned;
    if fields.is_empty() {
        return has_no_fields(pinned, item);
    }
    let projection = format_ident!("{}Projection", name);
    let pin = pin_lifetime();
    let with_pin = with_pin(generics);
    let params = &with_pin.params;
    let (_, pin_arguments, _) = with_pin.split_for_impl();
    let (impl_generics, arguments, clause) = generics.split_for_impl();
    let declared = item.variants.iter().map(|variant| {
        let cfgs = cfgs(&variant.attrs);
        let name = &variant.ident;
        let fields = variant.fields.iter().map(|f| pinned_field(f, false));
        match &variant.fields {
            Fields::Named(_) => ours!(#(#cfgs)* #name { #(#fields,)* }),
            Fields::Unnamed(_) => ours!(#(#cfgs)* #name(#(#fields,)*)),
            Fields::Unit => ours!(#(#cfgs)* #name),
        }
    });
    let arms = item.variants.iter().map(|variant| {
        let variant_cfgs = cfgs(&variant.attrs);
        let name = &variant.ident;
        let bound: Vec<_> = bound(&variant.fields).collect();
        let patterns = bound
            .iter()
            .map(|(cfgs, name, local)| ours!(#(#cfgs)* #name: #local));
        let made = bound.iter().map(
            |(cfgs, name, local)| ours!(#(#cfgs)* #name: ::kelson::__private::core::pin::Pin::new_unchecked(#local)),
        );
        ours! {
            #(#variant_cfgs)*
            Self::#name { #(#patterns,)* } => #projection::#name { #(#made,)* }
        }
    });
    ours! {
        #[doc(hidden)]
        #[allow(dead_code, reason = "not every type is projected, nor each of its fields")]
        #[allow(single_use_lifetimes, reason = "the parameters are those of the type")]
        #vis enum #projection<#params> #clause { #(#declared,)* }

        #[allow(dead_code, reason = "not every type is projected, nor each of its fields")]
        #[allow(single_use_lifetimes, reason = "the parameters are those of the type")]
        impl #impl_generics #name #arguments #clause {
            /// Pinned access to each field of the variant that it is.
            #[inline]
            #vis fn project<#pin>(
                self: ::kelson::__private::core::pin::Pin<&#pin mut Self>,
            ) -> #projection #pin_arguments {
                // SAFETY: nothing is moved out of `self`, and its fields are pinned with it, as
                // `Structural` says.
                unsafe {
                    match self.get_unchecked_mut() {
                        #(#arms,)*
                    }
                }
            }
        }
    }
}

/// Has rustc check that there is nothing to project.
fn has_no_fields(pinned: &Pinned<'_>, item: &ItemEnum) -> TokenStream {
    let Pinned { name, generics, .. } = pinned;
    let (impl_generics, arguments, clause) = generics.split_for_impl();
    let arms = item.variants.iter().map(|variant| {
        let cfgs = cfgs(&variant.attrs);
        let name = &variant.ident;
        ours!(#(#cfgs)* Self::#name {} => ())
    });
    ours! {
        #[allow(single_use_lifetimes, reason = "the parameters are those of the type")]
        const _: () = {
            #[allow(dead_code, reason = "it is for the compiler to check, and is not called")]
            trait HasNoFields {
                fn check(&self);
            }

            impl #impl_generics HasNoFields for #name #arguments #clause {
                fn check(&self) {
                    match *self {
                        #(#arms,)*
                    }
                }
            }
        };
    }
}
