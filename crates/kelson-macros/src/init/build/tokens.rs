// SPDX-License-Identifier: MIT OR Apache-2.0

//! What a token is, by those around it.

use proc_macro2::{
    Ident,
    Spacing,
    TokenStream,
    TokenTree, //
};

/// Whether it is this character.
pub(super) fn is_punct(token: Option<&TokenTree>, char: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == char)
}

/// Whether it is one half of a longer operator.
fn is_joint(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.spacing() == Spacing::Joint)
}

/// Whether the identifier stands where a variable can: it is no field, path, label or lifetime.
pub(super) fn is_variable(tokens: &[TokenTree], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).and_then(|at| tokens.get(at));
    let in_range = is_punct(before(1), '.') && is_punct(before(2), '.');
    let field = is_punct(before(1), '.') && !in_range;
    let path = is_punct(before(1), ':') && is_punct(before(2), ':');
    let lifetime = is_punct(before(1), '\'');
    let label = is_punct(tokens.get(at + 1), ':');
    !(field || path || lifetime || label)
}

/// `=`, and neither `==` nor `=>`.
pub(super) fn is_assignment(tokens: &[TokenTree], at: usize) -> bool {
    let next = tokens.get(at + 1);
    let longer = is_joint(tokens.get(at)) && (is_punct(next, '=') || is_punct(next, '>'));
    is_punct(tokens.get(at), '=') && !longer
}

/// `<-`.
pub(super) fn is_arrow(tokens: &[TokenTree], at: usize) -> bool {
    let [first, second] = [tokens.get(at), tokens.get(at + 1)];
    is_punct(first, '<') && is_joint(first) && is_punct(second, '-')
}

/// Whether the block uses a name for anything but a field of the value.
pub(super) fn mentions(tokens: TokenStream, value: &Ident, name: &str) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    tokens.iter().enumerate().any(|(at, token)| match token {
        TokenTree::Ident(ident) if *ident == name => {
            let of_value = at >= 2
                && is_punct(tokens.get(at - 1), '.')
                && matches!(&tokens[at - 2], TokenTree::Ident(of) if of == value);
            !of_value
        }
        TokenTree::Group(group) => mentions(group.stream(), value, name),
        // `format!("{name}")`
        TokenTree::Literal(literal) => literal.to_string().contains(name),
        _ => false,
    })
}
