// SPDX-License-Identifier: MIT OR Apache-2.0

//! Every kind of problem that `check` reports is made here once, in a tree that has no other.

use kelson_register::{Feature, Layer, Register, Section, Status, check};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A consistent register, and a tree in which R08 is a feature that works.
struct Fixture {
    register: Register,
    root: TempDir,
}

const PAGE: &str = "\
# Static assertions
## Guarantee
Text.
## Accepted
```rust
# fn hidden() {}
## not a heading
```
## Rejected
### A subsection
Text.
## Rules
Text.
## Limits
Text.
## How it works
Text.
";

impl Fixture {
    fn new() -> Self {
        let mut features = Vec::new();
        for (section, count) in Section::ALL.into_iter().zip([20, 11, 19, 3, 10]) {
            features.extend((1..=count).map(|number| row(section, number)));
        }
        let mut fixture = Self {
            register: Register { features },
            root: TempDir::new().expect("a temporary folder"),
        };

        let feature = fixture.row("R08");
        feature.theme = "check".into();
        feature.name = "static_assert".into();
        feature.library = layer(Status::Works, "`static_assert!`", "");
        fixture.write(
            "crates/kelson/src/check/static_assert.rs",
            "macro_rules! static_assert {}\n",
        );
        fixture.write("crates/kelson/tests/check/main.rs", "mod static_assert;\n");
        fixture.write(
            "crates/kelson/tests/check/static_assert.rs",
            "    #[test]\nfn holds() {}\n",
        );
        fixture.write("crates/kelson/tests/ui/static_assert/does_not_hold.rs", "");
        fixture.write(
            "crates/kelson/tests/ui/static_assert/does_not_hold.stderr",
            "",
        );
        fixture.write("book/src/check/static_assert.md", PAGE);
        fixture
    }

    fn row(&mut self, id: &str) -> &mut Feature {
        self.register
            .features
            .iter_mut()
            .find(|f| f.id == id)
            .expect("a row of the fixture")
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root.path().join(path);
        fs::create_dir_all(path.parent().expect("a file in a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn remove(&self, path: &str) {
        fs::remove_file(self.root.path().join(path)).expect("a file of the fixture");
    }

    fn problems(&self) -> Vec<String> {
        check(&self.register, self.root.path())
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    /// There is exactly this one problem.
    #[track_caller]
    fn is_faulted(&self, expected: &str) {
        assert_eq!(self.problems(), [expected]);
    }
}

fn row(section: Section, number: usize) -> Feature {
    Feature {
        id: format!("{}{number:02}", section.letter()),
        title: "Something wanted".into(),
        section,
        theme: "layout".into(),
        name: "wanted".into(),
        also: Vec::new(),
        links: vec!["https://example.org/1".into()],
        kernel: true,
        tests: Vec::new(),
        library: layer(Status::Absent, "`wanted!`", "the macro"),
        kelsonc: layer(Status::Absent, "", "not planned: no need"),
        tool: layer(Status::Absent, "", "not planned: no need"),
    }
}

fn layer(status: Status, offers: &str, missing: &str) -> Layer {
    Layer {
        status,
        offers: offers.into(),
        missing: missing.into(),
    }
}

#[test]
fn a_consistent_tree_has_no_problem() {
    assert_eq!(Fixture::new().problems(), [""; 0]);
}

#[test]
fn malformed_id() {
    for id in ["R8", "r08", "R008", "Q08", "R0x", "R00", "", "Ré8"] {
        let mut fixture = Fixture::new();
        fixture.row("R20").id = id.into();
        let problems = fixture.problems();
        let says = |text: &str| problems.iter().any(|p| p.contains(text));
        assert!(
            says(&format!("`{id}` is not an id")),
            "{id:?}: {problems:#?}"
        );
        assert!(says("the row `R20` is missing"), "{id:?}: {problems:#?}");
    }
}

#[test]
fn duplicate_id() {
    let mut fixture = Fixture::new();
    let again = fixture.row("N02").clone();
    fixture.register.features.push(again);
    fixture.is_faulted("N02: the id is used twice; give one of the rows the next free id");
}

#[test]
fn section_of_another_letter() {
    let mut fixture = Fixture::new();
    fixture.row("D04").section = Section::Required;
    fixture.is_faulted(
        "D04: the section is `required`, whose ids start with `R`; correct one of the two",
    );
}

#[test]
fn missing_row() {
    let mut fixture = Fixture::new();
    fixture.register.features.retain(|f| f.id != "X10");
    fixture.is_faulted(
        "wanted.toml: the row `X10` is missing; put it back, or number the rows after it anew",
    );
}

#[test]
fn gap_behind_the_known_rows() {
    let mut fixture = Fixture::new();
    fixture.register.features.push(row(Section::LowPriority, 5));
    fixture.is_faulted(
        "wanted.toml: the row `L04` is missing; put it back, or number the rows after it anew",
    );
}

#[test]
fn row_without_title() {
    let mut fixture = Fixture::new();
    fixture.row("R01").title = " ".into();
    fixture.is_faulted("R01: the title is empty; say in one line what is wanted");
}

#[test]
fn row_without_links() {
    let mut fixture = Fixture::new();
    fixture.row("R01").links.clear();
    fixture.is_faulted("R01: there is no link; name the upstream issue, pull request or RFC");
}

#[test]
fn link_that_is_no_url() {
    let mut fixture = Fixture::new();
    fixture.row("R01").links.push("rust#100743".into());
    fixture.is_faulted("R01: the link `rust#100743` is not a URL; write it out from `https://` on");
}

#[test]
fn unknown_theme() {
    let mut fixture = Fixture::new();
    fixture.row("R01").theme = "layuot".into();
    fixture.is_faulted("R01: there is no theme `layuot`; did you mean `layout`?");
    fixture.row("R01").theme = "zzzzzzzz".into();
    fixture.is_faulted(
        "R01: there is no theme `zzzzzzzz`; the themes are in `tools/register/src/theme.rs`",
    );
}

#[test]
fn name_that_is_no_module() {
    let mut fixture = Fixture::new();
    fixture.row("R01").also = vec!["C-Layout".into()];
    fixture.is_faulted(
        "R01: the name `C-Layout` cannot be a module; use lowercase letters, digits and `_`",
    );
}

#[test]
fn layers_that_contradict_themselves() {
    let cases = [
        (
            Status::Works,
            "`m!`",
            "more",
            "the status is `works`, yet `missing` is not empty",
        ),
        (
            Status::Partial,
            "`m!`",
            "",
            "the status is not `works`, yet `missing` is empty",
        ),
        (
            Status::Absent,
            "`m!`",
            "",
            "the status is not `works`, yet `missing` is empty",
        ),
        (
            Status::Works,
            "",
            "",
            "it can be used, yet `offers` is empty",
        ),
        (
            Status::Partial,
            "",
            "more",
            "it can be used, yet `offers` is empty",
        ),
        (
            Status::Partial,
            "`m!`",
            "not planned: no",
            "the status is `partial`, yet `missing` says that nothing",
        ),
        (
            Status::Absent,
            "",
            "more",
            "something is to come, yet `offers` is empty",
        ),
        (
            Status::Absent,
            "`m!`",
            "not planned: no",
            "nothing is planned, yet `offers` names something",
        ),
    ];
    for (status, offers, missing, expected) in cases {
        let mut fixture = Fixture::new();
        // R08's files are there, so what the tree has to say does not get in the way.
        fixture.row("R08").library = layer(status, offers, missing);
        let problems = fixture.problems();
        assert_eq!(
            problems.len(),
            1,
            "{status:?}, {offers:?}, {missing:?}: {problems:#?}"
        );
        assert!(
            problems[0].starts_with(&format!("R08: library: {expected}")),
            "{problems:#?}"
        );
    }
}

#[test]
fn listed_test_that_does_not_exist() {
    let mut fixture = Fixture::new();
    fixture.row("R01").tests = vec!["tools/prove/tests/gone.rs".into()];
    fixture.is_faulted(
        "R01: the test `tools/prove/tests/gone.rs` does not exist; correct the path, or remove it from `tests`",
    );
}

#[test]
fn listed_test_outside_the_tree() {
    for path in ["../outside.rs", "/outside.rs"] {
        let mut fixture = Fixture::new();
        fixture.row("R01").tests = vec![path.into()];
        fixture.is_faulted(&format!(
            "R01: the test `{path}` is not inside the tree; give its path from the root"
        ));
    }
}

#[test]
fn library_without_its_files() {
    let cases = [
        (
            "crates/kelson/src/check/static_assert.rs",
            "library: there is no source",
        ),
        (
            "crates/kelson/tests/check/static_assert.rs",
            "library: there are no tests",
        ),
        (
            "crates/kelson/tests/check/main.rs",
            "library: cargo does not run `crates/kelson/tests/check/static_assert.rs`",
        ),
        (
            "crates/kelson/tests/ui/static_assert/does_not_hold.rs",
            "has no misuse (`*.rs`)",
        ),
        (
            "crates/kelson/tests/ui/static_assert/does_not_hold.stderr",
            "has no expected error (`*.stderr`)",
        ),
        (
            "book/src/check/static_assert.md",
            "yet there is no page `book/src/check/static_assert.md`",
        ),
    ];
    for (path, expected) in cases {
        for (status, missing) in [(Status::Works, ""), (Status::Partial, "more")] {
            let mut fixture = Fixture::new();
            fixture.row("R08").library = layer(status, "`static_assert!`", missing);
            fixture.remove(path);
            let problems = fixture.problems();
            assert_eq!(problems.len(), 1, "{path}: {problems:#?}");
            assert!(
                problems[0].starts_with("R08: ") && problems[0].contains(expected),
                "{path}: {problems:#?}"
            );
        }
    }
}

#[test]
fn working_library_without_a_test_function() {
    let fixture = Fixture::new();
    fixture.write(
        "crates/kelson/tests/check/static_assert.rs",
        "// #[test] is only mentioned\n",
    );
    fixture.is_faulted(
        "R08: library: the status is `works`, yet `crates/kelson/tests/check/static_assert.rs` has no `#[test]`; \
         write one, or make it `partial`",
    );
}

#[test]
fn claim_of_cost_that_nothing_checks() {
    let fixture = Fixture::new();
    fixture.write(
        "crates/kelson/src/check/static_assert.rs",
        "/// # Cost\n///\n/// None.\n",
    );
    fixture.is_faulted(
        "R08: library: `crates/kelson/src/check/static_assert.rs` has a section \"Cost\", \
         yet nothing checks it; write `crates/kelson/tests/cost/static_assert.rs`",
    );
    fixture.write("crates/kelson/tests/cost/static_assert.rs", "");
    assert_eq!(fixture.problems(), [""; 0]);
}

#[test]
fn second_name_without_its_files() {
    let mut fixture = Fixture::new();
    fixture.row("R08").also = vec!["const_assert".into()];
    let problems = fixture.problems();
    assert_eq!(problems.len(), 5, "{problems:#?}");
    assert!(
        problems.iter().all(|p| p.contains("const_assert")),
        "{problems:#?}"
    );
}

#[test]
fn tests_may_be_named_in_the_manifest() {
    let fixture = Fixture::new();
    fixture.remove("crates/kelson/tests/check/main.rs");
    fixture.write(
        "crates/kelson/Cargo.toml",
        "[[test]]\npath = \"tests/check/static_assert.rs\"\n",
    );
    assert_eq!(fixture.problems(), [""; 0]);
}

#[test]
fn tool_without_a_test() {
    for (status, missing) in [(Status::Works, ""), (Status::Partial, "more")] {
        let mut fixture = Fixture::new();
        fixture.row("R08").tool = layer(status, "`cargo kelson prove`", missing);
        fixture.is_faulted(
            "R08: tool: it can be used, yet no test is named; list the paths in `tests`",
        );
        fixture.row("R08").tests = vec!["crates/kelson/tests/check/main.rs".into()];
        assert_eq!(fixture.problems(), [""; 0]);
    }
}

#[test]
fn kelsonc_without_a_test() {
    let mut fixture = Fixture::new();
    fixture.row("R08").kelsonc = layer(Status::Works, "`-K edition=kernel`", "");
    fixture.is_faulted(
        "R08: kelsonc: it can be used, yet no test is named; list the paths in `tests`",
    );
}

#[test]
fn themes_without_sources_need_only_what_they_can_have() {
    let mut fixture = Fixture::new();
    let feature = fixture.row("X05");
    feature.theme = "status".into();
    feature.library = layer(Status::Works, "macro output", "");
    fixture.is_faulted(
        "X05: library: it can be used, yet no test is named; list the paths in `tests`",
    );

    let mut fixture = Fixture::new();
    let feature = fixture.row("R07");
    feature.theme = "tools".into();
    feature.tool = layer(Status::Works, "`cargo kelson prelude`", "");
    feature.tests = vec!["crates/kelson/tests/check/main.rs".into()];
    fixture.is_faulted("R07: something of it can be used, yet there is no page `book/src/tools/wanted.md`; write it");
}

#[test]
fn page_that_no_row_names() {
    let fixture = Fixture::new();
    fixture.write("book/src/check/stray.md", PAGE);
    fixture.is_faulted(
        "wanted.toml: no row names the page `book/src/check/stray.md`; add the row, or remove the page",
    );
}

#[test]
fn page_without_a_heading() {
    for heading in kelson_register::HEADINGS {
        let fixture = Fixture::new();
        let text = PAGE.replace(&format!("## {heading}\n"), "");
        fixture.write("book/src/check/static_assert.md", &text);
        fixture.is_faulted(&format!(
            "R08: the page `book/src/check/static_assert.md` has no heading `## {heading}`"
        ));
    }
}

#[test]
fn page_with_an_empty_section() {
    let mut fixture = Fixture::new();
    let text = PAGE.replace("## Limits\nText.\n", "## Limits\n\n");
    fixture.write("book/src/check/static_assert.md", &text);
    fixture.is_faulted(
        "R08: the page `book/src/check/static_assert.md` has nothing under `## Limits`, \
         though the feature can be used",
    );
    fixture.row("R08").library = layer(Status::Absent, "`static_assert!`", "the macro");
    assert_eq!(
        fixture.problems(),
        [""; 0],
        "a page may grow before the feature can be used"
    );
}

#[test]
fn page_without_a_title() {
    let fixture = Fixture::new();
    fixture.write(
        "book/src/check/static_assert.md",
        &PAGE.replace("# Static assertions\n", ""),
    );
    fixture.is_faulted(
        "R08: the page `book/src/check/static_assert.md` does not start with a `# Title`",
    );
}

#[test]
fn page_in_another_order() {
    let fixture = Fixture::new();
    let text = PAGE
        .replace("## Limits\n", "")
        .replace("## Rules\n", "## Limits\nText.\n## Rules\n");
    fixture.write("book/src/check/static_assert.md", &text);
    fixture.is_faulted(
        "R08: the page `book/src/check/static_assert.md` has `## Limits` too early; \
         the order is Guarantee, Accepted, Rejected, Rules, Limits, How it works",
    );
}

#[test]
fn page_of_unsafe_code_without_its_argument() {
    let fault = "R08: the page `book/src/check/static_assert.md` has no heading `## Why it is sound`, \
                 though the feature has unsafe code";
    for package in ["kelson", "kelson-macros"] {
        let source = format!("crates/{package}/src/check/static_assert.rs");
        for code in ["let x = unsafe { f() };\n", "unsafe impl Send for X {}\n"] {
            let fixture = Fixture::new();
            fixture.write(&source, code);
            fixture.is_faulted(fault);
            fixture.write(
                "book/src/check/static_assert.md",
                &format!("{PAGE}## Why it is sound\nText.\n"),
            );
            assert_eq!(fixture.problems(), [""; 0]);
        }
        let fixture = Fixture::new();
        fixture.write(
            &source,
            "// unsafe { f() }\n/// unsafe impl\nerror(\"write `unsafe {}` around it\");\n",
        );
        assert_eq!(
            fixture.problems(),
            [""; 0],
            "comments and messages are not code"
        );
    }
}

#[test]
fn a_row_is_found_by_id_and_by_any_of_its_names() {
    let mut fixture = Fixture::new();
    fixture.row("R16").also = vec!["contract".into()];
    let find = |text: &str| fixture.register.find(text).map(|f| f.id.as_str());
    assert_eq!(find("r08"), Some("R08"));
    assert_eq!(find("static_assert"), Some("R08"));
    assert_eq!(find("contract"), Some("R16"));
    assert_eq!(find("nothing"), None);
}

#[test]
fn keys_of_sections_are_those_of_the_file() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let text = fs::read_to_string(root.join("wanted.toml")).expect("the register");
    let register = Register::parse(&text).expect("a register that parses");
    for section in Section::ALL {
        assert!(text.contains(&format!("section = \"{}\"", section.key())));
        assert_eq!(Section::of_letter(section.letter()), Some(section));
    }
    for feature in &register.features {
        assert!(text.contains(&format!("id = \"{}\"\n", feature.id)));
    }
}
