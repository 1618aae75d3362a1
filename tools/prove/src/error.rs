// SPDX-License-Identifier: MIT OR Apache-2.0

//! Why an analysis could not be done at all, as opposed to what it found.

use std::fmt;

/// Which of the two ways of not getting an answer this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// The request makes no sense, whatever the files hold: exit code 2.
    Usage,
    /// The files cannot answer the request: exit code 3.
    Input,
}

/// One line that says which file, section and offset, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    message: String,
}

impl Error {
    /// A request that makes no sense.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Usage, message.into())
    }

    /// A file that cannot be used.
    pub fn input(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Input, message.into())
    }

    fn new(kind: ErrorKind, message: String) -> Self {
        // Parts of a message come out of the file under analysis. One line means one line, even
        // when a section is called "\n" or a symbol holds an escape sequence of the terminal.
        let message = message
            .chars()
            .map(|c| if c.is_control() { '\u{fffd}' } else { c })
            .collect();
        Self { kind, message }
    }

    /// Which exit code this deserves.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
