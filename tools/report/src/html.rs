// SPDX-License-Identifier: MIT OR Apache-2.0

//! One page of HTML that needs nothing else: no script, no font, no other file.

use crate::{
    Finding, Level, Place, Run, Style,
    source::{Sources, shown},
};
use std::{
    fmt,
    io::{self, Write},
};

pub(crate) const CSS: &str = include_str!("html.css");

/// Text as HTML shows it.
pub(crate) struct Escaped<'a>(pub(crate) &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                // HTML has no way to write the others, not even as a number.
                '\n' | '\t' => write!(f, "{c}")?,
                c if c.is_control() => f.write_str("\u{fffd}")?,
                c => write!(f, "{c}")?,
            }
        }
        Ok(())
    }
}

/// A message, its code in `code` elements. An odd backtick stays one.
pub(crate) struct Prose<'a>(pub(crate) &'a str);

impl fmt::Display for Prose<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some((before, after)) = rest.split_once('`')
            && let Some((code, behind)) = after.split_once('`')
        {
            write!(f, "{}<code>{}</code>", Escaped(before), Escaped(code))?;
            rest = behind;
        }
        Escaped(rest).fmt(f)
    }
}

pub(crate) fn write(run: &Run, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let title = format!("cargo kelson {}", run.command);
    writeln!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n<style>\n{CSS}</style>\n</head>\n<body>\n<h1><code>{title}</code></h1>",
        title = Escaped(&title),
    )?;
    if !run.summary.is_empty() {
        writeln!(out, "<p class=\"summary\">{}</p>", Prose(&run.summary))?;
    }
    write!(out, "<ul class=\"counts\">")?;
    for level in [Level::Error, Level::Warning, Level::Note] {
        let name = level.name();
        write!(
            out,
            "<li class=\"{name}\"><b>{}</b> {name}s</li>",
            run.count(level)
        )?;
    }
    writeln!(out, "</ul>")?;
    facts(run, out)?;

    let mut sources = Sources::new(style);
    for finding in &run.findings {
        section(finding, style, &mut sources, out)?;
    }
    let rules = run.rules();
    if !rules.is_empty() {
        writeln!(out, "<h2>Rules</h2>\n<dl>")?;
        for rule in rules {
            writeln!(
                out,
                "<dt id=\"{id}\"><code>{id}</code> {name}</dt>\n<dd>{summary}\
                 <details><summary>explanation</summary><pre>{explain}</pre></details></dd>",
                id = Escaped(rule.id),
                name = Escaped(rule.name),
                summary = Prose(rule.summary),
                explain = Escaped(rule.explain),
            )?;
        }
        writeln!(out, "</dl>")?;
    }
    writeln!(out, "</body>\n</html>")
}

fn facts(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    if run.facts.is_empty() {
        return Ok(());
    }
    writeln!(out, "<table>")?;
    for fact in &run.facts {
        let value = match &fact.value {
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        writeln!(
            out,
            "<tr><th>{}</th><td>{}</td></tr>",
            Escaped(fact.name),
            Escaped(&value)
        )?;
    }
    writeln!(out, "</table>")
}

fn section(
    finding: &Finding,
    style: &Style,
    sources: &mut Sources<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let level = finding.level.name();
    writeln!(
        out,
        "<section class=\"{level}\">\n<h3><span>{level}</span> <a href=\"#{id}\">{id}</a> {message}</h3>",
        id = Escaped(finding.rule.id),
        message = Prose(&finding.message),
    )?;
    if let Some(place) = &finding.place {
        spot(place, style, sources, out)?;
    }
    for note in &finding.notes {
        writeln!(out, "<p><b>note:</b> {}</p>", Prose(&note.message))?;
        if let Some(place) = &note.place {
            spot(place, style, sources, out)?;
        }
    }
    for help in &finding.help {
        writeln!(out, "<p><b>help:</b> {}</p>", Prose(help))?;
    }
    writeln!(out, "</section>")
}

fn spot(
    place: &Place,
    style: &Style,
    sources: &mut Sources<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut path = shown(&place.file, style.root.as_deref());
    for number in [place.line, place.column] {
        if number == 0 {
            break;
        }
        path = format!("{path}:{number}");
    }
    write!(out, "<figure><figcaption>{}</figcaption>", Escaped(&path))?;
    if let Some(line) = sources.line(place) {
        let (before, rest) = line.text.split_at(line.span.start);
        let (marked, after) = rest.split_at(line.span.len());
        write!(
            out,
            "<pre><i>{}</i> {}<mark>{}</mark>{}</pre>",
            place.line,
            Escaped(before),
            Escaped(marked),
            Escaped(after)
        )?;
    }
    if !place.label.is_empty() {
        write!(out, "<p>{}</p>", Prose(&place.label))?;
    }
    writeln!(out, "</figure>")
}
