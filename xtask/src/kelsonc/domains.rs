// SPDX-License-Identifier: MIT OR Apache-2.0

//! What it takes more than one compiler run to see of coherence domains: caches, crate types, and the stock compiler on
//! top.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::test::{Bench, Outcome, fresh};
use crate::shell::capture;
use crate::toolchains::Reason;

/// Builds crates above and below each other.
struct Yard<'a> {
    bench: &'a Bench<'a>,
    folder: PathBuf,
}

/// Which compiler, with which option.
#[derive(Clone, Copy, PartialEq)]
enum By {
    Domain,
    Kelsonc,
    Stock,
}

/// Runs all.
pub(super) fn run(bench: &Bench<'_>) -> Result<Outcome, Reason> {
    let yard = Yard {
        bench,
        folder: fresh("domains")?,
    };
    symbols(&yard)?;
    caches(&yard)?;
    without_kelsonc(&yard)?;
    crate_types(&yard)?;
    Ok(Outcome::Passed)
}

/// Every name has its symbol, however many there are; and a cache keeps none back.
fn symbols(yard: &Yard<'_>) -> Result<(), Reason> {
    let many: String = (0..100)
        .map(|number| format!("impl Vec<[u8; {number}]> {{ pub fn m{number}(&self) {{}} }}\n"))
        .collect();
    let both = "extern crate l; extern crate r; fn main() {}";
    let link = || yard.compile(By::Stock, "both", both, &[]);

    yard.passes(By::Domain, "l", &many, LIB)?;
    yard.passes(
        By::Domain,
        "r",
        "impl Vec<[u8; 99]> { pub fn m99(&self) {} }",
        LIB,
    )?;
    contains(&link()?, "kelsonc_name_m99_of_Vec_")?;

    let cached = &["--crate-type=lib", "-Cincremental=cache"];
    yard.passes(
        By::Domain,
        "r",
        "impl Vec<u8> { pub fn two(&self) {} }",
        LIB,
    )?;
    yard.passes(
        By::Domain,
        "l",
        "impl Vec<u8> { pub fn one(&self) {} }",
        cached,
    )?;
    contains(&link()?, PASSED)?;
    let more = "impl Vec<u8> { pub fn one(&self) {} pub fn two(&self) {} }";
    yard.passes(By::Domain, "l", more, cached)?;
    contains(&link()?, "kelsonc_name_two_of_Vec_")?;
    yard.passes(By::Domain, "l", "", cached)?;
    contains(&link()?, PASSED)?;
    // The option is part of what a cache is for.
    yard.passes(By::Domain, "l", more, cached)?;
    contains(&yard.compile(By::Kelsonc, "l", more, cached)?, "E0116")
}

/// A crate above is built anew when a name appears below that changes what its calls mean.
fn caches(yard: &Yard<'_>) -> Result<(), Reason> {
    let user = "
        extern crate below;
        trait Hex { fn hex(&self) -> &'static str { \"trait\" } }
        impl Hex for Vec<u8> {}
        fn main() { println!(\"{}\", vec![1_u8].hex()); }";
    let cached = &["-Cincremental=user-cache"];
    let names = ["other", "hex", "hex", "other"];
    for (name, said) in names.iter().zip([PASSED, "K0018", "K0018", PASSED]) {
        let below = format!("impl Vec<u8> {{ pub fn {name}(&self) {{}} }}");
        yard.passes(By::Domain, "below", &below, LIB)?;
        contains(&yard.compile(By::Kelsonc, "user", user, cached)?, said)?;
    }
    contains(&yard.run("user")?, "trait")
}

/// The stock compiler does not see the names, and takes calls as it would without them.
fn without_kelsonc(yard: &Yard<'_>) -> Result<(), Reason> {
    let below = "
        impl Vec<u8> { pub fn hex(&self) -> &'static str { \"domain\" } }
        impl u32 { pub fn twice(self) -> u32 { self * 2 } }
        pub fn own() -> &'static str { vec![1_u8].hex() }";
    yard.passes(By::Domain, "below", below, LIB)?;
    let user = "
        extern crate below;
        trait Hex { fn hex(&self) -> &'static str { \"trait\" } }
        impl Hex for Vec<u8> {}
        fn main() { println!(\"{} {}\", vec![1_u8].hex(), below::own()); }";
    yard.passes(By::Stock, "user", user, &[])?;
    contains(&yard.run("user")?, "trait domain")?;
    for call in ["vec![1_u8].hex()", "1_u32.twice()"] {
        let user = format!("extern crate below; fn main() {{ {call}; }}");
        contains(&yard.compile(By::Stock, "user", &user, &[])?, "E0599")?;
    }
    Ok(())
}

/// Metadata alone, shared libraries, and macros.
fn crate_types(yard: &Yard<'_>) -> Result<(), Reason> {
    let below = "impl Vec<u8> { pub fn one(&self) -> u8 { 1 } }";
    let user = |below: &str| {
        format!("extern crate {below}; fn main() {{ println!(\"{{}} there\", vec![0_u8].one()); }}")
    };
    let check = &["--crate-type=lib", "--emit=metadata"];
    yard.passes(By::Domain, "checked", below, check)?;
    yard.passes(By::Kelsonc, "user", &user("checked"), &["--emit=metadata"])?;
    let taken = "impl Vec<u8> { pub fn len(&self) {} }";
    contains(&yard.compile(By::Domain, "taken", taken, check)?, "K0016")?;

    let shared = &["--crate-type=dylib", "-Cprefer-dynamic"];
    yard.passes(By::Domain, "shared", below, shared)?;
    yard.passes(By::Kelsonc, "user", &user("shared"), &["-Cprefer-dynamic"])?;
    contains(&yard.run("user")?, "1 there")?;

    let plugin = "
        extern crate proc_macro;
        use proc_macro::TokenStream;
        impl TokenStream { fn nothing() -> TokenStream { TokenStream::new() } }
        #[proc_macro] pub fn nothing(_: TokenStream) -> TokenStream { TokenStream::nothing() }";
    yard.passes(By::Domain, "plugin", plugin, &["--crate-type=proc-macro"])?;
    let user = "extern crate plugin; plugin::nothing!(); fn main() {}";
    yard.passes(By::Domain, "user", user, &[])
}

const LIB: &[&str] = &["--crate-type=lib"];
/// What is said when there is nothing to say.
const PASSED: &str = "(passed)";

impl Yard<'_> {
    /// What the compiler says.
    fn compile(
        &self,
        by: By,
        name: &str,
        source: &str,
        arguments: &[&str],
    ) -> Result<String, Reason> {
        let file = self.folder.join(format!("{name}.rs"));
        std::fs::write(&file, source)
            .map_err(|error| Reason::new(format!("cannot write `{}`: {error}", file.display())))?;
        let program: &Path = match by {
            By::Stock => &self.bench.dev.rustc,
            By::Domain | By::Kelsonc => self.bench.kelsonc,
        };
        let mut command = Command::new(program);
        command
            .current_dir(&self.folder)
            .env("LC_ALL", "C")
            .args(["--edition=2021", "-Awarnings", "-L", "."])
            .args(arguments)
            .arg(&file);
        if by == By::Domain {
            command.args(["-K", "coherence-domain=linux"]);
        }
        self.said(command)
    }

    fn passes(&self, by: By, name: &str, source: &str, arguments: &[&str]) -> Result<(), Reason> {
        contains(&self.compile(by, name, source, arguments)?, PASSED)
    }

    fn run(&self, name: &str) -> Result<String, Reason> {
        let mut command = Command::new(self.folder.join(name));
        let mut stock = Command::new(&self.bench.dev.rustc);
        let libraries = capture(stock.args(["--print", "target-libdir"]))?;
        let libraries = PathBuf::from(libraries.trim());
        let search = std::env::join_paths([self.folder.clone(), libraries])
            .map_err(|error| Reason::new(format!("a folder has an impossible name: {error}")))?;
        command.env("LD_LIBRARY_PATH", search);
        self.said(command)
    }

    fn said(&self, mut command: Command) -> Result<String, Reason> {
        let output = command.output().map_err(|error| {
            let program = command.get_program().to_string_lossy().into_owned();
            Reason::new(format!("cannot start `{program}`: {error}"))
        })?;
        let said =
            [output.stdout, output.stderr].map(|said| String::from_utf8_lossy(&said).into_owned());
        let passed = if output.status.success() { PASSED } else { "" };
        Ok(format!("{}{}{passed}", said[0], said[1]))
    }
}

fn contains(said: &str, expected: &str) -> Result<(), Reason> {
    if said.contains(expected) {
        return Ok(());
    }
    Err(Reason::new(format!(
        "`{expected}` is not in what was said:\n{said}"
    )))
}
