// SPDX-License-Identifier: MIT OR Apache-2.0

//! Every format, byte for byte or field by field.

use kelson_report::{Fact, Finding, Format, Level, Note, Place, Rule, Run, Style, render};
use serde_json::{Value, json};
use std::{fs, path::Path};
use tempfile::TempDir;

static PANICS: Rule = Rule {
    id: "KEL-P001",
    name: "reachable_panic",
    level: Level::Error,
    summary: "a function that must not panic can",
    explain: "A panic in a kernel is an oops.",
};

static UNPROVEN: Rule = Rule {
    id: "KEL-P002",
    name: "unproven",
    level: Level::Warning,
    summary: "it is not known whether the function can panic",
    explain: "The object file does not tell.",
};

const SOURCE: &str =
    "fn probe(bytes: &[u8]) -> u8 {\n    let größe = \"日本\"; let x = bytes[0];\n\tindex(x)\n}\n";

fn place(file: impl AsRef<Path>, line: u32, column: u32, label: &str) -> Place {
    Place {
        file: file.as_ref().to_owned(),
        line,
        column,
        label: label.to_owned(),
    }
}

fn finding(place: Option<Place>) -> Finding {
    Finding {
        rule: &PANICS,
        level: Level::Error,
        message: "`probe` can panic".to_owned(),
        place,
        notes: Vec::new(),
        help: Vec::new(),
    }
}

/// A folder with one source file in it, and the style that knows the folder.
fn home() -> (TempDir, Style) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("probe.rs"), SOURCE).expect("the file can be written");
    let style = Style {
        root: Some(folder.path().to_owned()),
        ..Style::default()
    };
    (folder, style)
}

fn full(folder: &Path) -> Run {
    let file = folder.join("probe.rs");
    Run {
        command: "prove",
        findings: vec![
            Finding {
                notes: vec![
                    Note {
                        message: "which is called from here".to_owned(),
                        place: Some(place(&file, 3, 2, "")),
                    },
                    Note {
                        message: "`index` is not inlined".to_owned(),
                        place: None,
                    },
                ],
                help: vec!["use `bytes.first()`".to_owned()],
                ..finding(Some(place(&file, 2, 31, "index out of bounds")))
            },
            Finding {
                rule: &UNPROVEN,
                level: Level::Warning,
                message: "`init` calls through a pointer".to_owned(),
                place: Some(place("/nowhere/lib.rs", 7, 0, "")),
                notes: Vec::new(),
                help: Vec::new(),
            },
        ],
        facts: vec![Fact {
            name: "functions",
            value: json!(12),
        }],
        summary: "12 functions: 10 proven, 1 panics, 1 unproven".to_owned(),
    }
}

fn show(run: &Run, format: Format, style: &Style) -> String {
    let mut out = Vec::new();
    render(run, format, style, &mut out).expect("a vector takes everything");
    String::from_utf8(out).expect("every format is UTF-8")
}

/// Only the finding, without the summary.
fn text_of(finding: Finding, style: &Style) -> String {
    let run = Run {
        command: "prove",
        findings: vec![finding],
        ..Run::default()
    };
    show(&run, Format::Text, style)
}

#[test]
fn text_looks_like_rustc() {
    let (folder, style) = home();
    let expected = "\
error[KEL-P001]: `probe` can panic
 --> probe.rs:2:31
  |
2 |     let größe = \"日本\"; let x = bytes[0];
  |                                 ^^^^^ index out of bounds
  |
note: which is called from here
 --> probe.rs:3:2
  |
3 |     index(x)
  |     ^^^^^
  = note: `index` is not inlined
  = help: use `bytes.first()`

warning[KEL-P002]: `init` calls through a pointer
 --> /nowhere/lib.rs:7

12 functions: 10 proven, 1 panics, 1 unproven
";
    assert_eq!(show(&full(folder.path()), Format::Text, &style), expected);
}

#[test]
fn two_renderings_are_equal() {
    let (folder, style) = home();
    let run = full(folder.path());
    for format in [Format::Text, Format::Json, Format::Sarif, Format::Html] {
        assert_eq!(show(&run, format, &style), show(&run, format, &style));
    }
}

#[test]
fn colour_only_where_it_is_asked_for() {
    let (folder, style) = home();
    let run = full(folder.path());
    assert!(!show(&run, Format::Text, &style).contains('\u{1b}'));
    let style = Style {
        color: true,
        ..style
    };
    assert!(show(&run, Format::Text, &style).contains("\u{1b}["));
}

#[test]
fn no_place_at_all() {
    let mut finding = finding(None);
    finding.help.push("mark it".to_owned());
    assert_eq!(
        text_of(finding, &Style::default()),
        "error[KEL-P001]: `probe` can panic\n  |\n  = help: mark it\n\n"
    );
}

#[test]
fn no_snippet_without_the_line() {
    let (folder, style) = home();
    let file = folder.path().join("probe.rs");
    for (line, column, shown) in [
        (99, 3, "probe.rs:99:3"),
        (0, 0, "probe.rs"),
        (99, 0, "probe.rs:99"),
    ] {
        assert_eq!(
            text_of(finding(Some(place(&file, line, column, ""))), &style),
            format!("error[KEL-P001]: `probe` can panic\n --> {shown}\n\n")
        );
    }
    // A folder is no source, and its label still has to be told.
    let text = text_of(
        finding(Some(place(folder.path(), 1, 1, "here"))),
        &Style::default(),
    );
    assert!(
        text.contains(":1:1\n") && text.contains("= note: here"),
        "{text}"
    );
}

#[test]
fn a_column_behind_the_end_marks_the_line() {
    let (folder, style) = home();
    let text = text_of(
        finding(Some(place(folder.path().join("probe.rs"), 3, 77, ""))),
        &style,
    );
    assert!(
        text.contains("3 |     index(x)\n  |     ^^^^^^^^\n"),
        "{text}"
    );
    // The file ends with a line end, so there is no fifth line.
    let text = text_of(
        finding(Some(place(folder.path().join("probe.rs"), 5, 1, ""))),
        &style,
    );
    assert!(!text.contains(" | "), "{text}");
}

#[test]
fn relative_paths_are_found_under_the_root() {
    let (_folder, style) = home();
    let text = text_of(finding(Some(place("probe.rs", 1, 4, ""))), &style);
    assert!(text.contains("1 | fn probe("), "{text}");
}

#[test]
fn hostile_sources() {
    let (folder, style) = home();
    let file = folder.path().join("hostile.rs");
    fs::write(
        &file,
        b"\xff\xfe escaped \x1b[31m red\n\n\xe2\x80\xae rtl\n",
    )
    .expect("written");
    for line in 1..=3 {
        for column in 0..20 {
            let text = text_of(
                finding(Some(place(&file, line, column, "l\u{1b}[2J"))),
                &style,
            );
            assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text}");
        }
    }
    // One line of megabytes, and a file that is too large, cost their snippet and nothing else.
    fs::write(&file, "x".repeat(1 << 20)).expect("written");
    let text = text_of(finding(Some(place(&file, 1, 1, ""))), &style);
    assert_eq!(
        text,
        "error[KEL-P001]: `probe` can panic\n --> hostile.rs:1:1\n\n"
    );
    fs::File::create(&file)
        .and_then(|file| file.set_len(1 << 30))
        .expect("a sparse file");
    let text = text_of(finding(Some(place(&file, 1, 1, ""))), &style);
    assert_eq!(
        text,
        "error[KEL-P001]: `probe` can panic\n --> hostile.rs:1:1\n\n"
    );
}

#[test]
fn hostile_messages() {
    let mut finding = finding(Some(place("a\u{1b}]0;title\u{7}\n.rs", 1, 1, "")));
    finding.message = "`\u{1b}[2J` can\rpanic".to_owned();
    finding.notes.push(Note {
        message: "\u{8}".to_owned(),
        place: None,
    });
    let text = text_of(finding.clone(), &Style::default());
    assert!(
        !text.contains(['\u{1b}', '\u{7}', '\u{8}', '\r']),
        "{text:?}"
    );
    let run = Run {
        command: "prove",
        findings: vec![finding],
        ..Run::default()
    };
    for format in [Format::Json, Format::Sarif, Format::Html] {
        assert!(!show(&run, format, &Style::default()).contains(['\u{1b}', '\u{7}', '\u{8}']));
    }
}

#[test]
fn json_has_every_field() {
    let run = full(Path::new("/src"));
    let json: Value =
        serde_json::from_str(&show(&run, Format::Json, &Style::default())).expect("valid JSON");
    assert_eq!(
        json,
        json!({
            "schema": "kelson-report/1",
            "command": "prove",
            "summary": "12 functions: 10 proven, 1 panics, 1 unproven",
            "counts": { "error": 1, "warning": 1, "note": 0 },
            "findings": [
                {
                    "rule": "KEL-P001",
                    "name": "reachable_panic",
                    "level": "error",
                    "message": "`probe` can panic",
                    "place": { "file": "/src/probe.rs", "line": 2, "column": 31, "label": "index out of bounds" },
                    "notes": [
                        {
                            "message": "which is called from here",
                            "place": { "file": "/src/probe.rs", "line": 3, "column": 2, "label": "" },
                        },
                        { "message": "`index` is not inlined", "place": null },
                    ],
                    "help": ["use `bytes.first()`"],
                },
                {
                    "rule": "KEL-P002",
                    "name": "unproven",
                    "level": "warning",
                    "message": "`init` calls through a pointer",
                    "place": { "file": "/nowhere/lib.rs", "line": 7, "column": null, "label": "" },
                    "notes": [],
                    "help": [],
                },
            ],
            "facts": { "functions": 12 },
        })
    );
}

#[cfg(unix)]
#[test]
fn file_names_that_are_not_utf_8() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
    let file = Path::new(OsStr::from_bytes(b"/src/\xff.rs"));
    let run = Run {
        command: "prove",
        findings: vec![finding(Some(place(file, 1, 1, "")))],
        ..Run::default()
    };
    for format in [Format::Text, Format::Json, Format::Sarif, Format::Html] {
        assert!(!show(&run, format, &Style::default()).is_empty());
    }
}

#[test]
fn sarif_is_what_code_hosts_read() {
    let mut run = full(Path::new("/src"));
    run.findings
        .push(finding(Some(place("/other/a b:%.rs", 0, 0, ""))));
    run.findings.push(finding(None));
    let style = Style {
        root: Some("/src".into()),
        ..Style::default()
    };
    let json: Value = serde_json::from_str(&show(&run, Format::Sarif, &style)).expect("valid JSON");
    assert_eq!(json["version"], "2.1.0");
    let run = &json["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    let ids: Vec<_> = rules.iter().map(|rule| rule["id"].as_str()).collect();
    assert_eq!(ids, [Some("KEL-P001"), Some("KEL-P002")]);
    assert_eq!(rules[1]["defaultConfiguration"]["level"], "warning");
    let results = run["results"].as_array().expect("results");
    assert_eq!(results.len(), 4);
    for result in results {
        let index = result["ruleIndex"].as_u64().expect("an index") as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
    assert_eq!(
        results[0],
        json!({
            "ruleId": "KEL-P001",
            "ruleIndex": 0,
            "level": "error",
            "message": {
                "text": "`probe` can panic\nnote: `index` is not inlined\nhelp: use `bytes.first()`",
            },
            "locations": [{ "physicalLocation": {
                "artifactLocation": { "uri": "probe.rs" },
                "region": { "startLine": 2, "startColumn": 31 },
            }}],
            "relatedLocations": [{
                "id": 0,
                "message": { "text": "which is called from here" },
                "physicalLocation": {
                    "artifactLocation": { "uri": "probe.rs" },
                    "region": { "startLine": 3, "startColumn": 2 },
                },
            }],
        })
    );
    let physical = &results[1]["locations"][0]["physicalLocation"];
    assert_eq!(
        physical["artifactLocation"]["uri"],
        "file:///nowhere/lib.rs"
    );
    assert_eq!(physical["region"], json!({ "startLine": 7 }));
    let physical = &results[2]["locations"][0]["physicalLocation"];
    assert_eq!(
        physical,
        &json!({ "artifactLocation": { "uri": "file:///other/a%20b%3A%25.rs" } })
    );
    assert_eq!(results[3].get("locations"), None);
}

#[test]
fn html_is_one_page_and_escaped() {
    let (folder, style) = home();
    let mut run = full(folder.path());
    run.findings[0].message = "`Vec<u8>` & \"more\" <script>alert('x')</script> ` odd".to_owned();
    let page = show(&run, Format::Html, &style);
    assert!(page.starts_with("<!DOCTYPE html>\n") && page.ends_with("</html>\n"));
    assert!(page.contains(
        "<code>Vec&lt;u8&gt;</code> &amp; &quot;more&quot; \
         &lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; ` odd"
    ));
    assert!(page.contains(
        "<pre><i>2</i>     let größe = &quot;日本&quot;; let x = <mark>bytes</mark>[0];</pre>"
    ));
    assert!(page.contains("prefers-color-scheme: dark"));
    for outside in [
        "<script", "http:", "https:", "src=", "<link", "@import", "url(",
    ] {
        assert!(!page.contains(outside), "the page contains {outside}");
    }
}

#[test]
fn nothing_found() {
    let run = Run {
        command: "prove",
        summary: "2 functions: 2 proven".to_owned(),
        ..Run::default()
    };
    let style = Style::default();
    assert_eq!(show(&run, Format::Text, &style), "2 functions: 2 proven\n");
    let json: Value = serde_json::from_str(&show(&run, Format::Sarif, &style)).expect("valid JSON");
    assert_eq!(json["runs"][0]["results"], json!([]));
}
