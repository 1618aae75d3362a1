// SPDX-License-Identifier: MIT OR Apache-2.0

//! SARIF 2.1.0, for code hosts and editors.

use crate::{Finding, Place, Rule, Run, Style, json};
use serde_json::{Map, Value, json};
use std::{
    fmt::Write as _,
    io::{self, Write},
    path::{Component, Path},
};

pub(crate) fn write(run: &Run, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let rules = run.rules();
    let results: Vec<_> = run
        .findings
        .iter()
        .map(|finding| result(finding, &rules, style))
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "cargo-kelson",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(|rule| describe(rule)).collect::<Vec<_>>(),
            }},
            "automationDetails": { "id": format!("kelson/{}/", run.command) },
            "columnKind": "unicodeCodePoints",
            "results": results,
            "properties": { "summary": run.summary, "facts": json::facts(run) },
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

fn describe(rule: &Rule) -> Value {
    json!({
        "id": rule.id,
        "name": rule.name,
        "shortDescription": { "text": rule.summary },
        "help": { "text": rule.explain, "markdown": rule.explain },
        "defaultConfiguration": { "level": rule.level.name() },
    })
}

fn result(finding: &Finding, rules: &[&Rule], style: &Style) -> Value {
    // Viewers show the message only, so what has no place of its own goes there.
    let mut text = finding.message.clone();
    for note in finding.notes.iter().filter(|note| note.place.is_none()) {
        let _ = write!(text, "\nnote: {}", note.message);
    }
    for help in &finding.help {
        let _ = write!(text, "\nhelp: {help}");
    }
    let related: Vec<_> = finding
        .notes
        .iter()
        .filter_map(|note| Some((note, note.place.as_ref()?)))
        .enumerate()
        .map(|(id, (note, place))| {
            let mut location = location(place, style);
            location["id"] = json!(id);
            location["message"] = json!({ "text": note.message });
            location
        })
        .collect();

    let mut result = json!({
        "ruleId": finding.rule.id,
        "ruleIndex": rules.iter().position(|rule| rule.id == finding.rule.id),
        "level": finding.level.name(),
        "message": { "text": text },
    });
    if let Some(place) = &finding.place {
        result["locations"] = json!([location(place, style)]);
    }
    if !related.is_empty() {
        result["relatedLocations"] = json!(related);
    }
    result
}

fn location(place: &Place, style: &Style) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": uri(&place.file, style) } });
    // Lines and columns count from 1 in SARIF, so an unknown one has to be left out.
    if place.line > 0 {
        let mut region = Map::new();
        region.insert("startLine".to_owned(), json!(place.line));
        if place.column > 0 {
            region.insert("startColumn".to_owned(), json!(place.column));
        }
        physical["region"] = Value::Object(region);
    }
    json!({ "physicalLocation": physical })
}

/// A relative reference under the root, which is what code hosts match with their files, else a
/// `file:` address.
fn uri(file: &Path, style: &Style) -> String {
    let relative = style
        .root
        .as_deref()
        .and_then(|root| file.strip_prefix(root).ok());
    let file = relative.unwrap_or(file);
    let mut uri = String::new();
    if file.is_absolute() {
        uri.push_str("file://");
    }
    for component in file.components() {
        match component {
            Component::RootDir => continue,
            Component::CurDir if file.components().count() > 1 => continue,
            other => {
                if file.is_absolute() || !uri.is_empty() {
                    uri.push('/');
                }
                encode(&other.as_os_str().to_string_lossy(), &mut uri);
            }
        }
    }
    uri
}

/// Percent-encodes what RFC 3986 does not let stand in a path segment. A colon could be read as
/// the end of a scheme.
fn encode(segment: &str, uri: &mut String) {
    for byte in segment.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'+' | b'@' => {
                uri.push(char::from(byte));
            }
            byte => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
}
