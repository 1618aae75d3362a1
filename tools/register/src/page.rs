// SPDX-License-Identifier: MIT OR Apache-2.0

//! What a feature's page in the book has to have.

/// The headings of every feature page, in their order, after the title.
pub const HEADINGS: [&str; 6] = [
    "Guarantee",
    "Accepted",
    "Rejected",
    "Rules",
    "Limits",
    "How it works",
];

/// The heading that a feature with unsafe code has as well.
pub const SOUNDNESS: &str = "Why it is sound";

/// The headings of a Markdown text as `(level, text)`.
///
/// What is inside a code fence is not Markdown: rustdoc's hidden lines start with `# ` too.
pub fn headings(markdown: &str) -> Vec<(usize, &str)> {
    sections(markdown)
        .into_iter()
        .map(|section| (section.level, section.title))
        .collect()
}

/// A heading, and whether anything is under it.
struct Section<'a> {
    level: usize,
    title: &'a str,
    is_empty: bool,
}

fn sections(markdown: &str) -> Vec<Section<'_>> {
    let mut fence: Option<&str> = None;
    let mut found: Vec<Section<'_>> = Vec::new();
    for line in markdown.lines() {
        let text = line.trim();
        let marks = text.len() - text.trim_start_matches(['`', '~']).len();
        let level = line.len() - line.trim_start_matches('#').len();
        let title = line[level..]
            .strip_prefix(' ')
            .filter(|_| (1..=6).contains(&level));
        if let (None, Some(title)) = (fence, title) {
            // A subsection is something.
            if let Some(above) = found.last_mut() {
                above.is_empty &= above.level >= level;
            }
            found.push(Section {
                level,
                title: title.trim(),
                is_empty: true,
            });
            continue;
        }
        match fence {
            // A fence ends at a line of at least as many marks of its kind and nothing else.
            Some(open) if text.starts_with(open) && text.len() == marks => fence = None,
            None if marks >= 3 => fence = Some(&text[..marks]),
            _ => {}
        }
        if let Some(section) = found.last_mut() {
            section.is_empty &= text.is_empty();
        }
    }
    found
}

/// What is wrong with a page, each as a phrase that follows the page's name.
///
/// The page of a feature that can be used has to have something under each heading.
pub(crate) fn faults(markdown: &str, is_usable: bool, has_unsafe: bool) -> Vec<String> {
    let all = sections(markdown);
    let mut faults = Vec::new();
    if all.first().is_none_or(|first| first.level != 1) {
        faults.push("does not start with a `# Title`".to_owned());
    }
    let second: Vec<&Section<'_>> = all.iter().filter(|section| section.level == 2).collect();
    let position = |title: &str| second.iter().position(|section| section.title == title);
    let mut after = 0;
    for wanted in HEADINGS {
        match position(wanted) {
            None => faults.push(format!("has no heading `## {wanted}`")),
            Some(at) if at < after => {
                let order = HEADINGS.join(", ");
                faults.push(format!("has `## {wanted}` too early; the order is {order}"));
            }
            Some(at) => after = at,
        }
    }
    if has_unsafe && position(SOUNDNESS).is_none() {
        faults.push(format!(
            "has no heading `## {SOUNDNESS}`, though the feature has unsafe code"
        ));
    }
    for section in second
        .iter()
        .filter(|section| is_usable && section.is_empty)
    {
        faults.push(format!(
            "has nothing under `## {}`, though the feature can be used",
            section.title
        ));
    }
    faults
}
