// SPDX-License-Identifier: MIT OR Apache-2.0

//! Questions to apt, with the system's package lists or with lists of our own.
//!
//! Where packages come from is the machine's setting alone; nothing here names a server.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use super::{Reason, cache};
use crate::shell::{Failure, Spinner, capture_as};

/// A package to fetch: its name, and its version if that matters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spec {
    /// The package's name.
    pub name: String,
    /// The full Debian version, or whichever apt prefers.
    pub version: Option<String>,
}

impl Spec {
    /// A package in one version.
    pub fn exact(name: &str, version: &str) -> Self {
        Spec {
            name: name.to_owned(),
            version: Some(version.to_owned()),
        }
    }

    /// As apt's command line wants it.
    fn argument(&self) -> String {
        match &self.version {
            Some(version) => format!("{}={version}", self.name),
            None => self.name.clone(),
        }
    }
}

/// What apt knows about a package.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The packages it needs; of alternatives, the first.
    pub depends: Vec<Spec>,
    /// Bytes to download.
    pub size: u64,
    /// Bytes once unpacked.
    pub unpacked: u64,
}

/// The keys Debian signs its suites with, where its package `debian-archive-keyring` puts them.
const KEYRING: &str = "/usr/share/keyrings/debian-archive-keyring.gpg";

/// Apt, with one set of package lists.
pub struct Apt {
    lists: Option<PathBuf>,
    /// The only file of sources it may read, in place of the system's.
    sources: Option<PathBuf>,
}

impl Apt {
    /// Apt with the lists the system has.
    pub fn system() -> Self {
        Apt {
            lists: None,
            sources: None,
        }
    }

    /// Apt with lists of our own, brought up to date once per run.
    pub fn private() -> Result<Self, Reason> {
        static UPDATED: OnceLock<Result<PathBuf, Reason>> = OnceLock::new();
        let lists = UPDATED.get_or_init(|| {
            let lists = cache::root()?.join("apt");
            prepare_lists(&lists)?;
            let apt = Apt {
                lists: Some(lists.clone()),
                sources: None,
            };
            apt.update()?;
            Ok(lists)
        });
        lists.clone().map(|lists| Apt {
            lists: Some(lists),
            sources: None,
        })
    }

    /// Apt with lists of our own for another suite of the distribution, from the server this machine uses.
    pub fn suite(name: &str) -> Result<Self, Reason> {
        let mut targets = Apt::system().command("apt-get");
        targets.args([
            "indextargets",
            "--format",
            "$(REPO_URI)|$(RELEASE)|$(COMPONENT)",
            "Created-By: Packages",
        ]);
        let said = capture_as("apt-get indextargets", &mut targets)?;
        let server = parse_targets(&said).ok_or_else(|| {
            Reason::new("apt has no source with the distribution's `main` packages; add one")
        })?;
        let keys = if Path::new(KEYRING).is_file() {
            format!("[signed-by={KEYRING}] ")
        } else {
            String::new()
        };

        let lists = cache::root()?.join(format!("apt-{name}"));
        prepare_lists(&lists)?;
        let sources = lists.join("sources.list");
        fs::write(&sources, format!("deb {keys}{server} {name} main\n"))
            .map_err(|error| Failure::io("write", &sources, &error))?;
        let apt = Apt {
            lists: Some(lists),
            sources: Some(sources),
        };
        apt.update()?;
        Ok(apt)
    }

    /// Brings the package lists up to date.
    fn update(&self) -> Result<(), Reason> {
        let _spinner = Spinner::start("updating package lists of our own");
        capture_as("apt-get update", self.command("apt-get").arg("update"))?;
        Ok(())
    }

    /// The versions of a package that can be had, newest first.
    pub fn versions(&self, package: &str) -> Result<Vec<String>, Reason> {
        let said = capture_as(
            "apt-cache madison",
            self.command("apt-cache").args(["madison", package]),
        )?;
        Ok(parse_madison(&said, package))
    }

    /// What apt knows about a package.
    pub fn show(&self, spec: &Spec) -> Result<Record, Reason> {
        let argument = spec.argument();
        let mut command = self.command("apt-cache");
        command.args(["--no-all-versions", "show", &argument]);
        let record = parse_record(&capture_as("apt-cache show", &mut command)?);
        // Apt ends with success when it knows the package but not the version, and shows nothing.
        if record.size == 0 {
            return Err(Reason::new(format!("apt has no package `{argument}`")));
        }
        Ok(record)
    }

    /// Downloads packages into a folder. Apt checks each against its signed lists.
    pub fn download(&self, specs: &[Spec], folder: &Path) -> Result<(), Reason> {
        let mut command = self.command("apt-get");
        command.arg("download").current_dir(folder);
        command.args(specs.iter().map(Spec::argument));
        capture_as("apt-get download", &mut command)?;
        Ok(())
    }

    /// Starts a command line of one of apt's programs.
    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        // A dead server must end in a message and not in a run that hangs.
        for setting in [
            "Acquire::Retries=2",
            "Acquire::http::Timeout=30",
            "Acquire::https::Timeout=30",
        ] {
            command.args(["-o", setting]);
        }
        // As root apt downloads as a user of its own, who may not enter our folders. It would fall back, loudly.
        command.args(["-o", "APT::Sandbox::User=root"]);
        if let Some(lists) = &self.lists {
            let lists = lists.display();
            command.arg("-c").arg(format!("{lists}/apt.conf"));
            for setting in [
                format!("Dir::State::Lists={lists}/lists"),
                format!("Dir::Cache={lists}/cache"),
            ] {
                command.args(["-o", &setting]);
            }
        }
        if let Some(sources) = &self.sources {
            let sources = format!("Dir::Etc::sourcelist={}", sources.display());
            command.args(["-o", &sources, "-o", "Dir::Etc::sourceparts=-"]);
        }
        command
    }
}

/// Makes a folder ready to hold package lists.
fn prepare_lists(folder: &Path) -> Result<(), Reason> {
    let partial = folder.join("lists/partial");
    fs::create_dir_all(&partial).map_err(|error| Failure::io("create", &partial, &error))?;
    let clear = folder.join("apt.conf");
    // Scripts that run after an update are meant for the system's lists, and some need root.
    fs::write(
        &clear,
        "#clear APT::Update::Pre-Invoke;\n#clear APT::Update::Post-Invoke;\n#clear APT::Update::Post-Invoke-Success;\n",
    )
    .map_err(|error| Failure::io("write", &clear, &error))?;
    Ok(())
}

/// The server of the distribution itself, from lines `server|suite|component`.
///
/// Security updates come from a server of their own, which has no other suites; a plain name without a hyphen is
/// the suite that everything else is named after.
fn parse_targets(said: &str) -> Option<&str> {
    let main = || {
        said.lines().filter_map(|line| {
            let mut columns = line.split('|');
            let (server, suite) = (columns.next()?, columns.next()?);
            (columns.next()? == "main" && !suite.contains("security")).then_some((server, suite))
        })
    };
    main()
        .find(|(_, suite)| !suite.contains(['-', '/']))
        .or_else(|| main().next())
        .map(|(server, _)| server)
}

/// The upstream part of a Debian version: no epoch, no repacking mark, no revision.
pub fn upstream_version(version: &str) -> &str {
    let version = version.split_once(':').map_or(version, |(_, rest)| rest);
    version.split(['+', '-', '~']).next().unwrap_or(version)
}

/// The versions in the output of `apt-cache madison`, in its order, which is newest first.
fn parse_madison(said: &str, package: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in said.lines() {
        let mut columns = line.split('|').map(str::trim);
        let (name, version, source) = (columns.next(), columns.next(), columns.next());
        // Source packages are listed too, and cannot be unpacked to anything that runs.
        let binary = source.is_some_and(|source| source.ends_with("Packages"));
        if let (Some(name), Some(version), true) = (name, version, binary)
            && name == package
            && !found.iter().any(|known| known == version)
        {
            found.push(version.to_owned());
        }
    }
    found
}

/// The first record in the output of `apt-cache show`.
fn parse_record(said: &str) -> Record {
    let mut record = Record::default();
    for line in said.lines().take_while(|line| !line.is_empty()) {
        let Some((field, value)) = line.split_once(": ") else {
            continue;
        };
        match field {
            "Depends" | "Pre-Depends" => record.depends.extend(parse_depends(value)),
            "Size" => record.size = value.trim().parse().unwrap_or(0),
            "Installed-Size" => record.unpacked = value.trim().parse().unwrap_or(0) * 1024,
            _ => {}
        }
    }
    record
}

/// A list of dependencies: the first of each set of alternatives, with a version only if it is exact.
fn parse_depends(value: &str) -> impl Iterator<Item = Spec> + '_ {
    value.split(',').filter_map(|group| {
        let first = group.split('|').next()?.trim();
        let (name, relation) = match first.split_once('(') {
            Some((name, relation)) => (name.trim(), Some(relation)),
            None => (first, None),
        };
        let version = relation
            .and_then(|relation| relation.strip_prefix("= "))
            .map(|version| version.trim_end_matches(')').trim().to_owned());
        // `libc6:any` names an architecture that the package itself does not carry.
        let name = name.split(':').next()?.to_owned();
        (!name.is_empty()).then_some(Spec { name, version })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn upstream_part_of_debian_versions() {
        for (debian, upstream) in [
            ("1.85.0+dfsg3-1~deb12u3", "1.85.0"),
            ("1:19.1.7-3~deb12u1", "19.1.7"),
            ("1.96.0~beta.2+dfsg1-1", "1.96.0"),
            ("2.9.4-5", "2.9.4"),
            ("1.85.0", "1.85.0"),
            ("", ""),
        ] {
            assert_eq!(upstream_version(debian), upstream, "{debian}");
        }
        assert_ne!(upstream_version("1.85.10+dfsg1-1"), "1.85.1");
    }

    #[test]
    fn server_is_the_distributions_own() {
        let said = "\
http://sec/debian-security/|stable-security|main
http://one/debian/|stable-updates|main
http://one/debian/|stable|contrib
http://two/debian/|stable|main
";
        assert_eq!(parse_targets(said), Some("http://two/debian/"));
        let updates = "http://one/debian/|stable-updates|main\n";
        assert_eq!(parse_targets(updates), Some("http://one/debian/"));
        assert_eq!(parse_targets("http://x/|nodistro|other\n\n|"), None);
    }

    #[test]
    fn madison_lists_binaries_once_and_in_order() {
        let said = "\
 rustc-web | 1.96.0+dfsg1-1~deb12u2 | http://host/security suite/main amd64 Packages
 rustc-web | 1.85.0+dfsg3-1~deb12u3 | http://host/debian suite/main amd64 Packages
 rustc-web | 1.85.0+dfsg3-1~deb12u3 | http://other/debian suite/main amd64 Packages
 rustc-web | 1.78.0+dfsg1-2 | http://host/debian suite/main Sources
     rustc | 1.63.0+dfsg1-2 | http://host/debian suite/main amd64 Packages
";
        assert_eq!(
            parse_madison(said, "rustc-web"),
            ["1.96.0+dfsg1-1~deb12u2", "1.85.0+dfsg3-1~deb12u3"]
        );
        assert!(parse_madison("", "rustc-web").is_empty());
        assert!(parse_madison("W: no lists\n | | ", "rustc-web").is_empty());
    }

    #[test]
    fn record_is_the_first_one() {
        let said = "\
Package: cargo-web
Installed-Size: 24756
Depends: libc6:any (>= 2.34), libpcre3, rustc-web (= 1.85.0+dfsg3-1~deb12u3), gcc | clang | c-compiler
Size: 6814516
Description: Rust package manager
 Size: 1

Package: cargo-web
Size: 2
";
        let record = parse_record(said);
        assert_eq!((record.size, record.unpacked), (6_814_516, 24_756 * 1024));
        let names: Vec<&str> = record
            .depends
            .iter()
            .map(|spec| spec.name.as_str())
            .collect();
        assert_eq!(names, ["libc6", "libpcre3", "rustc-web", "gcc"]);
        assert_eq!(
            record.depends[2],
            Spec::exact("rustc-web", "1.85.0+dfsg3-1~deb12u3")
        );
        assert_eq!(record.depends[0].version, None);
    }
}
