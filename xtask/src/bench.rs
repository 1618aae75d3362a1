// SPDX-License-Identifier: MIT OR Apache-2.0

//! `cargo xtask bench`: comparisons with peers, each a ratio of two figures of one run.

use std::process::ExitCode;

mod init;
mod layout;
mod measure;

/// What to compare.
#[derive(Debug, Clone, clap::Args)]
pub struct Options {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Clone, clap::Subcommand)]
enum What {
    /// In-place initialization: `init!` against pin-init
    Init {
        /// How often to measure a time; the least counts
        #[arg(long, default_value_t = 5)]
        runs: usize,
    },
    /// Types laid out in words: against masks written by hand and other crates
    Layout {
        /// How often to measure a time; the least counts
        #[arg(long, default_value_t = 3)]
        runs: usize,
    },
}

/// Measures, and prints a line per comparison. Fails if a figure is worse than its limit.
pub fn run(options: &Options) -> ExitCode {
    let rows = match options.what {
        What::Init { runs } => init::run(runs),
        What::Layout { runs } => layout::run(runs),
    };
    match rows {
        Ok(rows) => {
            for row in &rows {
                println!("{row}");
            }
            if rows.iter().all(Row::holds) {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            }
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// One comparison.
struct Row {
    what: String,
    unit: &'static str,
    ours: f64,
    theirs: Option<f64>,
    limit: Limit,
}

/// How good a figure has to be.
#[derive(Clone, Copy)]
enum Limit {
    /// At most this share of the peer's.
    Ratio(f64),
    /// At most this.
    Value(f64),
    /// Printed only.
    None,
}

impl Row {
    fn ratio(&self) -> Option<f64> {
        self.theirs
            .filter(|theirs| *theirs > 0.0)
            .map(|theirs| self.ours / theirs)
    }

    fn holds(&self) -> bool {
        match self.limit {
            // A ratio that cannot be formed is none that holds.
            Limit::Ratio(limit) => self.ratio().is_some_and(|ratio| ratio <= limit),
            Limit::Value(limit) => self.ours <= limit,
            Limit::None => true,
        }
    }
}

impl std::fmt::Display for Row {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let places = if self.unit == "s" { 2 } else { 0 };
        write!(f, "{:<48} {:>9.places$}", self.what, self.ours)?;
        match self.theirs {
            Some(theirs) => write!(f, " {theirs:>9.places$} {:<12}", self.unit)?,
            None => write!(f, " {:>9} {:<12}", "-", self.unit)?,
        }
        match self.ratio() {
            Some(ratio) => write!(f, " {ratio:>5.2}x")?,
            None => write!(f, " {:>6}", "")?,
        }
        let verdict = if self.holds() { "holds" } else { "FAILS" };
        match self.limit {
            Limit::Ratio(limit) => write!(f, "  at most {limit:.2}x: {verdict}"),
            Limit::Value(limit) => write!(f, "  at most {limit:.0}: {verdict}"),
            Limit::None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(ours: f64, theirs: Option<f64>, limit: Limit) -> Row {
        Row {
            what: "what".into(),
            unit: "s",
            ours,
            theirs,
            limit,
        }
    }

    #[test]
    fn a_limit_can_fail() {
        assert!(row(0.7, Some(1.0), Limit::Ratio(0.7)).holds());
        assert!(!row(0.8, Some(1.0), Limit::Ratio(0.7)).holds());
        assert!(!row(0.1, Some(0.0), Limit::Ratio(0.7)).holds());
        assert!(!row(0.1, None, Limit::Ratio(0.7)).holds());
        assert!(row(512.0, None, Limit::Value(512.0)).holds());
        assert!(!row(1.0, None, Limit::Value(0.0)).holds());
        assert!(row(9.0, Some(1.0), Limit::None).holds());
    }

    #[test]
    fn a_line_has_both_figures_and_the_verdict() {
        let line = row(0.8, Some(1.0), Limit::Ratio(0.7)).to_string();
        assert!(
            line.contains("0.80") && line.contains("1.00") && line.ends_with("FAILS"),
            "{line}"
        );
    }
}
