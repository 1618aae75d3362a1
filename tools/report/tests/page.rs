// SPDX-License-Identifier: MIT OR Apache-2.0

//! Saved runs are read back and shown together; what is not ours is refused.

use kelson_report::{
    Fact, Finding, Format, Level, Note, Place, Rule, Run, Saved, Style, page, render,
};

static RULE: Rule = Rule {
    id: "KEL-P001",
    name: "panic_reachable",
    level: Level::Error,
    summary: "a function that must not panic may",
    explain: "Why.",
};

fn run() -> Run {
    let place = Place {
        file: "src/ring.rs".into(),
        line: 7,
        column: 5,
        label: "index out of bounds".into(),
    };
    Run {
        command: "prove",
        findings: vec![Finding {
            rule: &RULE,
            level: Level::Error,
            message: "`Ring::push` <may> panic".into(),
            place: Some(place.clone()),
            notes: vec![Note {
                message: "called from `probe`".into(),
                place: Some(place),
            }],
            help: vec!["use `get`".into()],
        }],
        facts: vec![
            Fact {
                name: "functions",
                value: 12.into(),
            },
            Fact {
                name: "proven",
                value: serde_json::json!(["a::b", "c<T>"]),
            },
        ],
        summary: "1 marked function: 1 panics".into(),
    }
}

fn shown(saved: &[&[u8]]) -> String {
    let saved: Vec<Saved> = saved
        .iter()
        .map(|bytes| Saved::read(bytes).expect("readable"))
        .collect();
    let mut out = Vec::new();
    page("A & B", &saved, &mut out).expect("memory does not fail");
    String::from_utf8(out).expect("HTML is text")
}

#[test]
fn a_run_survives_being_saved() {
    let mut json = Vec::new();
    render(&run(), Format::Json, &Style::default(), &mut json).expect("memory does not fail");
    let html = shown(&[&json]);
    for part in [
        "<title>A &amp; B</title>",
        "<code>cargo kelson prove</code>",
        "1 marked function: 1 panics",
        "<b>1</b> errors",
        "KEL-P001 <code>Ring::push</code> &lt;may&gt; panic",
        "src/ring.rs:7",
        "index out of bounds",
        "called from <code>probe</code>",
        "use <code>get</code>",
        "<th>functions</th><td>12</td>",
        "<code>c&lt;T&gt;</code>",
    ] {
        assert!(html.contains(part), "no {part:?} in\n{html}");
    }
}

#[test]
fn a_status_and_text_are_shown_too() {
    let status = r#"{"schema":"kelson-status/1","toolchain":{"version":"rustc 1.95.0"},"rows":[
        {"id":"X01","title":"`likely`","native":{"status":"gated","gate":"cold_path"},
         "library":{"status":"works","offers":"`likely!`"},
         "kelsonc":{"status":"absent","offers":""},"tool":{"status":"absent","offers":""}}]}"#;
    let html = shown(&[b"5 million <packets>/s\n", status.as_bytes()]);
    assert!(
        html.contains("<pre>5 million &lt;packets&gt;/s</pre>"),
        "{html}"
    );
    assert!(
        html.contains("<td>gated cold_path</td><td>works</td><td>absent</td>"),
        "{html}"
    );
    assert!(html.contains("<code>likely!</code>"), "{html}");
}

#[test]
fn what_is_not_ours_is_refused_with_a_reason() {
    let why = |bytes: &[u8]| Saved::read(bytes).expect_err("not ours").to_string();
    assert!(why(b"{\"a\": 1}").starts_with("is JSON, but not of `cargo kelson`"));
    assert!(why(b"{\"schema\": \"kelson-report/9\"}").contains("`kelson-report/9`"));
    assert!(why(b"{\"schema\": \"kelson-report/1\"}").starts_with("is damaged"));
    assert!(why(b"{\"schema\": \"kelson-rep").starts_with("is damaged"));
    assert_eq!(why(b"\xff\xfe"), "is neither text nor JSON");
}
