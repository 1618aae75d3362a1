// SPDX-License-Identifier: MIT OR Apache-2.0

//! The last line of defence: a fault of this program is told in one line.

use crate::{exit::Exit, output::tell};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};

/// Runs `main` and turns a panic into exit code 4.
///
/// The stack is unwound all the way, so temporary folders are removed.
pub(crate) fn run(main: impl FnOnce() -> Exit) -> Exit {
    panic::set_hook(Box::new(|info| {
        if let Some(line) = line(info) {
            tell(format_args!("{line}"));
        }
    }));
    panic::catch_unwind(AssertUnwindSafe(main)).unwrap_or(Exit::Internal)
}

fn line(info: &PanicHookInfo<'_>) -> Option<String> {
    let payload = info.payload();
    let message = payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message");
    // `thread::scope` panics a second time with this when one of its threads did.
    if message == "a scoped thread panicked" {
        return None;
    }
    let place = info
        .location()
        .map_or_else(String::new, |place| format!(" at {place}"));
    let message = kelson_report::clean(message).replace('\n', " ");
    Some(format!(
        "error: internal error{place}: {message}; this is a fault of cargo-kelson, please report it \
         with the command line and the input"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_exit_code_4() {
        assert_eq!(run(|| panic!("on purpose")), Exit::Internal);
        assert_eq!(run(|| Exit::Findings), Exit::Findings);
    }
}
