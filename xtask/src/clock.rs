// SPDX-License-Identifier: MIT OR Apache-2.0

//! Processor time of the programs that this one has started.
//!
//! What comparisons go by: time on the wall also counts what else the machine is doing.

use std::fs;
use std::time::Duration;

use crate::shell::Failure;

/// Ticks of the kernel's clock in a second, as every kernel tells programs.
const TICKS: u64 = 100;

/// Processor time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spent {
    /// By programs themselves.
    pub user: Duration,
    /// By the kernel for them.
    pub system: Duration,
}

impl Spent {
    /// Both.
    pub fn total(self) -> Duration {
        self.user + self.system
    }

    /// What was spent since an earlier moment.
    pub fn since(self, before: Spent) -> Spent {
        Spent {
            user: self.user.saturating_sub(before.user),
            system: self.system.saturating_sub(before.system),
        }
    }
}

/// What all programs have spent that this one has started and waited for, and those that they have.
pub fn of_children() -> Result<Spent, Failure> {
    let path = "/proc/self/stat";
    let text = fs::read_to_string(path)
        .map_err(|error| Failure::new(format!("cannot measure time: `{path}`: {error}")))?;
    read(&text)
        .ok_or_else(|| Failure::new(format!("cannot measure time: `{path}` has another form")))
}

/// The fields `cutime` and `cstime` of proc_pid_stat(5).
fn read(stat: &str) -> Option<Spent> {
    // The second field is the program's name in parentheses, and may have anything in it.
    let (_, rest) = stat.rsplit_once(") ")?;
    let mut fields = rest.split_whitespace().skip(13);
    let mut next = || {
        let ticks: u64 = fields.next()?.parse().ok()?;
        Some(Duration::from_millis(ticks * 1000 / TICKS))
    };
    Some(Spent {
        user: next()?,
        system: next()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_of_children_is_read() {
        let stat = "7 (a) b) S 1 7 7 0 -1 4194304 1 2 3 4 11 12 130 14 20 0 1 0\n";
        let spent = read(stat).unwrap();
        assert_eq!(spent.user, Duration::from_millis(1300));
        assert_eq!(spent.total(), Duration::from_millis(1440));
        assert_eq!(read("7 (a) S 1"), None);
        assert!(of_children().is_ok());
    }
}
