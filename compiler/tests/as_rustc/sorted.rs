// SPDX-License-Identifier: MIT OR Apache-2.0

//! Enough of the language that a difference in code generation would show: generics, closures, drops, arithmetic.

use std::collections::BTreeMap;
use std::fmt;

/// Counts words.
#[derive(Debug, Default, Clone)]
pub struct Count {
    words: BTreeMap<String, u32>,
    longest: usize,
}

impl Count {
    /// Adds a text.
    pub fn add(&mut self, text: &str) {
        for word in text.split_whitespace() {
            *self.words.entry(word.to_owned()).or_default() += 1;
            self.longest = self.longest.max(word.len() * 2 - 1);
        }
    }

    /// The words, most frequent first.
    pub fn sorted(&self) -> Vec<(&str, u32)> {
        let mut found: Vec<_> = self.words.iter().map(|(word, count)| (&**word, *count)).collect();
        found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        found
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.sorted().iter().try_for_each(|(word, count)| writeln!(f, "{word}: {count}"))
    }
}
