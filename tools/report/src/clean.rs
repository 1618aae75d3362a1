// SPDX-License-Identifier: MIT OR Apache-2.0

//! Text that came out of somebody's file, made fit for a terminal.

/// `text` without anything a terminal would obey rather than show.
///
/// Symbol names and paths are under the control of whoever made the object file. An escape
/// sequence among them could rewrite what stands above it, and a bidirectional override could
/// show a line in another order than the compiler read it. Line ends survive.
pub fn clean(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' => c,
            '\t' => ' ',
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
            c if c.is_control() => '\u{fffd}',
            c => c,
        })
        .collect()
}
