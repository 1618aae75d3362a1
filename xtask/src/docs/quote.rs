// SPDX-License-Identifier: MIT OR Apache-2.0

//! Code and compiler output that pages quote from the tests, so that what a page shows is what a
//! test compiles and what the compiler says.
//!
//! A page writes `<!-- quote: PATH -->` and `<!-- end quote -->` on lines of their own; what is
//! between them is the file, in a fence.

use super::{Error, read};
use std::path::Path;

const BEGIN: &str = "<!-- quote: ";
const END: &str = "<!-- end quote -->";

/// The page with every quotation as its file has it now.
pub(super) fn refresh(page: &str, markdown: &str, root: &Path) -> Result<String, Error> {
    let mut text = String::new();
    let mut rest = markdown;
    while let Some((before, after)) = rest.split_once(BEGIN) {
        let (path, after) = after
            .split_once(" -->\n")
            .ok_or_else(|| Error::Quote(page.to_owned()))?;
        let (_, after) = after
            .split_once(END)
            .ok_or_else(|| Error::Quote(page.to_owned()))?;
        let (language, quoted) = quoted(path, &read(&root.join(path))?);
        text.push_str(&format!(
            "{before}{BEGIN}{path} -->\n```{language}\n{}\n```\n{END}",
            quoted.trim_end()
        ));
        rest = after;
    }
    text.push_str(rest);
    Ok(text)
}

/// The fence's language, and the file without what is there for the test harness alone.
fn quoted(path: &str, text: &str) -> (&'static str, String) {
    if !path.ends_with(".rs") {
        return ("text", text.to_owned());
    }
    let lines = text
        .lines()
        .filter(|line| !line.starts_with("//@") && !line.starts_with("// SPDX"))
        .map(|line| line.split("//~").next().unwrap_or_default().trim_end());
    // A file starts with what it promises; the page says that in its own words.
    let lines: Vec<&str> = lines.skip_while(|line| line.starts_with("// ")).collect();
    ("rust", lines.join("\n").trim_start().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_the_harness_needs_is_left_out() {
        let text = "// The promise.\n//@run\nuse a::b; //~ ERROR: no\n\nfn main() {}\n";
        let (language, quoted) = quoted("a.rs", text);
        assert_eq!(
            (language, quoted.as_str()),
            ("rust", "use a::b;\n\nfn main() {}")
        );
    }

    #[test]
    fn a_quotation_without_an_end_is_an_error() {
        let markdown = "<!-- quote: Cargo.toml -->\ntext\n";
        assert!(refresh("page.md", markdown, Path::new(".")).is_err());
    }

    #[test]
    fn a_quotation_is_made_anew() {
        let root = std::env::temp_dir().join(format!("kelson-quote-{}", std::process::id()));
        std::fs::create_dir_all(&root).unwrap();
        std::fs::write(root.join("a.stderr"), "error: new\n").unwrap();
        let old = "a\n<!-- quote: a.stderr -->\nold\n<!-- end quote -->\nb\n";
        let new = refresh("page.md", old, &root).unwrap();
        std::fs::remove_dir_all(&root).unwrap();
        assert_eq!(
            new,
            "a\n<!-- quote: a.stderr -->\n```text\nerror: new\n```\n<!-- end quote -->\nb\n"
        );
    }
}
