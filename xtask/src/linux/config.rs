// SPDX-License-Identifier: MIT OR Apache-2.0

//! The kernel's settings: what `linux/config.fragment` asks for, and whether a `.config` has it.
//!
//! Kconfig drops a setting whose dependencies are not met without a word, so every one is compared.

use std::collections::BTreeMap;
use std::fmt;

use crate::shell::Failure;

/// Settings by name, `CONFIG_` included.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings(BTreeMap<String, String>);

/// A setting that did not take effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmet {
    /// Its name.
    pub name: String,
    /// What was asked for.
    pub wanted: String,
    /// What the `.config` has; `n` also stands for a setting it does not mention.
    pub found: String,
}

impl fmt::Display for Unmet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={} (is {})", self.name, self.wanted, self.found)
    }
}

impl Settings {
    /// Reads a fragment: a setting on each line, comments, and blank lines.
    pub fn parse(text: &str) -> Result<Self, Failure> {
        let mut settings = Settings::default();
        for (number, line) in (1..).zip(text.lines().map(str::trim)) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            settings
                .set(line)
                .map_err(|failure| Failure::new(format!("line {number}: {failure}")))?;
        }
        Ok(settings)
    }

    /// Adds a setting or changes one. The name may lack its `CONFIG_`.
    pub fn set(&mut self, text: &str) -> Result<(), Failure> {
        let parts = text.split_once('=').map(|(name, value)| {
            let name = name.trim();
            (name.strip_prefix("CONFIG_").unwrap_or(name), value.trim())
        });
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
        match parts {
            Some((name, value))
                if !name.is_empty() && name.chars().all(plain) && !value.is_empty() =>
            {
                self.0.insert(format!("CONFIG_{name}"), value.to_owned());
                Ok(())
            }
            _ => Err(Failure::new(format!(
                "`{text}` is not a setting; write `NAME=y`, `NAME=m`, `NAME=n` or `NAME=VALUE`"
            ))),
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The settings that a `.config` does not have.
    pub fn unmet(&self, dot_config: &str) -> Vec<Unmet> {
        let has: BTreeMap<&str, &str> = dot_config
            .lines()
            .filter(|line| line.starts_with("CONFIG_"))
            .filter_map(|line| line.split_once('='))
            .collect();
        self.0
            .iter()
            .filter_map(|(name, wanted)| {
                // A setting that is off stands in a comment, or nowhere if its menu is off.
                let found = has.get(name.as_str()).copied().unwrap_or("n");
                (found != wanted).then(|| Unmet {
                    name: name.clone(),
                    wanted: wanted.clone(),
                    found: found.to_owned(),
                })
            })
            .collect()
    }
}

impl fmt::Display for Settings {
    /// A line for each, in the order of their names, as a `.config` may be continued with.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, value) in &self.0 {
            writeln!(f, "{name}={value}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAGMENT: &str =
        "# why\nCONFIG_RUST=y\n\nCONFIG_ACPI=n\nCONFIG_NULL=m\nCONFIG_PANIC_TIMEOUT=1\n";

    #[test]
    fn settings_that_took_effect() {
        let settings = Settings::parse(FRAGMENT).unwrap();
        assert_eq!(settings.len(), 4);
        let config = "# CONFIG_ACPI is not set\nCONFIG_RUST=y\nCONFIG_NULL=m\nCONFIG_PANIC_TIMEOUT=1\nCONFIG_X=\"a=b\"\n";
        assert_eq!(settings.unmet(config), []);
    }

    #[test]
    fn settings_that_did_not_are_named() {
        let settings = Settings::parse(FRAGMENT).unwrap();
        let config =
            "CONFIG_ACPI=y\n# CONFIG_RUST is not set\nCONFIG_NULL=y\nCONFIG_PANIC_TIMEOUT=10\n";
        let unmet: Vec<String> = settings
            .unmet(config)
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(
            unmet,
            [
                "CONFIG_ACPI=n (is y)",
                "CONFIG_NULL=m (is y)",
                "CONFIG_PANIC_TIMEOUT=1 (is 10)",
                "CONFIG_RUST=y (is n)"
            ]
        );
        assert_eq!(
            settings.unmet("").len(),
            3,
            "only `ACPI=n` holds of nothing"
        );
    }

    #[test]
    fn later_settings_win() {
        let mut settings = Settings::parse(FRAGMENT).unwrap();
        settings.set("ACPI=y").unwrap();
        settings.set("CONFIG_NEW=\"text\"").unwrap();
        assert_eq!(
            settings.to_string(),
            "CONFIG_ACPI=y\nCONFIG_NEW=\"text\"\nCONFIG_NULL=m\nCONFIG_PANIC_TIMEOUT=1\nCONFIG_RUST=y\n"
        );
    }

    #[test]
    fn what_is_no_setting_is_an_error() {
        for bad in ["RUST", "=y", "CONFIG_=y", "RUST=", "A B=y"] {
            assert!(Settings::default().set(bad).is_err(), "{bad}");
        }
        let text = Settings::parse("CONFIG_A=y\nRUST y\n").unwrap_err();
        assert!(text.to_string().starts_with("line 2: `RUST y`"), "{text}");
    }

    #[test]
    fn the_fragment_of_the_project_is_sound() {
        let path = crate::shell::workspace_root().join("linux/config.fragment");
        let settings = Settings::parse(&std::fs::read_to_string(path).unwrap()).unwrap();
        assert!(settings.len() > 40);
        // Each line is a promise, so no name may stand there twice.
        let text =
            std::fs::read_to_string(crate::shell::workspace_root().join("linux/config.fragment"))
                .unwrap();
        let lines = text.lines().filter(|line| line.starts_with("CONFIG_"));
        assert_eq!(lines.count(), settings.len());
    }
}
