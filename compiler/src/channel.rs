// SPDX-License-Identifier: MIT OR Apache-2.0

//! Makes us a stable release where the compiler that we stand for is one.
//!
//! A stable rustc refuses unstable features. Whether it is stable was decided when its crates were built, and crates
//! that were built from a distribution's source may have been built without saying so. Rustc has a switch for the case,
//! a variable, which is set while the command line is read, and put back before anything else could see it.

use std::env;
use std::ffi::OsString;

use rustc_feature::UnstableFeatures;
use rustc_interface::Config;

/// The variable.
const VARIABLE: &str = "RUSTC_BOOTSTRAP";
/// Its value for "be a stable release".
const STABLE: &str = "-1";

/// What the variable was.
pub(crate) struct Channel {
    before: Option<OsString>,
    pretended: bool,
}

impl Channel {
    /// Sets the variable, unless the user has it ask for the opposite. To be called before there are threads.
    pub(crate) fn pretend() -> Channel {
        let before = env::var_os(VARIABLE);
        let release = rustc_interface::util::rustc_version_str().unwrap_or_default();
        let is_stable = !release.split(' ').next().unwrap_or_default().contains('-');
        let asked = before
            .as_ref()
            .is_some_and(|value| value == "1" || names_crate(value));
        let pretended = is_stable && !asked;
        if pretended {
            // SAFETY: the caller has started no thread that could read the environment meanwhile.
            unsafe { env::set_var(VARIABLE, STABLE) };
        }
        Channel { before, pretended }
    }

    /// Puts the variable back, for `env!` in the source and for programs that are started.
    pub(crate) fn restore(&mut self, config: &mut Config) {
        if !self.pretended {
            return;
        }
        // SAFETY: of the threads there are by now, the one that waits for Ctrl-C, none reads the environment.
        unsafe {
            match self.before.take() {
                Some(value) => env::set_var(VARIABLE, value),
                None => env::remove_var(VARIABLE),
            }
        }
        // The parser asks once more, after this.
        config.psess_created = Some(Box::new(|session| {
            session.unstable_features = UnstableFeatures::Disallow;
        }));
    }
}

/// Whether the variable lists the crate that is compiled: it may be `1` or names of crates.
fn names_crate(value: &OsString) -> bool {
    let mut arguments = env::args_os().map(|argument| argument.to_string_lossy().into_owned());
    let named = loop {
        match arguments.next() {
            None => return false,
            Some(argument) if argument == "--crate-name" => break arguments.next(),
            Some(argument) => {
                if let Some(name) = argument.strip_prefix("--crate-name=") {
                    break Some(name.to_owned());
                }
            }
        }
    };
    let value = value.to_string_lossy();
    named.is_some_and(|name| value.split(',').any(|listed| listed == name))
}
