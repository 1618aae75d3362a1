// SPDX-License-Identifier: MIT OR Apache-2.0

//! One page of HTML over several saved outputs.

use crate::html::{CSS, Escaped, Prose};
use crate::saved::{Saved, SavedFinding, SavedPlace, SavedRun, SavedStatus};
use serde_json::Value;
use std::io::{self, Write};

/// Writes a page that shows `saved`, in this order, and needs nothing else.
///
/// # Errors
///
/// `out` does.
pub fn page(title: &str, saved: &[Saved], out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{0}</title>\n<style>\n{CSS}</style>\n</head>\n<body>\n<h1>{0}</h1>",
        Escaped(title),
    )?;
    for saved in saved {
        match saved {
            Saved::Text(text) => writeln!(out, "<pre>{}</pre>", Escaped(text.trim_end()))?,
            Saved::Run(run) => write_run(run, out)?,
            Saved::Status(status) => write_status(status, out)?,
        }
    }
    writeln!(out, "</body>\n</html>")
}

fn write_run(run: &SavedRun, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "<h2><code>cargo kelson {}</code></h2>",
        Escaped(&run.command)
    )?;
    writeln!(
        out,
        "<p class=\"summary\">{}</p>\n<ul class=\"counts\">",
        Prose(&run.summary)
    )?;
    for level in ["error", "warning", "note"] {
        let count = run.counts.get(level).and_then(Value::as_u64).unwrap_or(0);
        writeln!(out, "<li class=\"{level}\"><b>{count}</b> {level}s</li>")?;
    }
    writeln!(out, "</ul>")?;
    write_facts(run, out)?;
    run.findings
        .iter()
        .try_for_each(|finding| write_finding(finding, out))
}

/// Numbers and texts as a table; lists below it, closed until somebody wants them.
fn write_facts(run: &SavedRun, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<table>")?;
    for (name, value) in &run.facts {
        let shown = match value {
            Value::Array(list) => list.len().to_string(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        writeln!(
            out,
            "<tr><th>{}</th><td>{}</td></tr>",
            Escaped(name),
            Escaped(&shown)
        )?;
    }
    writeln!(out, "</table>")?;
    for (name, value) in &run.facts {
        let Some(list) = value.as_array().filter(|list| !list.is_empty()) else {
            continue;
        };
        writeln!(out, "<details><summary>{}</summary><ul>", Escaped(name))?;
        for item in list {
            let text = item
                .as_str()
                .map_or_else(|| item.to_string(), str::to_owned);
            writeln!(out, "<li><code>{}</code></li>", Escaped(&text))?;
        }
        writeln!(out, "</ul></details>")?;
    }
    Ok(())
}

fn write_finding(finding: &SavedFinding, out: &mut dyn Write) -> io::Result<()> {
    // The level becomes a class, so only the known ones may.
    let level = ["error", "warning"]
        .into_iter()
        .find(|level| *level == finding.level);
    let level = level.unwrap_or("note");
    writeln!(
        out,
        "<section class=\"{level}\">\n<h3><span>{level}</span> {} {}</h3>",
        Escaped(&finding.rule),
        Prose(&finding.message),
    )?;
    write_place(finding.place.as_ref(), out)?;
    for note in &finding.notes {
        writeln!(out, "<p><b>note:</b> {}</p>", Prose(&note.message))?;
        write_place(note.place.as_ref(), out)?;
    }
    for help in &finding.help {
        writeln!(out, "<p><b>help:</b> {}</p>", Prose(help))?;
    }
    writeln!(out, "</section>")
}

fn write_place(place: Option<&SavedPlace>, out: &mut dyn Write) -> io::Result<()> {
    let Some(place) = place else { return Ok(()) };
    let line = place
        .line
        .map(|line| format!(":{line}"))
        .unwrap_or_default();
    writeln!(
        out,
        "<figure><figcaption>{}{line}</figcaption><p>{}</p></figure>",
        Escaped(&place.file),
        Prose(&place.label)
    )
}

fn write_status(status: &SavedStatus, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "<h2>Wanted features</h2>\n<p>Asked of {}.</p>\n<table>\n<tr><th>row</th><th>wanted</th>\
         <th>toolchain</th><th>library</th><th>kelsonc</th><th>tool</th><th>kelson's answer</th></tr>",
        Escaped(&status.toolchain.version)
    )?;
    for row in &status.rows {
        let native = format!(
            "{} {}",
            row.native.status.replace('_', " "),
            row.native.gate
        );
        let layers = [&row.library, &row.kelsonc, &row.tool];
        let answer = layers.into_iter().find(|layer| layer.status != "absent");
        writeln!(
            out,
            "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            Escaped(&row.id),
            Prose(&row.title),
            Escaped(native.trim_end()),
            Escaped(&row.library.status),
            Escaped(&row.kelsonc.status),
            Escaped(&row.tool.status),
            Prose(answer.map_or("", |layer| layer.offers.as_str())),
        )?;
    }
    writeln!(out, "</table>")
}
