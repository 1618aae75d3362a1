// SPDX-License-Identifier: MIT OR Apache-2.0

//! Text for a person, as rustc prints diagnostics.

use crate::{
    Finding, Level, Place, Run, Style, clean,
    source::{Sources, shown},
};
use annotate_snippets::{
    AnnotationKind, Group, Level as Tone, Origin, Renderer, Snippet, renderer::DecorStyle,
};
use std::io::{self, Write};

pub(crate) fn write(run: &Run, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let mut renderer = if style.color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer = renderer.decor_style(DecorStyle::Ascii);
    if let Some(width) = style.width {
        renderer = renderer.term_width(width);
    }
    let mut sources = Sources::new(style);
    for finding in &run.findings {
        let mut snippets = 0;
        let report = groups(finding, style, &mut sources, &mut snippets);
        let mut text = renderer.render(&report);
        if snippets == 0 {
            text = indent(&text);
        }
        writeln!(out, "{text}\n")?;
    }
    if !run.summary.is_empty() {
        writeln!(out, "{}", clean(&run.summary))?;
    }
    Ok(())
}

/// One blank before everything but the titles, where rustc has the column of line numbers. The
/// renderer leaves it out when there are no numbers.
fn indent(text: &str) -> String {
    let lines: Vec<_> = text
        .lines()
        .map(|line| match visible(line).chars().next() {
            Some('-' | ' ') => format!(" {line}"),
            _ => line.to_owned(),
        })
        .collect();
    lines.join("\n")
}

/// `line` behind the colours it starts with.
fn visible(mut line: &str) -> &str {
    while let Some((_, rest)) = line
        .strip_prefix("\u{1b}[")
        .and_then(|rest| rest.split_once('m'))
    {
        line = rest;
    }
    line
}

/// The finding itself, then one group per note that points somewhere. A note that points nowhere
/// hangs below what stands before it.
fn groups<'a>(
    finding: &Finding,
    style: &Style,
    sources: &mut Sources<'_>,
    snippets: &mut usize,
) -> Vec<Group<'a>> {
    let tone = match finding.level {
        Level::Error => Tone::ERROR,
        Level::Warning => Tone::WARNING,
        Level::Note => Tone::NOTE,
    };
    let mut current = Group::with_title(
        tone.primary_title(clean(&finding.message))
            .id(finding.rule.id),
    );
    if let Some(place) = &finding.place {
        current = point(current, place, style, sources, snippets);
    }
    let mut groups = Vec::new();
    for note in &finding.notes {
        match &note.place {
            None => current = current.element(Tone::NOTE.message(clean(&note.message))),
            Some(place) => {
                groups.push(current);
                current = Group::with_title(Tone::NOTE.secondary_title(clean(&note.message)));
                current = point(current, place, style, sources, snippets);
            }
        }
    }
    for help in &finding.help {
        current = current.element(Tone::HELP.message(clean(help)));
    }
    groups.push(current);
    groups
}

/// Adds the source line at `place`, or where it would be.
fn point<'a>(
    group: Group<'a>,
    place: &Place,
    style: &Style,
    sources: &mut Sources<'_>,
    snippets: &mut usize,
) -> Group<'a> {
    let path = clean(&shown(&place.file, style.root.as_deref())).replace('\n', "\u{fffd}");
    let label = clean(&place.label);
    if let Some(line) = sources.line(place) {
        *snippets += 1;
        let mut annotation = AnnotationKind::Primary.span(line.span);
        if !label.is_empty() {
            annotation = annotation.label(label);
        }
        return group.element(
            Snippet::source(line.text)
                .line_start(place.line as usize)
                .path(path)
                .annotation(annotation),
        );
    }
    let mut origin = Origin::path(path);
    if place.line > 0 {
        origin = origin.line(place.line as usize);
        if place.column > 0 {
            origin = origin.char_column(place.column as usize);
        }
    }
    let group = group.element(origin);
    if label.is_empty() {
        group
    } else {
        group.element(Tone::NOTE.message(label))
    }
}
