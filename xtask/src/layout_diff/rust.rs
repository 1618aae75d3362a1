// SPDX-License-Identifier: MIT OR Apache-2.0

//! wip
use super::model::Record;
pub(super) fn can_write(_: &Record) -> bool {
    false
}
pub(super) fn declaration(_: &str, _: &Record) -> String {
    String::new()
}
pub(super) fn program(
    _: &[(String, Record)],
    _: &[(String, Record)],
    _: &[&str],
) -> (String, Vec<usize>) {
    (String::new(), vec![])
}
